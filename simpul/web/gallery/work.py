"""Invented work of Kabupaten Contoh: turns, tasks, findings, a queue, and the journey of a file."""

from simpul.web import parts

TURNS = (
    parts.Turn(
        "Kirim angka kemiskinan 2025",
        "#",
        "Dinas Contoh A · sudah diingatkan 3 kali",
        "menunggak",
        "Menunggak 54 hari",
    ),
    parts.Turn(
        "Kirim penduduk semester I 2026", "#", "Dinas Contoh B", "terlambat", "Terlambat 10 hari kerja"
    ),
    parts.Turn("Periksa 4 kiriman", "#", "Walidata", "tempo", "Jatuh tempo hari ini"),
)

AGENDA = (
    parts.AgendaItem(
        "6 November",
        "10 hari kerja lewat",
        "2026-11-06",
        "Kirim penduduk semester I 2026",
        "#",
        "Data · dijanjikan tiap setengah tahun · ditunggu papan Command Center dan 3 angka lain",
        "terlambat",
        "",
        "naik ke kepala dinas 20 November; ke Sekda 27 November",
        "Unggah",
        "#",
        is_urgent=True,
    ),
    parts.AgendaItem(
        "Selasa",
        "24 November",
        "2026-11-24",
        "Betulkan 3 sel penduduk menurut kecamatan 2025",
        "#",
        "Data · draf tersimpan 21 November pukul 18.21",
        "tempo",
        "Jatuh tempo dalam 2 hari kerja",
        "",
        "Lanjutkan",
        "#",
    ),
    parts.AgendaItem(
        "11 Desember",
        "Jumat",
        "2026-12-11",
        "Kirim akta kelahiran November",
        "#",
        "Data · bulanan; lembar kosong sudah disiapkan",
        "mutakhir",
        "Ada waktu: 15 hari kerja lagi",
        "",
        "Ambil lembar",
        "#",
    ),
)

FINDINGS = (
    parts.Finding(
        "A5",
        "Kode kecamatan memakai kode BPS",
        "kolom kode berisi kode wilayah Kemendagri, bentuk 99.01.04",
        "9901040",
        "99.01.04 (Simpang Contoh)",
        "Ganti A5 menjadi 99.01.04. Kode BPS boleh disimpan di kolom kode_bps.",
    ),
    parts.Finding(
        "C7",
        "Angka bercampur kata",
        "kolom laki_laki bilangan bulat tanpa satuan",
        "22.150 jiwa",
        "22150 atau 22.150",
        "Hapus kata “jiwa”. Satuan sudah tercatat pada judul data.",
    ),
    parts.Finding(
        "E3",
        "Berubah lebih dari 15% sejak rilis lalu",
        "perubahan di atas 15% perlu keterangan",
        "9.096",
        "7.740",
        "Bila memang benar, tulis satu kalimat sebabnya saat mengirim.",
        "Rilis lalu",
        is_blocking=False,
    ),
)


def _row(number: int, *texts: str, marks: dict[int, parts.Mark] | None = None) -> parts.SheetRow:
    found = marks or {}
    cells = (
        parts.Cell(text, found.get(place, ""), text.replace(".", "").isdigit())
        for place, text in enumerate(texts)
    )
    return parts.SheetRow(number, tuple(cells))


SHEET = parts.Sheet(
    "Cuplikan lembar Kecamatan, baris 1 sampai 5",
    ("A", "B", "C", "D", "E"),
    (
        _row(1, "kode", "kecamatan", "laki_laki", "perempuan", "jumlah"),
        _row(2, "99.01.01", "Hulu Contoh", "13.410", "12.880", "26.290", marks={4: "asal"}),
        _row(3, "99.01.02", "Bukit Contoh", "4.705", "4.391", "9.096", marks={4: "awas"}),
        _row(4, "99.01.03", "Rantau Contoh", "14.900", "13.760", "28.660"),
        _row(5, "9901040", "Simpang Contoh", "40.120", "37.905", "78.025", marks={0: "salah"}),
    ),
)

QUEUE = (
    parts.QueueRow(
        "Kunjungan destinasi wisata Oktober",
        "#",
        ("Dinas Contoh D · rilis 10 · 31 baris", "7 lolos, 2 keterangan"),
        "terlambat",
        "",
        "1 hari lewat",
    ),
    parts.QueueRow(
        "Wajib KTP menurut kecamatan 2025",
        "#",
        ("Dinas Contoh A · rilis 4 · 10 baris", "12 aturan lolos, 1 keterangan"),
        "tempo",
        "Tenggat",
        "hari ini",
        is_current=True,
    ),
    parts.QueueRow(
        "Realisasi investasi Oktober 2026",
        "#",
        ("Dinas Contoh C · rilis 22 · 96 baris",),
        "mutakhir",
        "Ada waktu",
        "2 hari lagi",
    ),
)

JOURNEY = (
    parts.ThreadStep(
        "Tampil di dua tempat",
        links=(parts.Link("Papan Command Center", "#"), parts.Link("data terbuka dan API", "#")),
        at="kini",
    ),
    parts.ThreadStep(
        "Dirilis sebagai rilis 2",
        ("Walidata · 3 Juli 2026, 10.24 WITA", "Sidik berkas 9f2c 41aa … 07be cocok hari ini"),
    ),
    parts.ThreadStep("Diperiksa otomatis: 9 aturan lolos", ("Satu keterangan",)),
    parts.ThreadStep("Disetujui kepala perangkat daerah", ("2 Juli 2026, 16.03 WITA",)),
    parts.ThreadStep(
        "Berkas asal", links=(parts.Link("realisasi-2026.xlsx", "#", "lembar “Ringkas”, sel B7"),)
    ),
)

RETURNED = (
    parts.ThreadStep("Dirilis", ("sesudah diperiksa walidata",), at="nanti"),
    parts.ThreadStep("Diperbaiki operator", ("giliran Dinas Contoh A sampai 24 November",), at="kini"),
    parts.ThreadStep(
        "Dikembalikan", ("Walidata · 20 November 2026 · alasan: periode tidak sesuai",), at="balik"
    ),
    parts.ThreadStep("Dikirim", ("Operator data · 19 November 2026, 09.15 WITA",)),
)
