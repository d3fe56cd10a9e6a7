"""Lists: turns, files, facts, filters and paging for everybody; agenda, findings and queue for work."""

from django.core.paginator import Paginator
from django.http import QueryDict

from simpul.web import listing, parts
from simpul.web.gallery import work
from simpul.web.gallery.exhibits import Exhibit, Room, State

_MORE = parts.Link("Semua 17 giliran", "#")
_FILES = (parts.Link("Lembar kerja (XLSX)", "#", "9 KB"), parts.Link("Teks (CSV)", "#", "1 KB"))
_FACTS = (
    parts.Fact("Produsen", "Dinas Contoh A"),
    parts.Fact("Berkas", "penduduk-kecamatan-2025.xlsx", "#"),
    parts.Fact("Kode wilayah", "99.01"),
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
    columns = (
        listing.Column("Angka", "nama"),
        listing.Column("Nilai", "nilai", is_numeric=True),
        listing.Column("2020–2024", is_wide=True),
    )
    query = QueryDict("urut=-nilai")
    many, one = Paginator(range(271), 20), Paginator(range(7), 20)
    empty = {
        "title": "Tidak ada yang menunggu Anda",
        "text": "Tugas berikutnya jatuh pada Selasa, 24 November.",
    }
    return Room(
        "daftar",
        "Daftar dan jalan",
        (
            Exhibit(
                "remah",
                (
                    State(
                        "tiga tingkat",
                        {
                            "links": (parts.Link("Data", "#"), parts.Link("Kependudukan", "#")),
                            "here": "Jumlah penduduk",
                        },
                    ),
                ),
            ),
            Exhibit("tab", (State("empat tampilan", {"links": _VIEWS, "current": "Grafik"}),)),
            Exhibit(
                "tabel_kepala",
                (State("diurutkan menurun menurut nilai", {"heads": listing.heads(query, columns, "nama")}),),
                "web/gallery/tabel.html",
            ),
            Exhibit("saring", (State("tiga saringan", {"filters": _FILTERS, "id": "saring-contoh"}),)),
            Exhibit(
                "halaman",
                (
                    State("di tengah", {"page": many.page(5), "query": QueryDict("urut=nama")}),
                    State("satu halaman", {"page": one.page(1), "query": QueryDict()}),
                ),
            ),
            Exhibit(
                "giliran",
                (
                    State("dengan yang lain", {"turns": work.TURNS, "more": _MORE}),
                    State(
                        "satu, tanpa tautan", {"turns": (parts.Turn("Periksa 4 kiriman", detail="Walidata"),)}
                    ),
                ),
            ),
            Exhibit("fakta", (State("tiga fakta", {"facts": _FACTS}),)),
            Exhibit("unduhan", (State("dua berkas", {"links": _FILES}),)),
            Exhibit(
                "kosong",
                (
                    State("tanpa tindakan", empty),
                    State(
                        "dengan langkah berikut",
                        {
                            "title": "Belum ada data kecamatan untuk 2025",
                            "text": "Minta kepada Dinas Contoh A atau lihat angka kabupaten.",
                            "link": parts.Link("Lihat angka kabupaten", "#"),
                        },
                    ),
                ),
            ),
        ),
    )


def work_room() -> Room:
    """What belongs to work."""
    record = {
        "id": "contoh-kiriman",
        "title": "Wajib KTP menurut kecamatan 2025",
        "eyebrow": "Kiriman Dinas Contoh A, 20 November 2026 pukul 15.12",
        "facts": (
            parts.Fact("Dikirim", "Operator data"),
            parts.Fact("Disetujui", "Kepala Dinas Contoh A, 20 November"),
        ),
    }
    return Room(
        "kerja",
        "Pekerjaan",
        (
            Exhibit("agenda", (State("lewat tenggat dan yang akan datang", {"items": work.AGENDA}),)),
            Exhibit("temuan", (State("harus dibetulkan dan patut dilihat", {"findings": work.FINDINGS}),)),
            Exhibit("lembar", (State("sel bertanda", {"sheet": work.SHEET}),)),
            Exhibit("antre", (State("yang kedua sedang dibuka", {"rows": work.QUEUE}),)),
            Exhibit(
                "periksa", (State("kiriman terbuka dengan putusan", record),), "web/gallery/periksa.html"
            ),
            Exhibit(
                "benang",
                (
                    State("perjalanan angka", {"steps": work.JOURNEY}),
                    State("dikembalikan, lalu menunggu", {"steps": work.RETURNED}),
                ),
            ),
        ),
    )
