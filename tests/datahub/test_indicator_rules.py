"""Conflicts, breaks and the path to a target, as rules over exact numbers."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from simpul.core import periods
from simpul.datahub.indicators import rules
from simpul.datahub.indicators.rules import Point

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


def point(key: int, code: str, value: str | None, source: str, rank: int = 1) -> Point:
    return Point(key, periods.parse(code), None if value is None else Fraction(value), source, rank)


def test_two_sources_of_one_period_conflict_beyond_the_tolerance():
    points = [point(1, "2023", "22.4", "survei"), point(2, "2023", "15.31", "catatan")]

    (found,) = rules.conflicts(points, Fraction(0))

    assert (found.kind, {found.first.key, found.second.key}) == ("beda-sumber", {1, 2})
    assert list(rules.conflicts(points, Fraction("7.09"))) == []


def test_one_source_never_contradicts_itself_and_a_missing_value_nobody():
    points = [point(1, "2023", "1", "a"), point(2, "2023", "2", "a"), point(3, "2023", None, "b")]

    assert list(rules.conflicts(points, Fraction(0))) == []


def test_undated_values_of_two_sources_are_compared_with_each_other():
    points = [point(1, "", "11603.94", "RKPD"), point(2, "", "7730.88", "Wikipedia")]

    assert len(list(rules.conflicts(points, Fraction(0)))) == 1


def test_a_jump_when_the_source_changes_is_a_break():
    points = [
        point(1, "2020", "275452", "sensus"),
        point(2, "2022", "280065", "BPS"),
        point(3, "2023", "303424", "lain"),
        point(4, "2024-S1", "307291", "Dukcapil"),
    ]

    (found,) = rules.breaks(points, Fraction(1, 20))

    assert (found.first.key, found.second.key) == (2, 3)


def test_the_same_jump_within_one_source_is_news_and_no_break():
    points = [point(1, "2022", "100", "a"), point(2, "2023", "200", "a")]

    assert list(rules.breaks(points, Fraction(1, 20))) == []


def test_without_a_limit_nothing_is_a_break():
    assert list(rules.breaks([point(1, "2022", "1", "a"), point(2, "2023", "9", "b")], None)) == []


@given(st.lists(st.tuples(st.integers(2000, 2030), NUMBERS, st.integers(1, 3)), max_size=12))
def test_a_series_has_one_point_a_period_in_order(rows):
    points = [
        Point(key, periods.parse(str(year)), value, "s", rank) for key, (year, value, rank) in enumerate(rows)
    ]

    found = rules.series(points)

    years = [p.period.code for p in found]
    assert years == sorted(set(years))
    for chosen in found:
        assert chosen.rank == min(p.rank for p in points if p.period == chosen.period)


@given(NUMBERS, NUMBERS, st.integers(2000, 2030), st.integers(1, 20))
def test_the_path_to_a_target_begins_at_the_start_and_ends_at_the_target(start, target, year, years):
    assert rules.target_path(start, year, target, year + years, year) == start
    assert rules.target_path(start, year, target, year + years, year + years) == target
    step = rules.yearly_step_needed(start, year, target, year + years)
    assert start + step * years == target
