"""Periods: codes, bounds, neighbours, and names."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core import periods
from simpul.core.periods import Frequency

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31))
FREQUENCIES = st.sampled_from(list(Frequency))


@given(DAYS, FREQUENCIES)
def test_the_period_around_a_day_holds_that_day_and_reads_back_from_its_code(day, frequency):
    period = periods.containing(day, frequency)

    assert period.start <= day <= period.end
    assert periods.parse(period.code) == period


@given(DAYS, FREQUENCIES)
def test_neighbours_touch_without_gap_or_overlap(day, frequency):
    period = periods.containing(day, frequency)

    assert periods.before(period).end + dt.timedelta(days=1) == period.start
    assert periods.after(period).start - dt.timedelta(days=1) == period.end
    assert periods.after(periods.before(period)) == period


@given(DAYS, FREQUENCIES)
def test_the_last_complete_period_has_ended_and_the_next_has_not(day, frequency):
    last = periods.last_complete(day, frequency)

    assert last.end < day
    assert periods.after(last).end >= day


@pytest.mark.parametrize(
    ("code", "label", "end"),
    [
        ("2024", "2024", "2024-12-31"),
        ("2024-S1", "Semester I 2024", "2024-06-30"),
        ("2024-Q3", "Triwulan III 2024", "2024-09-30"),
        ("2024-02", "Februari 2024", "2024-02-29"),
        ("2020-W53", "Minggu ke-53 2020", "2021-01-03"),
        ("2026-11-21", "21 November 2026", "2026-11-21"),
    ],
)
def test_a_period_is_named_as_people_name_it(code, label, end):
    period = periods.parse(code)

    assert (period.label, period.end.isoformat()) == (label, end)


def test_no_code_is_an_undated_value():
    assert periods.parse("").label == "tahun tidak diketahui"
    assert not periods.parse("").is_dated


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-S3", "2024-Q5", "2024-W60", "24", "2024-02-30", "abad ini"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(periods.PeriodError):
        periods.parse(text)
