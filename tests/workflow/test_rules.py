"""Working days and deadlines against a slow oracle: the calendar walked day by day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.workflow import calendar, rules
from simpul.workflow.enums import HolidayKind, Level, State

FIVE = calendar.calendar_from(5, [])
SIX = calendar.calendar_from(6, [])

calendars = st.sampled_from([FIVE, SIX])
days = st.dates(dt.date(2012, 1, 1), dt.date(2027, 12, 31))
counts = st.integers(-400, 400)


def walked(start: dt.date, end: dt.date, week: int) -> int:
    """Working days after start up to and including end, counted one by one."""
    off = calendar.library_days()
    span = (start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(day.weekday() < week and day not in off for day in span)


@given(days, days, calendars)
def test_counting_agrees_with_walking_from_day_to_day(
    start: dt.date, end: dt.date, days_: rules.Calendar
) -> None:
    first, last = min(start, end), max(start, end)
    counted = rules.working_days_between(first, last, days_).days
    assert counted == walked(first, last, days_.week)
    assert rules.working_days_between(last, first, days_).days == -counted


@given(days, days, days, calendars)
def test_two_spans_in_a_row_count_as_much_as_the_whole(
    one: dt.date, two: dt.date, three: dt.date, days_: rules.Calendar
) -> None:
    def between(start: dt.date, end: dt.date) -> int:
        return rules.working_days_between(start, end, days_).days

    assert between(one, two) + between(two, three) == between(one, three)


@given(days, counts, calendars)
def test_a_day_found_by_adding_lies_that_many_working_days_away(
    day: dt.date, count: int, days_: rules.Calendar
) -> None:
    found = rules.add_working_days(day, count, days_).day
    if count == 0:
        assert found == day
        return
    assert days_.is_working_day(found)
    if count > 0:
        assert rules.working_days_between(day, found, days_).days == count
    else:
        eve = dt.timedelta(days=1)
        assert rules.working_days_between(found - eve, day - eve, days_).days == -count


@given(days, st.integers(1, 300), calendars)
def test_going_back_from_a_working_day_undoes_going_forth(
    day: dt.date, count: int, days_: rules.Calendar
) -> None:
    start = rules.next_working_day(day, days_)
    there = rules.add_working_days(start, count, days_).day
    assert rules.add_working_days(there, -count, days_).day == start


@given(days, calendars)
def test_the_next_working_day_is_the_first_on_which_the_offices_are_open(
    day: dt.date, days_: rules.Calendar
) -> None:
    found = rules.next_working_day(day, days_)
    between = [day + dt.timedelta(days=n) for n in range((found - day).days)]
    assert days_.is_working_day(found)
    assert not any(days_.is_working_day(each) for each in between)


def test_cuti_bersama_is_no_working_day() -> None:
    assert calendar.library_days()[dt.date(2026, 3, 23)][1] == HolidayKind.JOINT_LEAVE
    assert not FIVE.is_working_day(dt.date(2026, 3, 23))


def test_idul_fitri_week_of_2026_leaves_two_days_between_its_neighbours() -> None:
    # 18 and 19 March are Nyepi with its leave, 20 to 24 March Idul Fitri with its leave.
    assert rules.working_days_between(dt.date(2026, 3, 17), dt.date(2026, 3, 26), FIVE).days == 2


def test_saturday_counts_in_a_six_day_week_only() -> None:
    friday, saturday = dt.date(2026, 11, 20), dt.date(2026, 11, 21)
    assert rules.working_days_between(friday, saturday, FIVE).days == 0
    assert rules.working_days_between(friday, saturday, SIX).days == 1


def test_a_year_without_a_decree_warns_in_the_result() -> None:
    found = rules.add_working_days(dt.date(2027, 12, 30), 10, FIVE)
    assert found.unknown_years == (2028,)
    assert rules.working_days_between(dt.date(2026, 1, 1), dt.date(2029, 1, 1), FIVE).unknown_years == (
        2028,
        2029,
    )
    assert rules.add_working_days(dt.date(2026, 1, 1), 5, FIVE).unknown_years == ()


def test_importing_national_holidays_settles_a_year_and_estimates_play_no_part() -> None:
    imported = [(dt.date(2028, 1, 3), HolidayKind.NATIONAL)]
    settled = calendar.calendar_from(5, imported)
    assert rules.working_days_between(dt.date(2027, 12, 31), dt.date(2028, 1, 4), settled).days == 1
    assert settled.unknown_years(dt.date(2028, 6, 1)) == ()
    # Idul Fitri of 2028 is an estimate of the library (27 and 28 February), not a decree.
    assert settled.is_working_day(dt.date(2028, 2, 28))


def test_a_regional_holiday_alone_does_not_settle_a_year() -> None:
    regional = calendar.calendar_from(5, [(dt.date(2028, 12, 29), HolidayKind.REGIONAL)])
    assert not regional.is_working_day(dt.date(2028, 12, 29))
    assert regional.unknown_years(dt.date(2028, 1, 1)) == (2028,)


DUE = dt.date(2026, 11, 6)  # a Friday; the days below are those of the prototype of Tugas Saya


@pytest.mark.parametrize(
    ("today", "state", "left", "level"),
    [
        (dt.date(2026, 11, 2), State.ON_TIME, 4, Level.NOBODY),
        (dt.date(2026, 11, 3), State.ON_TIME, 3, Level.NOBODY),
        (dt.date(2026, 11, 4), State.DUE, 2, Level.NOBODY),
        (dt.date(2026, 11, 6), State.DUE, 0, Level.NOBODY),
        (dt.date(2026, 11, 7), State.OVERDUE, 0, Level.NOBODY),
        (dt.date(2026, 11, 9), State.OVERDUE, -1, Level.NOBODY),
        (dt.date(2026, 11, 19), State.OVERDUE, -9, Level.NOBODY),
        (dt.date(2026, 11, 20), State.OVERDUE, -10, Level.HEAD),
        (dt.date(2026, 11, 26), State.OVERDUE, -14, Level.HEAD),
        (dt.date(2026, 11, 27), State.DELINQUENT, -15, Level.SEKDA),
    ],
)
def test_a_late_duty_climbs_to_the_head_and_then_to_the_sekda(
    today: dt.date, state: State, left: int, level: Level
) -> None:
    seen = rules.standing(DUE, today, FIVE, passes_head=True)
    assert (seen.state, seen.days_left, seen.level) == (state, left, level)
    assert (seen.head_on, seen.sekda_on) == (dt.date(2026, 11, 20), dt.date(2026, 11, 27))


def test_a_duty_that_no_head_stands_above_climbs_to_the_sekda_only() -> None:
    seen = rules.standing(DUE, dt.date(2026, 11, 25), FIVE, passes_head=False)
    assert (seen.head_on, seen.level, seen.state) == (None, Level.NOBODY, State.OVERDUE)


def test_a_provider_with_another_clock_says_itself_when_a_duty_climbs() -> None:
    head_on, sekda_on = dt.date(2026, 11, 9), dt.date(2026, 11, 12)
    seen = rules.standing(
        DUE, dt.date(2026, 11, 12), FIVE, passes_head=True, head_on=head_on, sekda_on=sekda_on
    )
    assert (seen.head_on, seen.sekda_on, seen.state) == (head_on, sekda_on, State.DELINQUENT)


def test_a_last_day_on_a_day_off_holds_until_the_offices_open_again() -> None:
    saturday, sunday, monday = (dt.date(2026, 11, day) for day in (7, 8, 9))
    seen = rules.standing(saturday, sunday, FIVE, passes_head=True)
    assert (seen.due, seen.state, seen.days_left) == (monday, State.DUE, 1)
    assert rules.standing(saturday, saturday, SIX, passes_head=True).due == saturday


@given(days, days, calendars)
def test_time_never_takes_a_duty_back_down(due: dt.date, today: dt.date, days_: rules.Calendar) -> None:
    order = list(State)
    levels = [Level.NOBODY, Level.HEAD, Level.SEKDA]
    now = rules.standing(due, today, days_, passes_head=True)
    later = rules.standing(due, today + dt.timedelta(days=1), days_, passes_head=True)
    assert order.index(later.state) >= order.index(now.state)
    assert levels.index(later.level) >= levels.index(now.level)
