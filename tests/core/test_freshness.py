"""Freshness: a contract counted from the period that a number describes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core import freshness, periods
from simpul.core.freshness import State
from simpul.core.periods import Frequency


# The table of the design, section 4: due / overdue / delinquent after these days.
@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        (Frequency.DAILY, (1, 2, 3)),
        (Frequency.WEEKLY, (7, 14, 21)),
        (Frequency.MONTHLY, (30, 44, 60)),
        (Frequency.QUARTERLY, (90, 120, 150)),
        (Frequency.HALF_YEARLY, (180, 210, 240)),
        (Frequency.YEARLY, (365, 425, 455)),
    ],
)
def test_states_change_the_day_after_their_threshold(frequency, days):
    newest = periods.containing(dt.date(2024, 6, 15), frequency)
    expected = [State.FRESH, State.DUE, State.OVERDUE, State.DELINQUENT]

    for place, day in enumerate(days):
        at, after = (newest.end + dt.timedelta(days=day + extra) for extra in (0, 1))
        assert freshness.of(newest, frequency, 0, at).state == expected[place]
        assert freshness.of(newest, frequency, 0, after).state == expected[place + 1]


@given(st.integers(0, 400), st.integers(0, 2000))
def test_the_lag_moves_the_clock_and_nothing_else(lag, days):
    newest = periods.parse("2023")
    today = newest.end + dt.timedelta(days=days)

    with_lag = freshness.of(newest, Frequency.YEARLY, lag, today + dt.timedelta(days=lag))

    assert with_lag.state == freshness.of(newest, Frequency.YEARLY, 0, today).state


def test_a_sheet_of_2019_uploaded_today_stays_delinquent():
    assert (
        freshness.of(periods.parse("2019"), Frequency.YEARLY, 0, dt.date(2026, 11, 21)).state
        == State.DELINQUENT
    )


def test_nothing_released_and_no_date_are_said_as_such():
    today = dt.date(2026, 11, 21)

    assert freshness.of(None, Frequency.YEARLY, 0, today).state == State.NO_DATA
    assert freshness.of(periods.UNDATED, Frequency.YEARLY, 0, today).state == State.UNDATED
