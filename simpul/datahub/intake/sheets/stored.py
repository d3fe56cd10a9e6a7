"""Values as a workbook stores them, turned into the text that Simpul keeps of them."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Final

SIGNIFICANT: Final = 15
"""Digits that spreadsheet programs keep of a number (ECMA-376, numbers are binary doubles); what a formula
leaves beyond them is noise: 0.1 + 0.2 is stored as 0.30000000000000004 and meant and shown as 0.3."""

_LARGEST_EXPONENT: Final = 30
_SHORT: Final = re.compile(r"-?(?:[0-9]{1,30}|[0-9]{1,7}\.[0-9]{1,8})")
_LAST_DAY: Final = 2_958_465  # 31 December 9999, where spreadsheet calendars end


def number(stored: str) -> str | None:
    """The plain decimal text of a stored number (``1.5E3`` is ``1500``); None when it is none."""
    if _SHORT.fullmatch(stored):
        return stored
    value = _decimal(stored)
    if value is None:
        return None
    return _plain(value if value == value.to_integral_value() else _rounded(value))


def _decimal(stored: str) -> Decimal | None:
    try:
        value = Decimal(stored.strip())
    except InvalidOperation:
        return None
    sane = value.is_finite() and abs(value.adjusted()) <= _LARGEST_EXPONENT and len(stored) <= 400
    return value if sane else None


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(value.adjusted() - SIGNIFICANT + 1)) if value else value


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percentage(stored: str) -> str | None:
    """A number shown as a percentage, as the person sees it: ``0.1531`` is ``15.31%``."""
    value = _decimal(stored)
    return None if value is None else f"{_plain(_rounded(value * 100))}%"


def date(stored: str, *, from_1904: bool) -> str | None:
    """ISO text of a day number (with the time where it has one); None when it is no date."""
    value = _decimal(stored)
    if value is None or not 1 <= value <= _LAST_DAY:
        return None
    days, part = divmod(value, 1)
    seconds = round(part * 86_400)
    moment = _epoch(int(days), from_1904=from_1904) + dt.timedelta(days=int(days), seconds=int(seconds))
    return moment.isoformat() if seconds else moment.date().isoformat()


def _epoch(days: int, *, from_1904: bool) -> dt.datetime:
    """Day 60 of the older calendar is a 29 February 1900 that never was (kept since Lotus 1-2-3)."""
    if from_1904:
        return dt.datetime(1904, 1, 1)  # noqa: DTZ001 a calendar day has no zone
    return dt.datetime(1899, 12, 31 if days < 60 else 30)  # noqa: DTZ001
