"""Classes of a map: edges that people can say aloud, and the words of the legend."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext

from simpul.web import formats
from simpul.web.charts import scale
from simpul.web.maps.drawing import Bin

Method = Literal["equal", "quantile"]
_MOST = 5
# Which of the five shades a smaller number of classes takes, so that they stay far apart.
_SHADES = {1: (4,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True)
class Classes:
    """`edges` are the lower bounds of all classes but the first; values are compared as they are printed."""

    edges: tuple[Fraction, ...]
    decimals: int

    def __post_init__(self) -> None:
        if len(self.edges) >= _MOST or list(self.edges) != sorted(set(self.edges)):
            raise ValueError("at most four edges, from low to high")

    def level(self, value: Fraction) -> int:
        """The shade, 1 to 5."""
        printed = rounded(value, self.decimals)
        return _SHADES[len(self.edges) + 1][sum(edge <= printed for edge in self.edges)]

    def legend(self, values: Sequence[Fraction], unit: str = "") -> tuple[Bin, ...]:
        """The classes from low to high; a single class names its value. A percent sign joins the numbers."""
        if not values:
            return ()
        shades, sign = _SHADES[len(self.edges) + 1], "%" if unit == "%" else ""
        highest = rounded(max(values), self.decimals)
        return tuple(Bin(shade, self._words(place, highest, sign)) for place, shade in enumerate(shades))

    def _words(self, place: int, highest: Fraction, sign: str) -> str:
        low = self.edges[place - 1] if place else None
        is_last = place == len(self.edges)
        high = highest if is_last else self.edges[place] - Fraction(1, 10**self.decimals)
        if low is None and self.edges:
            return gettext("di bawah %(edge)s") % {"edge": self._print(self.edges[0]) + sign}
        if low is None or low == high:
            return self._print(high) + sign
        if is_last:
            return gettext("%(edge)s ke atas") % {"edge": self._print(low) + sign}
        return f"{self._print(low)}–{self._print(high)}{sign}"

    def _print(self, value: Fraction) -> str:
        return formats.number(value, self.decimals)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """The value as it is printed."""
    return Fraction(formats.half_up(value * 10**decimals), 10**decimals)


def classify(values: Sequence[Fraction], decimals: int, method: Method = "equal") -> Classes:
    """At most five classes of about equal width, or of about equal numbers of places."""
    printed = sorted({rounded(value, decimals) for value in values})
    if len(printed) < 2:
        return Classes((), decimals)
    edges = _equal(printed) if method == "equal" else _quantile(sorted(values))
    kept = sorted({rounded(edge, decimals) for edge in edges})
    return Classes(tuple(edge for edge in kept if printed[0] < edge <= printed[-1])[: _MOST - 1], decimals)


def _equal(printed: Sequence[Fraction]) -> list[Fraction]:
    low, high = printed[0], printed[-1]
    step = scale.step((high - low) / _MOST)
    while math.ceil(high / step) - math.floor(low / step) > _MOST:
        step = scale.step(step * Fraction(11, 10))
    return [step * place for place in range(math.floor(low / step) + 1, math.ceil(high / step))]


def _quantile(values: Sequence[Fraction]) -> list[Fraction]:
    """Cuts after each fifth, moved to the roundest number that still separates the same neighbours."""
    count = min(_MOST, len(values))
    cuts = [len(values) * part // count for part in range(1, count)]
    return [_between(values[cut - 1], values[cut]) for cut in cuts if values[cut - 1] < values[cut]]


def _between(low: Fraction, high: Fraction) -> Fraction:
    """The roundest number above low and not above high."""
    power = Fraction(10) ** (math.floor(math.log10(max(abs(low), abs(high)))) + 1)
    for _ in range(12):
        for factor in (1, 2, 5):
            step = power / factor
            candidate = step * (math.floor(low / step) + 1)
            if candidate <= high:
                return candidate
        power /= 10
    return high
