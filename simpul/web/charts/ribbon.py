"""The freshness ribbon: the age of a number on its agreed clock, its three thresholds printed in days."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from simpul.web import formats
from simpul.web.charts import scale

_WIDTH, _EDGE = 360.0, 9.0
_FONT = 13
# Beyond this many times the last threshold the scale is squeezed, so that the promise stays visible.
_LONG = Fraction(5, 2)


@dataclass(frozen=True)
class Span:
    """A stretch of the ribbon; `kind` is segar, tempo, terlambat or menunggak."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class Ribbon:
    width: int
    spans: tuple[Span, ...]
    knot: float
    age: str
    age_anchor: str
    days: tuple[tuple[float, str], ...]
    squeeze: float | None
    summary: str


def ribbon(age_days: int, thresholds: tuple[int, int, int]) -> Ribbon:
    """The ribbon of a number of this age (see core.freshness for both); a negative age stands at zero."""
    age = max(age_days, 0)
    due, overdue, delinquent = thresholds
    is_long = age > delinquent * _LONG
    inner = _scale(delinquent, age, is_long)
    edges = [0.0, *(inner.at(Fraction(days)) for days in thresholds), _WIDTH]
    kinds = ("segar", "tempo", "terlambat", "menunggak")
    spans = tuple(
        Span(kind, left + 1, round(max(right - left - 2, 1), 1))
        for kind, left, right in zip(kinds, edges[:-1], edges[1:], strict=True)
    )
    knot = _WIDTH - 16 if is_long else min(max(inner.at(Fraction(age)), _EDGE), _WIDTH - _EDGE)
    words = {"age": formats.number(age), "due": due, "overdue": overdue, "delinquent": delinquent}
    return Ribbon(
        int(_WIDTH),
        spans,
        knot,
        gettext("%(age)s hari") % words,
        _anchor(knot),
        _days(thresholds, inner),
        round((edges[3] + _WIDTH) / 2, 1) if is_long else None,
        _summary() % words,
    )


def _summary() -> str:
    return gettext(
        "Umur %(age)s hari. Batas jatuh tempo %(due)s, terlambat %(overdue)s, menunggak %(delinquent)s hari."
    )


def _scale(delinquent: int, age: int, is_long: bool) -> scale.Linear:
    """Days to pixels up to the last threshold: of a very old number it takes two fifths of the ribbon."""
    if is_long:
        return scale.Linear(Fraction(0), Fraction(delinquent), 0.0, _WIDTH * 0.4)
    return scale.Linear(
        Fraction(0), max(Fraction(delinquent) * Fraction(5, 4), Fraction(age) * Fraction(21, 20)), 0.0, _WIDTH
    )


def _anchor(knot: float) -> str:
    return "start" if knot < 40 else "end" if knot > _WIDTH - 40 else "middle"


def _days(thresholds: tuple[int, int, int], inner: scale.Linear) -> tuple[tuple[float, str], ...]:
    """Zero and the thresholds; of two that would touch, the promise and the last one win."""
    kept: list[tuple[float, str]] = [(0.0, "0")]
    for days in (thresholds[0], thresholds[2], thresholds[1]):
        at, text = inner.at(Fraction(days)), formats.number(days)
        if all(
            abs(at - other) > (scale.text_width(text, _FONT) + scale.text_width(word, _FONT)) / 2 + 6
            for other, word in kept
        ):
            kept.append((at, text))
    return tuple(sorted(kept))
