"""What the demonstration tells of the three real regions: the indicators, the wall, and the places."""

from dataclasses import dataclass
from typing import Any

from simpul.datahub import api as datahub

PILLAR, WISH = datahub.Pillar, datahub.Wish


@dataclass(frozen=True)
class Measure:
    """An indicator of the demonstration and the data set that brings it."""

    key: str
    name: str
    short: str
    unit: str
    decimals: int
    pillar: datahub.Pillar
    wish: datahub.Wish = datahub.Wish.NONE
    definition: str = ""
    frequency: str = "tahunan"
    break_limit: str = ""


MEASURES = (
    Measure("kemiskinan", "Penduduk miskin", "Penduduk miskin", "persen", 2, PILLAR.SOCIETY, WISH.DOWN,
            "Bagian penduduk yang hidup di bawah garis kemiskinan."),
    Measure("tpt", "Pengangguran terbuka", "Pengangguran", "persen", 2, PILLAR.ECONOMY, WISH.DOWN,
            "Bagian angkatan kerja yang tidak bekerja dan mencari pekerjaan."),
    Measure("pertumbuhan_ekonomi", "Pertumbuhan ekonomi", "Tumbuh ekonomi", "persen", 2, PILLAR.ECONOMY, WISH.UP,
            "Perubahan produk domestik regional bruto atas dasar harga konstan dari tahun sebelumnya."),
    Measure("ipm", "Indeks Pembangunan Manusia", "IPM", "indeks", 2, PILLAR.SOCIETY, WISH.UP,
            "Gabungan umur harapan hidup, pendidikan, dan pengeluaran."),
    Measure("stunting", "Stunting balita", "Stunting", "persen", 2, PILLAR.LIVING, WISH.DOWN,
            "Bagian balita yang tingginya di bawah baku umurnya; survei dan catatan posyandu menghitung berbeda."),
    Measure("penduduk", "Penduduk", "Penduduk", "jiwa", 0, PILLAR.GOVERNANCE, WISH.NONE,
            "Orang yang tercatat atau diperkirakan menetap pada tanggal acuan.", "semesteran", "1/20"),
    Measure("gini", "Rasio Gini", "Rasio Gini", "rasio", 3, PILLAR.ECONOMY, WISH.DOWN,
            "Ketimpangan pengeluaran, 0 merata sampai 1 timpang."),
    Measure("rata_lama_sekolah", "Rata-rata lama sekolah", "Lama sekolah", "tahun", 2, PILLAR.SOCIETY, WISH.UP),
    Measure("harapan_lama_sekolah", "Harapan lama sekolah", "Harapan sekolah", "tahun", 2, PILLAR.SOCIETY, WISH.UP),
    Measure("penduduk_miskin", "Jumlah penduduk miskin", "Jumlah miskin", "jiwa", 0, PILLAR.SOCIETY, WISH.DOWN),
    Measure("pangsa_pertambangan_pdrb", "Pangsa pertambangan dalam PDRB", "Pangsa tambang", "persen", 0,
            PILLAR.ECONOMY),
    Measure("luas", "Luas wilayah", "Luas", "km2", 2, PILLAR.ENVIRONMENT),
)  # fmt: skip
WALL = ("kemiskinan", "tpt", "pertumbuhan_ekonomi", "ipm", "stunting")
REVENUE = "capaian-pendapatan"

PLACES: dict[str, dict[str, Any]] = {
    "64.01": {"key": "paser", "name": "Kabupaten Paser", "short_name": "Paser", "zone": "Asia/Makassar"},
    "64.09": {"key": "ppu", "name": "Kabupaten Penajam Paser Utara", "short_name": "Penajam Paser Utara",
              "zone": "Asia/Makassar"},
    "15.03": {"key": "sarolangun", "name": "Kabupaten Sarolangun", "short_name": "Sarolangun", "zone": "Asia/Jakarta"},
}  # fmt: skip
