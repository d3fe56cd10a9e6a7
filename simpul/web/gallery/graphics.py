"""Charts and maps with invented figures, including the cases that break careless charts."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from simpul.web import charts, maps
from simpul.web.gallery.exhibits import Exhibit, Room, exhibit, state

_POVERTY = ("8.40", "8.90", "8.55", "7.70", "7.40")
SERIES = [charts.Reading(2020 + place, str(2020 + place), value) for place, value in enumerate(_POVERTY)]
GOAL = charts.Target(2029, "2029", "5.50")
BROKEN = [
    charts.Reading(2010, "2010", 161_200),
    charts.Reading(2015, "2015", 178_300),
    charts.Reading(2020, "2020", 190_900),
    charts.Reading(2022, "2022", 194_100),
    charts.Reading(2023, "2023", 211_400, is_break=True),
    charts.Reading(2024, "2024", 212_230),
]
GAPS = [
    charts.Reading(2019, "2019", "3.1"),
    charts.Reading(2020, "2020", "-1.4"),
    charts.Reading(2021, "2021", None),
    charts.Reading(2022, "2022", None),
    charts.Reading(2023, "2023", "2.2"),
    charts.Reading(2024, "2024", "3.8"),
]


def charts_room() -> Room:
    """Lines, spark lines, rankings, stacks, ribbons."""
    return Room("grafik", "Grafik", (_lines(), _sparks(), _rankings(), _stacks(), _ribbons()))


def _lines() -> Exhibit:
    single = [charts.Reading(2024, "2024", "4.5")]
    goal = charts.line(SERIES, name="Penduduk miskin", unit="persen", target=GOAL)
    return exhibit(
        "grafik_garis",
        state("dengan target", chart=goal),
        state("sumber berganti", chart=charts.line(BROKEN, name="Penduduk", unit="jiwa", width=800)),
        state(
            "negatif, dua tahun kosong", chart=charts.line(GAPS, name="Pertumbuhan ekonomi", unit="persen")
        ),
        state("satu nilai", chart=charts.line(single, name="Pengangguran", unit="persen")),
        state("belum ada data", chart=charts.line([], name="Rasio Gini")),
    )


def _sparks() -> Exhibit:
    level = [charts.Reading(year, str(year), 5) for year in (2022, 2023, 2024)]
    return exhibit(
        "grafik_kilat",
        state("turun", spark=charts.spark(SERIES)),
        state("terputus", spark=charts.spark(GAPS)),
        state("tetap", spark=charts.spark(level)),
        state("satu nilai", spark=charts.spark(level[:1])),
    )


def _rankings() -> Exhibit:
    shares = {"Kota Contoh": "92.5", "Hulu Contoh": "64", "Pulau Contoh": None, "Muara Contoh": "81.25"}
    changes = {"Hulu Contoh": "-2.4", "Kota Contoh": "5.1", "Bukit Contoh": "0"}
    bars = [charts.Bar(name, value, is_here=name == "Muara Contoh") for name, value in shares.items()]
    moved = [charts.Bar(name, value) for name, value in changes.items()]
    high = charts.ranking(bars, name="Cakupan air minum", unit="%", decimals=1)
    both = charts.ranking(moved, name="Perubahan penduduk", unit="%", decimals=1)
    return exhibit(
        "grafik_peringkat", state("dari yang tertinggi", ranking=high), state("naik dan turun", ranking=both)
    )


def _stacks() -> Exhibit:
    stack = charts.stacked(
        [
            charts.Part("Transfer", 1_180, "Rp 1,18 triliun"),
            charts.Part("Pendapatan asli daerah", 164, "Rp 164 miliar"),
            charts.Part("Lain-lain", 71, "Rp 71 miliar"),
        ],
        name="Pendapatan",
        target=charts.Part("target", 1_360, "Rp 1,36 triliun"),
    )
    return exhibit("grafik_tumpuk", state("dengan target", stack=stack))


def _ribbons() -> Exhibit:
    ages = {"mutakhir": 144, "jatuh tempo": 190, "terlambat": 225, "menunggak": 280, "sangat lama": 2400}
    states = [state(label, ribbon=charts.ribbon(age, (180, 210, 240))) for label, age in ages.items()]
    return exhibit("pita", *states)


def maps_room() -> Room:
    """The region with outlines, without, and as a network."""
    outlined, circles = region_map(), maps.symbols(shapes(), figures(), coastline())
    net = maps.network(shapes(), "99.01.09")
    return Room(
        "peta",
        "Peta",
        (
            exhibit(
                "peta",
                state("dengan batas wilayah", map=outlined),
                state("batas belum diunggah", map=circles, id="peta-lingkar"),
            ),
            exhibit("legenda", state("kelas dan belum ada data", map=outlined)),
            exhibit("jejaring", state("beranda", network=net, name="Sepuluh kecamatan dan Kota Contoh")),
        ),
    )


def region_map(*, with_labels: bool = True) -> maps.Drawing:
    """The fictitious region with its invented shares of villages."""
    return maps.choropleth(shapes(), figures(), with_labels=with_labels)


def figures() -> maps.Figures:
    """Share of villages that have sent their data; one district has none."""
    sent = {
        1: (8, 13),
        2: (3, 9),
        3: (15, 23),
        4: (19, 26),
        5: (12, 15),
        6: (4, 7),
        7: (13, 13),
        8: (11, 13),
        9: (16, 16),
    }
    codes = {f"99.01.{number:02d}": pair for number, pair in sent.items()}
    return maps.Figures(
        name="desa yang sudah mengirim data",
        values={code: f"{done * 100}/{total}" for code, (done, total) in codes.items()},
        unit="%",
        edges=(40, 60, 80, 100),
        texts={code: f"{done}/{total}" for code, (done, total) in codes.items()},
    )


def shapes() -> list[maps.Shape]:
    """Districts of Kabupaten Contoh."""
    return [maps.Shape(**place) for place in _region()["places"]]


def coastline() -> list[dict[str, Any]]:
    """The coast of Kabupaten Contoh."""
    return list(_region()["coastline"])


@cache
def _region() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "region.json").read_text())
    return found
