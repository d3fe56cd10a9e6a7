"""Conflicts, breaks, direction and the path to a target: plain functions over exact numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, groupby, pairwise

from simpul.core.periods import Period


@dataclass(frozen=True)
class Point:
    """One value of a series: `key` names it, `source` tells whose figure it is, `value` may be missing."""

    key: int
    period: Period
    value: Fraction | None
    source: str
    rank: int = 1


@dataclass(frozen=True)
class Disagreement:
    """Two points that cannot both be told without saying so."""

    kind: str  # "beda-sumber" or "lompatan"
    first: Point
    second: Point


def differs(first: Fraction, second: Fraction, tolerance: Fraction) -> bool:
    """True when two values lie further apart than the tolerance, which is in the unit of the value."""
    return abs(first - second) > tolerance


def conflicts(points: Iterable[Point], tolerance: Fraction) -> Iterator[Disagreement]:
    """Pairs of one period from different sources that differ; undated values count as one period."""
    present = sorted((p for p in points if p.value is not None), key=lambda p: (p.period.code, p.rank, p.key))
    for _code, group in groupby(present, key=lambda p: p.period.code):
        for first, second in combinations(group, 2):
            if first.source != second.source and differs(_value(first), _value(second), tolerance):
                yield Disagreement("beda-sumber", first, second)


def breaks(points: Iterable[Point], limit: Fraction | None) -> Iterator[Disagreement]:
    """Neighbouring periods of different sources whose relative change a year exceeds the limit.

    Where a period has several values, its first by rank stands for it. Periods less than a year apart count
    as a year: two half-years do not halve the limit.
    """
    if limit is None:
        return
    for first, second in pairwise(series(points)):
        before, after = _value(first), _value(second)
        if first.source == second.source or before == 0:
            continue
        if abs(after - before) / abs(before) / years_between(first.period, second.period) > limit:
            yield Disagreement("lompatan", first, second)


def years_between(first: Period, second: Period) -> int:
    """Whole years between the ends of two dated periods, at least one."""
    if first.end is None or second.end is None:
        raise ValueError("undated periods have no distance")
    return max(1, round((second.end - first.end).days / 365))


def series(points: Iterable[Point]) -> list[Point]:
    """One dated point a period, the first by rank, oldest period first."""
    dated = [p for p in points if p.value is not None and p.period.end is not None]
    dated.sort(key=lambda p: (p.period.end, p.period.code, p.rank, p.key))
    return [next(group) for _code, group in groupby(dated, key=lambda p: p.period.code)]


def _value(point: Point) -> Fraction:
    if point.value is None:
        raise ValueError("a missing value cannot be compared")
    return point.value


def target_path(start: Fraction, start_year: int, target: Fraction, target_year: int, year: int) -> Fraction:
    """Where the straight path from start to target stands in a year."""
    if target_year == start_year:
        return target
    return start + (target - start) * Fraction(year - start_year, target_year - start_year)


def yearly_step_needed(current: Fraction, year: int, target: Fraction, target_year: int) -> Fraction | None:
    """The change each year that still reaches the target; None when the target year is past."""
    return None if target_year <= year else (target - current) / (target_year - year)
