"""Invented figures: a level, a slow drift and a little chance, the same wherever they are drawn."""

import datetime as dt
import random

from simpul.core import periods
from simpul.site.demo.contoh import SEED, areas
from simpul.site.demo.contoh.catalogue import Spec

Row = list[str | int | float | None]


def headings(spec: Spec) -> list[str]:
    """Column titles in the order of the schema."""
    found = ["Kode kecamatan", "Kecamatan"] if spec.by_district else []
    if spec.frequency != periods.Frequency.YEARLY:
        found.append("Periode")
    return [*found, spec.title]


def periods_of(spec: Spec, year: int, until: dt.date) -> list[periods.Period]:
    """The periods of a year that have ended by a day."""
    if spec.frequency == periods.Frequency.YEARLY:
        whole = periods.parse(str(year))
        return [whole] if whole.end is not None and whole.end < until else []
    found, period = [], periods.containing(dt.date(year, 1, 1), spec.frequency)
    if period.start is not None and period.start.year < year:  # a week that began in December
        period = periods.after(period)
    while (
        period.start is not None
        and period.start.year == year
        and period.end is not None
        and period.end < until
    ):
        found.append(period)
        period = periods.after(period)
    return found


def rows(spec: Spec, covered: list[periods.Period]) -> list[Row]:
    """One row a period, or one a period and district."""
    places = areas.codes() if spec.by_district else [("", "")]
    found: list[Row] = []
    for period in covered:
        for code, name in places:
            row: Row = [code, name] if spec.by_district else []
            if spec.frequency != periods.Frequency.YEARLY:
                row.append(period.code)
            found.append([*row, value(spec, code, period)])
    return found


def value(spec: Spec, area: str, period: periods.Period) -> int | float:
    """The figure of one area and period."""
    assert period.start is not None  # noqa: S101  (figures are drawn for dated periods)
    dice = random.Random(f"{SEED}:{spec.code}:{area}:{period.code}")  # noqa: S311  (no secrecy needed)
    level = random.Random(f"{SEED}:{spec.code}:{area}").uniform(0.5, 1.5)  # noqa: S311
    drift = 1 + random.Random(f"{SEED}:{spec.code}").uniform(-0.05, 0.05) * (period.start.year - 2021)  # noqa: S311
    size = spec.base * level * drift * dice.uniform(0.96, 1.04)
    if spec.unit in ("persen", "indeks"):
        size = min(size * (0.4 if "miskin" in spec.code or "stunting" in spec.code else 1), 99.0)
    return round(size, spec.decimals) if spec.decimals else round(size)
