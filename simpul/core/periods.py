"""Periods that a value describes: a day, week, month, quarter, half-year or year, or none known.

Codes sort within a frequency: 2024, 2024-S1, 2024-Q3, 2024-11, 2024-W07 (ISO 8601), 2024-11-05.
The empty code is an undated value ("tahun tidak diketahui").
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

_CODE = re.compile(
    r"(?P<year>\d{4})(?:-(?:S(?P<half>[12])|Q(?P<quarter>[1-4])|W(?P<week>\d{2})|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


class Frequency(models.TextChoices):
    """How often a data set is agreed to be renewed."""

    DAILY = "harian", _("harian")
    WEEKLY = "mingguan", _("mingguan")
    MONTHLY = "bulanan", _("bulanan")
    QUARTERLY = "triwulanan", _("triwulanan")
    HALF_YEARLY = "semesteran", _("semesteran")
    YEARLY = "tahunan", pgettext_lazy("frequency", "tahunan")


class PeriodError(ValueError):
    """The text is not the code of a period."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole days; `start` and `end` are both part of it, None when undated."""

    start: dt.date | None
    end: dt.date | None
    code: str
    frequency: Frequency | None

    @property
    def is_dated(self) -> bool:
        return self.end is not None

    @property
    def label(self) -> str:
        """Indonesian name: "2024", "Semester I 2024", "Triwulan III 2024", "November 2024"."""
        return _label(self)

    def __str__(self) -> str:
        return self.code


UNDATED = Period(None, None, "", None)


def parse(code: str) -> Period:
    """The period of a code; raises PeriodError when the text is no code of one."""
    if code == "":
        return UNDATED
    match = _CODE.fullmatch(code)
    if match is None:
        raise PeriodError(code)
    try:
        return _from_match(code, {key: int(text) for key, text in match.groupdict().items() if text})
    except ValueError as error:
        raise PeriodError(code) from error


def _from_match(code: str, part: dict[str, int]) -> Period:
    year = part["year"]
    if "day" in part:
        day = dt.date(year, part["month"], part["day"])
        return Period(day, day, code, Frequency.DAILY)
    if "week" in part:
        monday = dt.date.fromisocalendar(year, part["week"], 1)
        return Period(monday, monday + dt.timedelta(days=6), code, Frequency.WEEKLY)
    if "month" in part:
        return _months(code, year, part["month"], 1, Frequency.MONTHLY)
    if "quarter" in part:
        return _months(code, year, part["quarter"] * 3 - 2, 3, Frequency.QUARTERLY)
    if "half" in part:
        return _months(code, year, part["half"] * 6 - 5, 6, Frequency.HALF_YEARLY)
    return _months(code, year, 1, 12, Frequency.YEARLY)


def _months(code: str, year: int, first: int, count: int, frequency: Frequency) -> Period:
    last = first + count - 1
    after = dt.date(year + last // 12, last % 12 + 1, 1)
    return Period(dt.date(year, first, 1), after - dt.timedelta(days=1), code, frequency)


def containing(day: dt.date, frequency: Frequency) -> Period:
    """The period of this frequency in which the day lies."""
    iso = day.isocalendar()
    code = {
        Frequency.DAILY: day.isoformat(),
        Frequency.WEEKLY: f"{iso.year:04d}-W{iso.week:02d}",
        Frequency.MONTHLY: f"{day:%Y-%m}",
        Frequency.QUARTERLY: f"{day.year:04d}-Q{(day.month + 2) // 3}",
        Frequency.HALF_YEARLY: f"{day.year:04d}-S{(day.month + 5) // 6}",
        Frequency.YEARLY: f"{day.year:04d}",
    }[frequency]
    return parse(code)


def before(period: Period) -> Period:
    """The period of the same frequency that ends the day before this one starts; undated has none."""
    if period.start is None or period.frequency is None:
        return UNDATED
    return containing(period.start - dt.timedelta(days=1), period.frequency)


def after(period: Period) -> Period:
    """The period of the same frequency that starts the day after this one ends; undated has none."""
    if period.end is None or period.frequency is None:
        return UNDATED
    return containing(period.end + dt.timedelta(days=1), period.frequency)


def last_complete(day: dt.date, frequency: Frequency) -> Period:
    """The newest period that has ended before this day."""
    return before(containing(day, frequency))


def _label(period: Period) -> str:
    if period.start is None:
        return gettext("tahun tidak diketahui")
    year, month = period.start.year, gettext(MONTHS[period.start.month - 1])
    match period.frequency:
        case Frequency.DAILY:
            return f"{period.start.day} {month} {year}"
        case Frequency.WEEKLY:
            return gettext("Minggu ke-%(week)s %(year)s") % {
                "week": int(period.code[-2:]),
                "year": period.code[:4],
            }
        case Frequency.MONTHLY:
            return f"{month} {year}"
        case Frequency.QUARTERLY:
            numeral = ("I", "II", "III", "IV")[int(period.code[-1]) - 1]
            return gettext("Triwulan %(numeral)s %(year)s") % {"numeral": numeral, "year": year}
        case Frequency.HALF_YEARLY:
            numeral = ("I", "II")[int(period.code[-1]) - 1]
            return gettext("Semester %(numeral)s %(year)s") % {"numeral": numeral, "year": year}
        case _:
            return str(year)
