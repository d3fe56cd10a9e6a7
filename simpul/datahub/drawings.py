"""Charts of readings: series with target and breaks, sparks, the freshness ribbon, areas."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from simpul.core import freshness, periods
from simpul.core.scope import Scope
from simpul.datahub import present
from simpul.datahub.indicators import queries
from simpul.datahub.indicators.enums import CaseKind
from simpul.datahub.indicators.models import Indicator, IndicatorValue
from simpul.datahub.indicators.queries import Reading
from simpul.organizations import api as organizations
from simpul.web import charts


def position(day: dt.date) -> Fraction:
    """A day as a year with its part: 30 June 2024 is a little under 2024.5."""
    first, after = dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)
    return day.year + Fraction((day - first).days, (after - first).days)


def points(reading: Reading) -> list[charts.Reading]:
    """The series of a reading; where a break case stands between two values the line is broken."""
    broken = {case.second_id for case in reading.cases if case.kind == CaseKind.BREAK}
    return [
        charts.Reading(position(_middle(value)), value.period.label, value.value, value.pk in broken)
        for value in reading.series
    ]


def _middle(value: IndicatorValue) -> dt.date:
    """A value stands at the start of its period: a year at its year mark."""
    start = value.period.start
    assert start is not None  # noqa: S101  (a series holds dated values only)
    return start


def line_chart(reading: Reading) -> Any:
    """The line with the path to the target, None with fewer than two values."""
    found = points(reading)
    if len(found) < 2:
        return None
    indicator = reading.indicator
    return charts.line(
        found,
        name=indicator.name,
        unit=present.unit(indicator),
        decimals=indicator.decimals,
        target=_target(reading),
    )


def _target(reading: Reading) -> charts.Target | None:
    if reading.target is None or reading.in_conflict:
        return None
    period = periods.parse(reading.target.period_code)
    assert period.start is not None  # noqa: S101  (a target has a period)
    return charts.Target(position(period.start), period.label, reading.target.value)


def spark(reading: Reading) -> Any:
    """The small line of a table row or a wall row, None with fewer than two values."""
    found = points(reading)
    return charts.spark(found) if len(found) > 1 else None


def ribbon(fresh: freshness.Freshness) -> Any:
    """Age on the agreed clock, None when nothing can be counted."""
    return None if fresh.age_days is None else charts.ribbon(fresh.age_days, fresh.thresholds)


@dataclass(frozen=True)
class AreaRow:
    """One area of a ranking: its value or nothing, and the way to its origin."""

    code: str
    name: str
    value: Fraction | None
    text: str
    period: str
    url: str


def area_rows(scope: Scope, indicator: Indicator, *, even_empty: bool = False) -> list[AreaRow]:
    """Every district of the government, highest value first, those without a figure last and shown as such.

    Nothing when no district has a figure, unless `even_empty`.
    """
    parent = indicator.government.area_code
    values = {value.area_code: value for value in queries.by_area(scope, indicator, parent)}
    if not values and not even_empty:
        return []
    districts = organizations.Area.objects.filter(parent_code=parent, valid_until__isnull=True).order_by(
        "code"
    )
    rows = [_area_row(indicator, area.code, area.name, values.get(area.code)) for area in districts]
    return sorted(rows, key=lambda row: (row.value is None, -(row.value or 0), row.code))


def _area_row(indicator: Indicator, code: str, name: str, value: IndicatorValue | None) -> AreaRow:
    if value is None:
        return AreaRow(code, name, None, "", "", "")
    text, url = present.figure(indicator, value.value), present.trace_url(value, indicator)
    return AreaRow(code, name, value.value, text, value.period.label, url)
