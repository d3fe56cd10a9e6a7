"""Reading indicators: the number to show, its series, its areas, its open cases. Few queries, whatever the size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from simpul.core import freshness, periods
from simpul.core.scope import Scope
from simpul.datahub.indicators import rules
from simpul.datahub.indicators.enums import CaseKind, CaseState, Wish
from simpul.datahub.indicators.models import Case, Indicator, IndicatorValue, Target
from simpul.datahub.standards.models import Sensitivity


@dataclass(frozen=True)
class Reading:
    """All that a tile, a table row or a page says about one indicator in one area."""

    indicator: Indicator
    area_code: str
    shown: IndicatorValue | None
    rivals: tuple[IndicatorValue, ...]  # other values of the same period, while no decision stands
    series: tuple[IndicatorValue, ...]  # dated, oldest first, one a period
    previous: IndicatorValue | None
    target: Target | None
    freshness: freshness.Freshness
    cases: tuple[Case, ...] = field(default=())

    @property
    def in_conflict(self) -> bool:
        return any(case.kind == CaseKind.CONFLICT for case in self.cases)

    @property
    def change(self) -> Fraction | None:
        """Difference to the previous period, before any rounding."""
        if self.shown is None or self.previous is None:
            return None
        difference: Fraction = self.shown.value - self.previous.value
        return difference

    @property
    def needed_each_year(self) -> Fraction | None:
        """Change a year that reaches the target from the shown value."""
        if self.shown is None or self.target is None or self.shown.period_end is None:
            return None
        target_end = periods.parse(self.target.period_code).end
        if target_end is None:
            return None
        return rules.yearly_step_needed(
            self.shown.value, self.shown.period_end.year, self.target.value, target_end.year
        )

    @property
    def on_track(self) -> bool | None:
        """Whether the last change, carried on, reaches the target; None when that cannot be said."""
        needed, change = self.needed_each_year, self.change
        if needed is None or change is None or self.indicator.wish == Wish.NONE or self.previous is None:
            return None
        pace = change / rules.years_between(self.previous.period, self.shown.period) if self.shown else change
        return pace >= needed if self.indicator.wish == Wish.UP else pace <= needed


def point(value: IndicatorValue) -> rules.Point:
    """The plain form of a value."""
    return rules.Point(value.pk, value.period, value.value, value.source_label, value.source.rank)


def standing_by_area(indicator: Indicator) -> dict[str, list[IndicatorValue]]:
    """Standing values per area; of one source and period only the newest release counts."""
    found = (
        IndicatorValue.everywhere.filter(indicator=indicator, release__is_current=True)
        .select_related("source", "release")
        .defer("operands", "release__columns")
        .order_by("release__released_at", "pk")
    )
    return _newest_by_area(found)


def _newest_by_area(values: Iterable[IndicatorValue]) -> dict[str, list[IndicatorValue]]:
    newest: dict[tuple[str, str, str], IndicatorValue] = {}
    for value in values:
        newest[(value.area_code, value.period_code, value.source_label)] = value
    by_area: dict[str, list[IndicatorValue]] = defaultdict(list)
    for value in newest.values():
        by_area[value.area_code].append(value)
    return by_area


def readings(
    scope: Scope, government: object, today: dt.date, codes: Iterable[str] | None = None
) -> list[Reading]:
    """One reading per indicator for the government's own area; a fixed number of queries."""
    indicators = Indicator.objects.within(scope).filter(government=government)
    if codes is not None:
        indicators = indicators.filter(code__in=list(codes))
    return [
        _reading(*parts, today) for parts in _gather(scope, list(indicators.select_related("government")))
    ]


def open_readings(
    scope: Scope, government: object, today: dt.date, codes: Iterable[str] | None = None
) -> list[Reading]:
    """Readings that the caller may see: all with data.read, else those of open data sets."""
    found = readings(scope, government, today, codes)
    return found if scope.has("data.read") else [reading for reading in found if is_public(reading)]


def public_readings(scope: Scope, government: object, today: dt.date) -> list[Reading]:
    """Readings whose number comes from a data set that is open to the public."""
    return [reading for reading in readings(scope, government, today) if is_public(reading)]


def is_public(reading: Reading) -> bool:
    """Whether anybody may see the number."""
    return reading.shown is not None and reading.shown.source.dataset.sensitivity == Sensitivity.PUBLIC


def reading_of(scope: Scope, indicator: Indicator, today: dt.date) -> Reading:
    """The reading of one indicator for the government's own area."""
    (parts,) = _gather(scope, [indicator])
    return _reading(*parts, today)


Parts = tuple[Indicator, list[IndicatorValue], list[Case], list[Target]]


def _gather(scope: Scope, indicators: list[Indicator]) -> list[Parts]:
    own_areas = {indicator.pk: indicator.government.area_code for indicator in indicators}
    values: dict[int, list[IndicatorValue]] = defaultdict(list)
    standing = (
        IndicatorValue.objects.within(scope)
        .shown()
        .filter(indicator__in=own_areas, area_code__in=set(own_areas.values()))
        .select_related("source__dataset__agency", "release")
        .order_by("release__released_at", "pk")
    )
    for value in standing:
        values[value.indicator_id].append(value)
    cases = _grouped(
        Case.objects.within(scope)
        .filter(indicator__in=own_areas, state=CaseState.OPEN, area_code__in=set(own_areas.values()))
        .select_related("first", "second")
    )
    targets = _grouped(Target.objects.within(scope).filter(indicator__in=own_areas))
    return [
        (
            i,
            _newest_by_area(values[i.pk]).get(own_areas[i.pk], []),
            cases.get(i.pk, []),
            targets.get(i.pk, []),
        )
        for i in indicators
    ]


def _grouped(rows: Iterable[object]) -> dict[int, list]:  # type: ignore[type-arg]  # rows of two models
    groups: dict[int, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        groups[row.indicator_id].append(row)  # type: ignore[attr-defined]
    return groups


def _reading(
    indicator: Indicator,
    values: list[IndicatorValue],
    cases: list[Case],
    targets: list[Target],
    today: dt.date,
) -> Reading:
    by_key = {value.pk: value for value in values}
    ordered = [by_key[p.key] for p in rules.series([point(value) for value in values])]
    shown = ordered[-1] if ordered else _undated(values)
    return Reading(
        indicator=indicator,
        area_code=indicator.government.area_code,
        shown=shown,
        rivals=_rivals(shown, values, cases),
        series=tuple(ordered),
        previous=ordered[-2] if len(ordered) > 1 else None,
        target=_next_target(targets, shown),
        freshness=_freshness(shown, today),
        cases=tuple(cases),
    )


def _undated(values: list[IndicatorValue]) -> IndicatorValue | None:
    present = [value for value in values if value.value is not None]
    return min(present, key=lambda value: (value.source.rank, value.pk)) if present else None


def _rivals(
    shown: IndicatorValue | None, values: list[IndicatorValue], cases: list[Case]
) -> tuple[IndicatorValue, ...]:
    if shown is None or not any(
        c.kind == CaseKind.CONFLICT and c.period_code == shown.period_code for c in cases
    ):
        return ()
    same = [
        v for v in values if v.period_code == shown.period_code and v.pk != shown.pk and v.value is not None
    ]
    return tuple(sorted(same, key=lambda value: (value.source.rank, value.pk)))


def _next_target(targets: list[Target], shown: IndicatorValue | None) -> Target | None:
    end = shown.period_end if shown is not None else None
    ahead = [t for t in targets if end is None or (periods.parse(t.period_code).end or dt.date.min) > end]
    return ahead[0] if ahead else (targets[-1] if targets else None)


def _freshness(shown: IndicatorValue | None, today: dt.date) -> freshness.Freshness:
    if shown is None:
        return freshness.of(None, periods.Frequency.YEARLY, 0, today)
    dataset = shown.source.dataset
    return freshness.of(shown.period, periods.Frequency(dataset.frequency), dataset.lag_days, today)


def by_area(scope: Scope, indicator: Indicator, parent_code: str) -> list[IndicatorValue]:
    """The newest shown value of each area beneath a code, ordered by area."""
    values = (
        IndicatorValue.objects.within(scope)
        .shown()
        .filter(indicator=indicator, area_code__startswith=f"{parent_code}.", value__isnull=False)
        .select_related("source__dataset", "release")
        .order_by("period_end", "release__released_at", "pk")
    )
    newest = {value.area_code: value for value in values}
    return [newest[code] for code in sorted(newest)]
