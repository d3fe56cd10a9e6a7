"""Numbers, rupiah, dates and times as Indonesian readers write them.

Values are exact (int, Fraction, Decimal, or their text such as "1234.5" and "1/3"); a float is refused, as it
no longer is what somebody reported. Rounding happens once, here, half away from zero ("half up"): 0,125 with
two decimals is 0,13 and −0,125 is −0,13. The minus is the sign U+2212, the space after Rp does not break.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from django.utils import dates
from django.utils.translation import gettext, ngettext

from simpul.core import clock

Value: TypeAlias = int | Fraction | Decimal | str

MINUS = "\N{MINUS SIGN}"
HARD_SPACE = "\N{NO-BREAK SPACE}"

# A fraction without end, such as 1/3, is printed with two decimals unless the caller says how many.
_LONGEST_EXACT = 6
_ENDLESS = 2


def exact(value: Value) -> Fraction:
    """The value without loss; TypeError for float and bool, ValueError for text that is no number."""
    if isinstance(value, bool | float):
        raise TypeError(f"{type(value).__name__} is not an exact number")
    return Fraction(value)


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes away from zero."""
    size = int(abs(value) + Fraction(1, 2))
    return -size if value < 0 else size


def number(value: Value, decimals: int | None = None, *, signed: bool = False) -> str:
    """ "1.234,5". Without `decimals` the places of the value itself; `signed` writes + before a rise."""
    amount = exact(value)
    places = own_places(value) if decimals is None else decimals
    scaled = half_up(amount * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    text = f"{whole:,}".replace(",", ".") + (f",{rest:0{places}d}" if places else "")
    if scaled < 0:
        return MINUS + text
    return f"+{text}" if signed and scaled > 0 else text


def own_places(value: Value) -> int:
    """How many decimals a value carries: those written (8.60 has two), those that a fraction needs."""
    if isinstance(value, str) and "/" not in value:
        value = Decimal(value)
    if isinstance(value, Decimal):
        return max(-int(value.as_tuple().exponent), 0)
    amount = Fraction(value)
    fits = (places for places in range(_LONGEST_EXACT + 1) if 10**places % amount.denominator == 0)
    return next(fits, _ENDLESS)


def rupiah(value: Value, *, short: bool = False) -> str:
    """ "Rp 1.234.567", whole rupiah; short "Rp 4,82 triliun", two decimals from one million upwards."""
    return _short_rupiah(exact(value)) if short else _with_sign(half_up(exact(value)), "")


def _short_rupiah(amount: Fraction) -> str:
    if abs(amount) < 10**6:
        return _with_sign(half_up(amount), "")
    # Rounded first, so that 999.999.999 becomes 1,00 miliar and not 1.000,00 juta.
    units = ((10**6, gettext("juta")), (10**9, gettext("miliar")), (10**12, gettext("triliun")))
    rounded = [(Fraction(half_up(amount * 100 / unit), 100), word) for unit, word in units]
    shown, word = next((pair for pair in rounded if abs(pair[0]) < 1000), rounded[-1])
    return _with_sign(shown, HARD_SPACE + word, places=2)


def _with_sign(amount: int | Fraction, unit: str, places: int = 0) -> str:
    sign = MINUS if amount < 0 else ""
    return f"{sign}Rp{HARD_SPACE}{number(abs(Fraction(amount)), places)}{unit}"


def date(value: dt.date) -> str:
    """ "21 November 2026". An instant must first be brought to the clock of a place, see `moment`."""
    return f"{value.day} {dates.MONTHS[value.month]} {value.year:04d}"


def weekday_date(value: dt.date) -> str:
    """ "Sabtu, 21 November 2026"."""
    return f"{dates.WEEKDAYS[value.weekday()]}, {date(value)}"


def clock_time(value: dt.datetime, zone: str) -> str:
    """ "09.12" on the clock of a place such as Asia/Makassar."""
    local = clock.local(value, zone)
    return f"{local.hour:02d}.{local.minute:02d}"


def moment(value: dt.datetime, zone: str) -> str:
    """ "21 November 2026, 09.12 WITA" on the clock of a place."""
    return f"{date(clock.local(value, zone))}, {clock_time(value, zone)} {clock.ZONES.get(zone, zone)}"


def days_away(day: dt.date, today: dt.date) -> str:
    """ "hari ini", "kemarin", "3 hari lalu", "besok", "3 hari lagi"."""
    days = (day - today).days
    near = {0: gettext("hari ini"), -1: gettext("kemarin"), 1: gettext("besok")}
    if days in near:
        return near[days]
    words = (
        ngettext("%(n)s hari lagi", "%(n)s hari lagi", days)
        if days > 0
        else ngettext("%(n)s hari lalu", "%(n)s hari lalu", -days)
    )
    return words % {"n": number(abs(days))}


def size(count: int) -> str:
    """Bytes as people say them: "812 B", "9 KB", "1,4 MB", "77,6 GB" (1 KB is 1.024 B)."""
    if count < 1024:
        return f"{count} B"
    if count < 1024**2:
        return f"{number(Fraction(count, 1024), 0)} KB"
    if count < 1024**3:
        return f"{number(Fraction(count, 1024**2), 1)} MB"
    return f"{number(Fraction(count, 1024**3), 1)} GB"
