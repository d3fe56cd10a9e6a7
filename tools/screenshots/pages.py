"""Which pages are rendered, as whom, and how large."""

from dataclasses import dataclass

PHONE, LAPTOP, WALL = (390, 844), (1440, 900), (3840, 2160)
BOTH = (PHONE, LAPTOP)


@dataclass(frozen=True)
class Shot:
    """One page: `who` is a demonstration account ("" for a visitor), `link` a selector to follow from `address`.

    `whole` shows the page to its end instead of its first screen.
    """

    name: str
    address: str
    who: str = ""
    sizes: tuple[tuple[int, int], ...] = BOTH
    link: str = ""
    whole: bool = False
    host: str = "localhost"


SHOTS = (
    Shot("beranda", "/"),
    Shot("papan", "/command-center/", "pimpinan"),
    Shot("papan-seluruhnya", "/command-center/", "pimpinan", (LAPTOP,), whole=True),
    Shot("dinding", "/command-center/dinding/", "pimpinan", (WALL,)),
    Shot("tugas", "/tugas/", "operator"),
    Shot("data", "/data/"),
    Shot("data-set", "/data/kemiskinan/"),
    Shot("angka", "/data/angka/"),
    Shot("angka-stunting", "/data/angka/stunting/"),
    Shot("asal-angka", "/data/angka/kemiskinan/", link="main a[href*='/asal/']", whole=True),
    Shot("unggah", "/data/kemiskinan/unggah/", "operator"),
    Shot("temuan", "/data/kiriman/?keadaan=perlu-dibetulkan", "walidata", link="main td a, main th a",
         host="contoh.localhost"),
    Shot("antrean", "/data/antrean/", "walidata", host="contoh.localhost"),
    Shot("papan-contoh", "/command-center/", "pimpinan", (LAPTOP,), host="contoh.localhost"),
    Shot("kasus", "/data/kasus/", "walidata", link="main table a, main .giliran a, main li a"),
    Shot("data-set-baru", "/data/baru/", "walidata"),
    Shot("kelola", "/kelola/", "administrator"),
    Shot("orang", "/kelola/orang/", "administrator"),
    Shot("peta", "/kelola/peta/", "administrator", (LAPTOP,)),
    Shot("operasi", "/kelola/operasi/", "administrator"),
    Shot("audit", "/kelola/audit/", "auditor", (LAPTOP,)),
    Shot("masuk", "/masuk/"),
    Shot("komponen", "/komponen/", sizes=(LAPTOP,)),
)  # fmt: skip
