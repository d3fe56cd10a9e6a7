"""Working days and deadlines: plain functions from values to values; today's date is an argument."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from simpul.workflow.enums import Level, State

# Two working days before its last day a duty is announced as due. Ten working days after it the agency's head
# is told, fifteen after it the Sekda. The region's own choice, no regulation sets them; a provider whose
# promise has another clock (freshness of a data set, a service standard) gives the two days itself.
DUE_WITHIN = 2
HEAD_AFTER = 10
SEKDA_AFTER = 15


@dataclass(frozen=True)
class Calendar:
    """Days on which a government works: `week` 5 (Monday to Friday) or 6 (to Saturday).

    `days_off` are the ordinals of holidays that fall on a working weekday, ascending without doubles;
    `known_years` are those whose holidays are settled. Build it with `calendar_of`.
    """

    week: int
    days_off: tuple[int, ...]
    known_years: frozenset[int]

    def is_working_day(self, day: dt.date) -> bool:
        """True when the offices are open."""
        return self.count_to(day.toordinal()) > self.count_to(day.toordinal() - 1)

    def count_to(self, ordinal: int) -> int:
        """Working days from the beginning of the calendar to this day (included); ordinal 1 is a Monday."""
        weeks, days = divmod(ordinal, 7)
        return weeks * self.week + min(days, self.week) - bisect_right(self.days_off, ordinal)

    def unknown_years(self, *days: dt.date) -> tuple[int, ...]:
        """Years between the earliest and the latest of these days whose holidays nobody has settled yet."""
        years = range(min(days).year, max(days).year + 1) if days else range(0)
        return tuple(year for year in years if year not in self.known_years)


@dataclass(frozen=True)
class WorkingDays:
    """A count of working days; `unknown_years` warns that holidays of these years were not taken out."""

    days: int
    unknown_years: tuple[int, ...]


@dataclass(frozen=True)
class WorkingDay:
    """A day found by counting; `unknown_years` warns that holidays of these years were not taken out."""

    day: dt.date
    unknown_years: tuple[int, ...]


def calendar_of(week: int, holidays: Iterable[dt.date], known_years: Iterable[int]) -> Calendar:
    """The calendar of an office week and its holidays, given in any order and more than once."""
    ordinals = {day.toordinal() for day in holidays if day.weekday() < week}
    return Calendar(week, tuple(sorted(ordinals)), frozenset(known_years))


def working_days_between(start: dt.date, end: dt.date, calendar: Calendar) -> WorkingDays:
    """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
    days = calendar.count_to(end.toordinal()) - calendar.count_to(start.toordinal())
    return WorkingDays(days, calendar.unknown_years(start, end))


def add_working_days(day: dt.date, count: int, calendar: Calendar) -> WorkingDay:
    """The `count`-th working day after `day`, before it when negative, `day` itself when 0."""
    if count == 0:
        return WorkingDay(day, calendar.unknown_years(day))
    start = day.toordinal() - (count < 0)
    wanted = calendar.count_to(start) + count + (count < 0)
    passed = bisect_right(calendar.days_off, start) if count > 0 else 0
    found = dt.date.fromordinal(_ordinal_of(wanted, passed, calendar))
    return WorkingDay(found, calendar.unknown_years(day, found))


def _ordinal_of(wanted: int, passed: int, calendar: Calendar) -> int:
    """The day that completes `wanted` working days; at least `passed` days off are known to lie before it.

    Each round puts the day behind the holidays counted so far, which may bring it past further ones.
    """
    while True:
        weeks, days = divmod(wanted + passed - 1, calendar.week)
        ordinal = weeks * 7 + days + 1
        met = bisect_right(calendar.days_off, ordinal)
        if met == passed:
            return ordinal
        passed = met


def next_working_day(day: dt.date, calendar: Calendar) -> dt.date:
    """The day itself when the offices are open, else the first day after it on which they are."""
    return day if calendar.is_working_day(day) else add_working_days(day, 1, calendar).day


@dataclass(frozen=True)
class Standing:
    """A deadline seen from a day.

    `due` is the last day, moved to the next working day when the offices are closed; `days_left` counts
    working days to it, negative once it has passed; `head_on` and `sekda_on` are the days on which the duty
    climbs.
    """

    state: State
    due: dt.date
    days_left: int
    head_on: dt.date | None
    sekda_on: dt.date
    level: Level


def standing(
    due: dt.date,
    today: dt.date,
    calendar: Calendar,
    *,
    passes_head: bool,
    head_on: dt.date | None = None,
    sekda_on: dt.date | None = None,
) -> Standing:
    """How a duty stands today; `passes_head` is False for work that no agency head stands above."""
    last = next_working_day(due, calendar)
    to_head = (head_on or add_working_days(last, HEAD_AFTER, calendar).day) if passes_head else None
    to_sekda = sekda_on or add_working_days(last, SEKDA_AFTER, calendar).day
    left = working_days_between(today, last, calendar).days
    level = _level(today, to_head, to_sekda)
    return Standing(_state(today > last, left, level), last, left, to_head, to_sekda, level)


def _level(today: dt.date, head_on: dt.date | None, sekda_on: dt.date) -> Level:
    if today >= sekda_on:
        return Level.SEKDA
    return Level.HEAD if head_on is not None and today >= head_on else Level.NOBODY


def _state(is_late: bool, left: int, level: Level) -> State:
    if level is Level.SEKDA:
        return State.DELINQUENT
    if is_late:
        return State.OVERDUE
    return State.DUE if left <= DUE_WITHIN else State.ON_TIME
