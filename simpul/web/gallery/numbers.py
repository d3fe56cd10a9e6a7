"""Numbers: their anatomy, their section, where they come from, and two values without a decision."""

from dataclasses import replace

from simpul.web import charts, parts
from simpul.web.gallery.exhibits import Exhibit, Room, exhibit, state

LINKS = (parts.Link("Lihat tabel", "#"), parts.Link("Asal angka", "#"))

POVERTY = parts.Number(
    name="Penduduk miskin",
    value="7,40",
    unit="%",
    direction="turun",
    change="0,30 poin dari 2023",
    period="2024",
    source="Dinas Contoh A",
    state="menunggak",
    age="umur 509 hari",
    target="2029: 5,50%",
    target_note="RPJMD 2025–2029",
    trace_url="#",
    is_sample=True,
)
PEOPLE = replace(
    POVERTY,
    name="Penduduk",
    value="214.350",
    unit="jiwa",
    direction="naik",
    change="2.120 dari 2025",
    period="Juni 2026",
    state="mutakhir",
    age="umur 144 hari",
    target="",
    target_note="",
)
EMPTY = parts.Number(name="Rasio Gini", value="", period="2025", is_sample=True)
UNDATED = parts.Number(
    name="Luas wilayah",
    value="4.120,5",
    unit="km²",
    source="Bagian Contoh",
    state="tak-bertanggal",
    is_sample=True,
)
CONFLICT = parts.Number(
    name="Stunting balita",
    value="18,2",
    unit="%",
    period="2025",
    source="survei",
    state="selisih",
    trace_url="#",
    is_sample=True,
    rivals=(parts.Figure("14,9", "%", "catatan", "#"),),
)

ORIGIN = charts.trace(
    (
        charts.Operand("Penduduk di bawah garis kemiskinan", "15.862", "#"),
        charts.Operand("Penduduk seluruhnya", "214.350", "#", is_second=True),
    ),
    "miskin ÷ seluruhnya × 100, dua desimal",
    "7,40%",
    (parts.Link("Papan Command Center", "#"), parts.Link("Data terbuka dan API", "#")),
)
LONG_ORIGIN = charts.trace(
    [charts.Operand(f"Pendapatan pos {number}", f"Rp {number}12,4 M") for number in range(1, 6)],
    "dijumlahkan",
    "Rp 1,68 T",
    (parts.Link("Papan Command Center", "#"),),
)


def room() -> Room:
    """Anatomy, heads, origins."""
    return Room("angka", "Angka", (_heads(), _numbers(), _conflicts(), _origins()))


def _heads() -> Exhibit:
    return exhibit(
        "bab",
        state("dengan jalan lain", id="contoh-bab", title="Penduduk miskin", links=LINKS),
        state("giliran, bertanda contoh", id="contoh-bab-2", title="Giliran Anda", count=2, sample=True),
        state("dengan keterangan", id="contoh-bab-3", title="Lewat tenggat", note="1 tugas"),
    )


def _numbers() -> Exhibit:
    return exhibit(
        "angka",
        state("satu-satunya di halaman", number=POVERTY, size="raya"),
        state("sendiri", number=PEOPLE),
        state("dalam kelompok", number=PEOPLE, size="sedang"),
        state("belum ada data", number=EMPTY),
        state("tahun tidak diketahui", number=UNDATED, size="sedang"),
        state("dua nilai, belum diputus", number=CONFLICT, size="sedang"),
    )


def _conflicts() -> Exhibit:
    figures = (
        parts.Figure("18,2", "%", "Survei, Dinas Contoh B, 2025", "#"),
        parts.Figure("14,9", "%", "Catatan pelayanan, Dinas Contoh B, 2025", "#"),
    )
    return exhibit(
        "selisih",
        state("untuk dilihat", figures=figures),
        state("untuk diputus", figures=figures, name="nilai-contoh"),
    )


def _origins() -> Exhibit:
    return exhibit("diagram", state("dua masukan", trace=ORIGIN), state("lima masukan", trace=LONG_ORIGIN))
