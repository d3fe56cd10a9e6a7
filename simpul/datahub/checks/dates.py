"""Dates, years and periods as people write them; only what can be meant in one way is read."""

import datetime as dt
import re
from typing import Final

from django.utils.translation import gettext as _

from simpul.core import periods
from simpul.datahub.checks import faults
from simpul.datahub.checks.faults import Fault
from simpul.datahub.intake.sheets.table import DATE, NUMBER
from simpul.datahub.standards.schema import Field

_MONTHS: Final = {name.casefold()[:3]: number for number, name in enumerate(periods.MONTHS, start=1)} | {
    "agt": 8,
    "ags": 8,
    "nop": 11,
    "may": 5,
    "aug": 8,
    "oct": 10,
    "dec": 12,
}
_NUMERIC: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_WORDED: Final = re.compile(r"(\d{1,2})[-/. ]*([A-Za-z]{3,9})\.?[-/., ]*(\d{4})", re.ASCII)
_SHORT_YEAR: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2})", re.ASCII)
_YEAR: Final = re.compile(r"(19|20)\d{2}", re.ASCII)
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def parse_date(text: str, kind: int, column: Field) -> dt.date | Fault:
    """A day: ISO, day-month-year with figures, or with the month in words."""
    expected = _("tanggal, misalnya 05/11/2024")
    wrong = faults.of_kind(text, kind, expected)
    if wrong:
        return wrong
    if kind == NUMBER:
        return Fault("jenis-tanggal", _("Bukan tanggal"), expected, _serial_note())
    found = _iso(text) or _written(text)
    if found:
        return found
    suggestion = _american(text) or _short(text)
    note = "" if suggestion else _("Tulis hari, bulan, lalu tahun empat angka.")
    return Fault("jenis-tanggal", _("Bukan tanggal"), expected, note, suggestion)


def _serial_note() -> str:
    return _("Ubah format selnya menjadi Tanggal, lalu periksa tanggal yang muncul.")


def _iso(text: str) -> dt.date | None:
    """ISO, also with a time of day as date cells may carry it."""
    try:
        return dt.date.fromisoformat(text[:10]) if len(text) == 10 or text[10:11] in ("T", " ") else None
    except ValueError:
        return None


def _written(text: str) -> dt.date | None:
    match = _NUMERIC.fullmatch(text)
    if match:
        return _day(match[3], match[2], match[1])
    match = _WORDED.fullmatch(text)
    month = _MONTHS.get(match[2].casefold()[:3]) if match else None
    return _day(match[3], str(month), match[1]) if match and month else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _american(text: str) -> str:
    """Month before day: only when the day could be no month."""
    match = _NUMERIC.fullmatch(text)
    found = _day(match[3], match[1], match[2]) if match else None
    return f"{found:%d/%m/%Y}" if found else ""


def _short(text: str) -> str:
    match = _SHORT_YEAR.fullmatch(text)
    found = _day(f"20{match[3]}", match[2], match[1]) if match else None
    return f"{found:%d/%m/%Y}" if found else ""


def parse_year(text: str, kind: int, column: Field) -> int | Fault:
    """Four figures."""
    expected = _("tahun empat angka, misalnya 2024")
    wrong = faults.of_kind(text, kind, expected)
    if wrong:
        return wrong
    if _YEAR.fullmatch(text):
        return int(text)
    found = text[:4] if kind == DATE else text.replace(".", "") if kind != NUMBER else text
    found = re.sub(r"(?i)^(?:tahun|th\.?|thn\.?)\s*", "", found)
    suggestion = found if _YEAR.fullmatch(found) else ""
    return Fault("jenis-tahun", _("Bukan tahun"), expected, _("Tulis satu tahun saja."), suggestion)


def parse_period(text: str, kind: int, column: Field) -> str | Fault:
    """The code of a period."""
    expected = _("periode, misalnya 2024, 2024-S1, 2024-Q3, atau 2024-11")
    wrong = faults.of_kind(text, kind, expected)
    if wrong:
        return wrong
    try:
        return periods.parse(text).code
    except periods.PeriodError:
        suggestion = _period_meant(text)
    return Fault("jenis-periode", _("Bukan kode periode"), expected, "", suggestion)


def _period_meant(text: str) -> str:
    """The code of "Triwulan III 2024", "Semester 1 2024", "November 2024", "11/2024"; else empty."""
    words = re.sub(r"[\W_]+", " ", text.casefold()).replace("tahun", "").split()
    if len(words) < 2 or not _YEAR.fullmatch(words[-1]):
        return ""
    year, first, rest = words[-1], words[0], words[1:-1]
    if first in ("triwulan", "tw", "semester", "smt") and len(rest) == 1:
        number = _ROMAN.get(rest[0]) or (int(rest[0]) if rest[0].isdigit() else 0)
        letter = "S" if first in ("semester", "smt") else "Q"
        return _valid(f"{year}-{letter}{number}")
    month = int(first) if first.isdigit() and len(first) <= 2 else _MONTHS.get(first[:3], 0)
    return _valid(f"{year}-{month:02d}") if not rest else ""


def _valid(code: str) -> str:
    try:
        return periods.parse(code).code
    except periods.PeriodError:
        return ""
