"""From values to places on the page: ticks, linear scales, and how wide a word will be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from simpul.web import formats

# Advances of Plus Jakarta Sans at weight 600 in em, grouped: text in SVG cannot be measured on the server.
_ADVANCES = {
    **dict.fromkeys("ijlI", 0.26),
    **dict.fromkeys(" .,:;'|!()-·/rft", 0.4),
    **dict.fromkeys("CDGHNOQU", 0.8),
    **dict.fromkeys("mwMW%", 0.95),
    " ": 0.23,
}
_OTHER = 0.635


@dataclass(frozen=True)
class Linear:
    """Maps values between low and high to pixels between start and end (start may be the greater)."""

    low: Fraction
    high: Fraction
    start: float
    end: float

    def at(self, value: Fraction) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return round(self.start + share * (self.end - self.start), 1)

    def width(self, value: Fraction) -> float:
        """Pixels that a value spans on a scale that begins at zero."""
        return round(self.at(value) - self.start, 1)


def ticks(low: Fraction, high: Fraction, count: int = 5) -> list[Fraction]:
    """Round numbers (steps of 1, 2 or 5 times a power of ten) from at most low to at least high.

    Equal bounds are given room; `count` is about how many are wanted.
    """
    if low == high:
        room = abs(low) / 10 or Fraction(1)
        low, high = (low - room, high + room) if low else (low, high + room)
    width = step((high - low) / max(count - 1, 1))
    first, last = math.floor(low / width), math.ceil(high / width)
    return [width * place for place in range(first, last + 1)]


def step(rough: Fraction) -> Fraction:
    """The next of 1, 2, 5 times a power of ten, not smaller than this."""
    power = Fraction(10) ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def domain(values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The span of a line chart: from zero when the smallest value lies near it, else around the values."""
    low, high = min(values), max(values)
    if 0 <= low <= high * Fraction(3, 10):
        return Fraction(0), high
    return low, high


def tick_label(value: Fraction, gap: Fraction) -> str:
    """ "220 rb", "1,5 jt", or the number with the places that the gap between ticks needs."""
    for size, word in (
        (10**12, gettext("T")),
        (10**9, gettext("M")),
        (10**6, gettext("jt")),
        (10**3, gettext("rb")),
    ):
        if gap >= size or (size == 10**3 and gap >= 500 and abs(value) >= 10_000):
            scaled = value / size
            return f"{formats.number(scaled)} {word}" if scaled else "0"
    return formats.number(value, formats.own_places(gap))


def text_width(text: str, size: float) -> float:
    """Pixels that a text takes at a font size."""
    return sum(_ADVANCES.get(letter, _OTHER) for letter in text) * size
