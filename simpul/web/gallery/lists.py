"""Lists: turns, files, facts, filters and paging for everybody; agenda, findings and queue for work."""

from django.core.paginator import Paginator
from django.http import QueryDict

from simpul.web import listing, parts
from simpul.web.gallery import work
from simpul.web.gallery.exhibits import Exhibit, Room, exhibit, state

_MORE = parts.Link("Semua 17 giliran", "#")
_FILES = (parts.Link("Lembar kerja (XLSX)", "#", "9 KB"), parts.Link("Teks (CSV)", "#", "1 KB"))
_FACTS = (
    parts.Fact("Produsen", "Dinas Contoh A"),
    parts.Fact("Berkas", "penduduk-kecamatan-2025.xlsx", "#"),
    parts.Fact("Kode wilayah", "99.01"),
)
_COLUMNS = (
    listing.Column("Angka", "nama"),
    listing.Column("Nilai", "nilai", is_numeric=True),
    listing.Column("2020–2024", is_wide=True),
)
_VIEWS = (
    parts.Link("Grafik", "#"),
    parts.Link("Tabel", "#"),
    parts.Link("Metadata", "#"),
    parts.Link("Rilis", "#"),
)
_FILTERS = parts.Filters(
    "Menunggu saya (5)",
    (
        parts.FilterField("cari", "Cari", "teks", "penduduk"),
        parts.FilterField(
            "keadaan",
            "Keadaan",
            "pilihan",
            choices=(
                parts.Choice("", "Semua", "54"),
                parts.Choice("menunggu", "Menunggu saya", "5", is_chosen=True),
                parts.Choice("kembali", "Dikembalikan", "8"),
            ),
        ),
        parts.FilterField(
            "opd",
            "Perangkat daerah",
            "daftar",
            choices=(
                parts.Choice("", "Semua"),
                parts.Choice("a", "Dinas Contoh A", "3"),
                parts.Choice("b", "Dinas Contoh B", "2"),
            ),
        ),
    ),
    kept=(("urut", "tenggat"),),
    clear_url="#",
)


def room() -> Room:
    """What residents and staff alike meet."""
    return Room("daftar", "Daftar dan jalan", (*_ways(), _turns(), *_plain(), _empty()))


def _ways() -> tuple[Exhibit, ...]:
    path = (parts.Link("Data", "#"), parts.Link("Kependudukan", "#"))
    heads = listing.heads(QueryDict("urut=-nilai"), _COLUMNS, "nama")
    many, one = Paginator(range(271), 20), Paginator(range(7), 20)
    return (
        exhibit("remah", state("tiga tingkat", links=path, here="Jumlah penduduk")),
        exhibit("tab", state("empat tampilan", links=_VIEWS, current="Grafik")),
        exhibit(
            "tabel_kepala", state("menurun menurut nilai", heads=heads), template="web/gallery/tabel.html"
        ),
        exhibit("saring", state("tiga saringan", filters=_FILTERS, id="saring-contoh")),
        exhibit(
            "halaman",
            state("di tengah", page=many.page(5), query=QueryDict("urut=nama")),
            state("satu halaman", page=one.page(1), query=QueryDict()),
        ),
    )


def _turns() -> Exhibit:
    alone = (parts.Turn("Periksa 4 kiriman", detail="Walidata"),)
    return exhibit(
        "giliran",
        state("dengan yang lain", turns=work.TURNS, more=_MORE),
        state("satu, tanpa tautan", turns=alone),
    )


def _plain() -> tuple[Exhibit, ...]:
    return (
        exhibit("fakta", state("tiga fakta", facts=_FACTS)),
        exhibit("unduhan", state("dua berkas", links=_FILES)),
    )


def _empty() -> Exhibit:
    later = "Tugas berikutnya jatuh pada Selasa, 24 November."
    ask = "Minta kepada Dinas Contoh A atau lihat angka kabupaten."
    onwards = parts.Link("Lihat angka kabupaten", "#")
    return exhibit(
        "kosong",
        state("tanpa tindakan", title="Tidak ada yang menunggu Anda", text=later),
        state("dengan langkah berikut", title="Belum ada data kecamatan untuk 2025", text=ask, link=onwards),
    )


def work_room() -> Room:
    """What belongs to work."""
    return Room(
        "kerja",
        "Pekerjaan",
        (
            exhibit("agenda", state("lewat tenggat dan yang akan datang", items=work.AGENDA)),
            exhibit("temuan", state("harus dibetulkan dan patut dilihat", findings=work.FINDINGS)),
            exhibit("lembar", state("sel bertanda", sheet=work.SHEET)),
            exhibit("antre", state("yang kedua sedang dibuka", rows=work.QUEUE)),
            _record(),
            exhibit(
                "benang",
                state("perjalanan angka", steps=work.JOURNEY),
                state("dikembalikan, lalu menunggu", steps=work.RETURNED),
            ),
        ),
    )


def _record() -> Exhibit:
    facts = (
        parts.Fact("Dikirim", "Operator data"),
        parts.Fact("Disetujui", "Kepala Dinas Contoh A, 20 November"),
    )
    opened = state(
        "kiriman terbuka dengan putusan",
        id="contoh-kiriman",
        title="Wajib KTP menurut kecamatan 2025",
        eyebrow="Kiriman Dinas Contoh A, 20 November 2026 pukul 15.12",
        facts=facts,
    )
    return exhibit("periksa", opened, template="web/gallery/periksa.html")
