"""Exact decimal numbers as text: the plain form for machines, the Indonesian form for people."""

from fractions import Fraction


def is_decimal(text: str) -> bool:
    """Whether the text is a plain decimal number: digits, an optional minus, a point as decimal mark."""
    whole, point, rest = text.removeprefix("-").partition(".")
    return whole.isascii() and whole.isdigit() and (not point or (rest.isascii() and rest.isdigit()))


def plain(value: Fraction) -> str:
    """The shortest plain decimal text of exactly this value; ValueError when it has none (one third)."""
    digits = _digits_needed(value.denominator)
    whole, rest = divmod(abs(value.numerator) * 10**digits // value.denominator, 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"


def _digits_needed(denominator: int) -> int:
    twos, rest = _strip(denominator, 2)
    fives, rest = _strip(rest, 5)
    if rest != 1:
        raise ValueError(f"1/{denominator} has no finite decimal text")
    return max(twos, fives)


def _strip(number: int, prime: int) -> tuple[int, int]:
    """How often the prime divides the number, and what is left."""
    count = 0
    while number % prime == 0:
        number, count = number // prime, count + 1
    return count, number


def indonesian(value: Fraction, places: int = 6) -> str:
    """As read in Indonesia, ``1.234,5``; rounded half up to `places` where it has more of them."""
    shown = plain(_half_up(abs(value), places))
    whole, _point, rest = shown.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "−" if value < 0 and shown != "0" else ""
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def _half_up(value: Fraction, places: int) -> Fraction:
    scale = 10**places
    return Fraction((value * scale * 2 + 1) // 2, scale)
