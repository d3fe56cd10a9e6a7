"""The working calendar of a government: library `holidays` for Indonesia, plus what was imported.

The library lists national holidays (category `public`) and cuti bersama (category `government`). It goes on
into years for which no decree exists yet, with estimated dates and no cuti bersama; those years count as
unknown until their national holidays are imported, and then only the imported days hold.
"""

import datetime as dt
import functools
from collections.abc import Iterable

import holidays

from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.workflow.enums import HolidayKind
from simpul.workflow.holiday_sheet import DayOff
from simpul.workflow.models import Holiday
from simpul.workflow.rules import Calendar, calendar_of

FIRST_YEAR = 2010  # nothing in Simpul counts working days before
_LAST_LOOKED_AT = 2040


@functools.cache
def library_days() -> dict[dt.date, tuple[str, HolidayKind]]:
    """Every day off that the library knows by decree, with its Indonesian name."""
    years = range(FIRST_YEAR, _LAST_LOOKED_AT)
    joint = holidays.country_holidays("ID", years=years, language="id", categories=("government",))
    settled = range(FIRST_YEAR, max(day.year for day in joint) + 1)
    public = holidays.country_holidays("ID", years=settled, language="id", categories=("public",))
    days = {day: (name, HolidayKind.JOINT_LEAVE) for day, name in joint.items()}
    return days | {day: (name, HolidayKind.NATIONAL) for day, name in public.items()}


@functools.cache
def library_years() -> frozenset[int]:
    """Years that the library knows by decree: the last one is the last with cuti bersama."""
    return frozenset(range(FIRST_YEAR, max(library_days()).year + 1))


def calendar_for(government: organizations.Government) -> Calendar:
    """The working calendar of a government; one query, for the imported days."""
    scope = Scope.system("counting working days", government.pk)
    imported = Holiday.objects.within(scope).values_list("day", "kind")
    return calendar_from(government.office_week, list(imported))


def calendar_from(week: int, imported: Iterable[tuple[dt.date, str]]) -> Calendar:
    """The calendar of an office week with imported days, each with its kind."""
    days = dict(imported)
    national = {day.year for day, kind in days.items() if kind == HolidayKind.NATIONAL}
    return calendar_of(week, [*library_days(), *days], library_years() | national)


def days_off(government: organizations.Government, year: int) -> list[DayOff]:
    """Every day off of a year in order, an imported one before the library's of the same day."""
    scope = Scope.system("showing the working calendar", government.pk)
    known = {
        day: DayOff(day, name, kind, "") for day, (name, kind) in library_days().items() if day.year == year
    }
    for row in Holiday.objects.within(scope).filter(day__year=year):
        known[row.day] = DayOff(row.day, row.name, HolidayKind(row.kind), row.source)
    return [known[day] for day in sorted(known)]
