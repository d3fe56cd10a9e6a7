"""The wall of Kabupaten Contoh: what web/gallery_wall.html shows."""

import datetime as dt
from dataclasses import replace
from typing import Any

from simpul.web import charts, parts
from simpul.web.gallery import graphics, numbers, work

_GROWTH = [
    charts.Reading(2022, "2022", "1.9"),
    charts.Reading(2023, "2023", "2.3"),
    charts.Reading(2024, "2024", "3.6"),
]


def board() -> dict[str, Any]:
    """Five numbers with their spark lines, a map, three turns, one sentence."""
    return {
        "moment": dt.datetime(2026, 11, 21, 10, 21, tzinfo=dt.UTC),
        "zone": "Asia/Makassar",
        "rows": _rows(),
        "map": graphics.region_map(with_labels=False),
        "turns": [replace(turn, title=title) for turn, title in zip(work.TURNS, _TITLES, strict=True)],
        "done": _DONE,
    }


_DONE = (
    parts.Turn("Kondisi jalan: rilis 4", state="mutakhir", words="61 ruas diperbarui"),
    parts.Turn("Aduan: 9 ditutup pelapor", state="mutakhir", words="3 dibuka lagi"),
)
_TITLES = ("Dinas Contoh A: angka 2025", "Dinas Contoh B: penduduk", "Walidata: periksa 4 kiriman")


def _rows() -> list[tuple[parts.Number, charts.Spark | None]]:
    poverty = replace(
        numbers.POVERTY,
        source="Dinas A",
        change="0,30 dari 2023",
        target="2029: 5,50",
        age="",
        is_sample=False,
    )
    growth = replace(
        poverty,
        name="Tumbuh ekonomi",
        value="3,60",
        direction="naik",
        change="1,30 dari 2023",
        target="2029: 4,50",
    )
    people = replace(numbers.PEOPLE, source="Dinas B", change="2.120 dari 2025", age="", is_sample=False)
    gini = replace(numbers.EMPTY, source="Dinas C", state="kosong", is_sample=False)
    conflict = replace(numbers.CONFLICT, name="Stunting", age="putusan Sekda", is_sample=False)
    return [
        (poverty, charts.spark(graphics.SERIES)),
        (growth, charts.spark(_GROWTH, (2020, 2024))),
        (people, charts.spark(graphics.BROKEN)),
        (gini, None),
        (conflict, None),
    ]
