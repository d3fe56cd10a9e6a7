"""Bars: a ranking of places, and one bar in parts. Always from zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from simpul.web import formats
from simpul.web.charts import scale
from simpul.web.formats import Value

_FULL = 1000.0
_SHADES = 5


@dataclass(frozen=True)
class Bar:
    """A place and its value; None is shown as no data, at the end. `is_here` marks the one spoken of."""

    label: str
    value: Value | None
    url: str = ""
    is_here: bool = False


@dataclass(frozen=True)
class BarRow:
    """A row of a ranking: the bar from x over width, in thousandths; `text` "" means no data."""

    rank: int
    label: str
    url: str
    is_here: bool
    text: str
    x: float
    width: float


@dataclass(frozen=True)
class Ranking:
    rows: tuple[BarRow, ...]
    unit: str
    zero: float
    summary: str


def ranking(
    bars: Sequence[Bar],
    *,
    name: str,
    unit: str = "",
    decimals: int | None = None,
    smallest_first: bool = False,
) -> Ranking:
    """Bars in order of value, equal values with equal rank; bars without value last, by name."""
    known = [
        (formats.exact(bar.value), formats.number(bar.value, decimals), bar)
        for bar in bars
        if bar.value is not None
    ]
    known.sort(key=lambda found: (found[0] if smallest_first else -found[0], found[2].label))
    values = [value for value, _, _ in known]
    x = _from_zero(values)
    rows = [_row(1 + values.index(value), bar, text, x, value) for value, text, bar in known]
    rows += [BarRow(0, bar.label, bar.url, bar.is_here, "", 0, 0) for bar in _unknown(bars)]
    return Ranking(tuple(rows), unit, x.at(Fraction(0)), _ranking_words(name, unit, rows))


def _unknown(bars: Sequence[Bar]) -> list[Bar]:
    return sorted((bar for bar in bars if bar.value is None), key=lambda bar: bar.label)


def _from_zero(values: Sequence[Fraction]) -> scale.Linear:
    low, high = min([*values, Fraction(0)]), max([*values, Fraction(0)])
    return scale.Linear(low, high if high > low else low + 1, 0.0, _FULL)


def _row(rank: int, bar: Bar, text: str, x: scale.Linear, value: Fraction) -> BarRow:
    start, end = sorted((x.at(Fraction(0)), x.at(value)))
    return BarRow(rank, bar.label, bar.url, bar.is_here, text, start, round(end - start, 1))


def _ranking_words(name: str, unit: str, rows: Sequence[BarRow]) -> str:
    known = [row for row in rows if row.text]
    if not known:
        return gettext("%(name)s: belum ada data.") % {"name": name}
    first, last = (f"{row.label} {row.text} {unit}".strip() for row in (known[0], known[-1]))
    words = {"name": name, "first": first, "last": last, "count": len(known)}
    return gettext("%(name)s, %(count)s wilayah: dari %(first)s sampai %(last)s.") % words


@dataclass(frozen=True)
class Part:
    """A part of a whole (never negative); `printed` replaces the number by a text, rupiah for example."""

    label: str
    value: Value
    printed: str = ""

    def text(self, decimals: int | None) -> str:
        return self.printed or formats.number(self.value, decimals)


@dataclass(frozen=True)
class PartRow:
    """A part from x over width, in thousandths of the bar; `share` is its per cent of the whole."""

    label: str
    text: str
    share: str
    x: float
    width: float
    shade: int


@dataclass(frozen=True)
class Stack:
    """One bar in parts; `mark` is the place of the target's stroke, None without one."""

    parts: tuple[PartRow, ...]
    mark: float | None
    mark_text: str
    summary: str


def stacked(
    parts: Sequence[Part], *, name: str, decimals: int | None = None, target: Part | None = None
) -> Stack:
    """The parts beside one another; each share is rounded for itself, so their sum may miss 100.

    ValueError for a negative part.
    """
    values = [formats.exact(part.value) for part in parts]
    if any(value < 0 for value in values):
        raise ValueError("a negative part cannot be stacked")
    whole, goal = sum(values, Fraction(0)), formats.exact(target.value) if target else Fraction(0)
    x = scale.Linear(Fraction(0), max(whole, goal) or Fraction(1), 0.0, _FULL)
    starts = [sum(values[:number], Fraction(0)) for number in range(len(values))]
    rows = tuple(
        PartRow(
            part.label,
            part.text(decimals),
            _share(value, whole),
            x.at(start),
            x.width(value),
            min(number, _SHADES),
        )
        for number, (part, value, start) in enumerate(zip(parts, values, starts, strict=True), start=1)
    )
    summary = f"{name}: " + ", ".join(f"{row.label} {row.text}" for row in rows) + "."
    if target is None:
        return Stack(rows, None, "", summary)
    return Stack(rows, x.at(goal), f"{target.label} {target.text(decimals)}", summary)


def _share(value: Fraction, whole: Fraction) -> str:
    return f"{formats.number(value * 100 / whole, 2)}%" if whole else ""
