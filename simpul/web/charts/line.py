"""A line over time with its target, labelled at its points, broken at gaps and changes of source."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.translation import gettext

from simpul.web import formats
from simpul.web.charts import scale, series
from simpul.web.charts.labels import Label, Point, place
from simpul.web.charts.series import Reading, Series, Target

Width = Literal[560, 800]
_FONT = 13
_X_ROOM = 52


@dataclass(frozen=True)
class Mark:
    """A word at an axis, with the place of its rule."""

    at: float
    text: str


@dataclass(frozen=True)
class Dot:
    """A point: `shape` is titik, wajik (after a change of source), simpul (newest) or tuju (target)."""

    x: float
    y: float
    shape: str
    title: str
    is_second: bool = False


@dataclass(frozen=True)
class Drawing:
    """One size of the chart, in the pixels of its view box."""

    width: int
    height: int
    left: float
    right: float
    bottom: float
    rules: tuple[Mark, ...]
    axis: tuple[Mark, ...]
    paths: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Line:
    """A line for a desk and one for a phone, with the sentence that says the same; no reading, no drawing."""

    wide: Drawing | None
    narrow: Drawing | None
    summary: str
    has_break: bool
    has_target: bool


def line(
    readings: Sequence[Reading],
    *,
    name: str,
    unit: str = "",
    decimals: int | None = None,
    target: Target | None = None,
    width: Width = 560,
) -> Line:
    """The chart of a series; `name` and `unit` enter the sentence for those who do not see it.

    `width` is that of the column on a desk: 560 beside others, 800 alone.
    """
    found = Series(tuple(readings), decimals, target)
    if not found.known():
        return Line(None, None, series.nothing(name), False, False)
    return Line(
        _draw(found, width, 290),
        _draw(found, 358, 260),
        series.summary(found, name, unit),
        found.has_break(),
        target is not None,
    )


def _draw(found: Series, width: int, height: int) -> Drawing:
    values = [formats.exact(end.value) for end in found.ends() if end.value is not None]
    marks = _with_room_below(scale.ticks(*scale.domain(values), count=5 if height > 270 else 4), min(values))
    words = [scale.tick_label(mark, marks[1] - marks[0]) for mark in marks]
    left = max(scale.text_width(word, _FONT) for word in words) + 12
    right, bottom = width - _right_room(found), height - 34.0
    positions = [formats.exact(end.position) for end in found.ends()]
    x = _x_scale(min(positions), max(positions), left + 8, right)
    y = scale.Linear(marks[0], marks[-1], bottom, 22.0)
    points = [_point(found, reading, x, y) for reading in found.readings]
    goal = _goal(found, x, y)
    return Drawing(
        width,
        height,
        round(left, 1),
        round(right, 1),
        bottom,
        tuple(Mark(y.at(mark), word) for mark, word in zip(marks, words, strict=True)),
        _axis(found, x, left, width),
        (*_paths(points), *_target_path(points, goal)),
        (*_dots(points), *([Dot(goal.x, goal.y, "tuju", goal.title)] if goal else [])),
        place(points, goal, (left - 6, 0.0, float(width), bottom - 1), _FONT),
    )


def _with_room_below(marks: list[Fraction], lowest: Fraction) -> list[Fraction]:
    """One more step when the lowest value stands so near the foot that its label would find no room."""
    gap = marks[1] - marks[0]
    is_near = lowest - marks[0] < (marks[-1] - marks[0]) * Fraction(12, 100)
    return [marks[0] - gap, *marks] if is_near and marks[0] != 0 else marks


def _right_room(found: Series) -> float:
    """Room right of the last point for its label, or for the target's."""
    last = (
        found.target.value
        if found.target
        else next(r.value for r in reversed(found.readings) if r.value is not None)
    )
    words = [found.text(last), gettext("target") if found.target else ""]
    return 22 + max(scale.text_width(word, _FONT + 1) for word in words)


def _x_scale(low: Fraction, high: Fraction, start: float, end: float) -> scale.Linear:
    """A single position stands in the middle."""
    return scale.Linear(low, high, start, end) if low < high else scale.Linear(low - 1, high + 1, start, end)


def _point(found: Series, reading: Reading, x: scale.Linear, y: scale.Linear) -> Point | None:
    if reading.value is None:
        return None
    text = found.text(reading.value)
    at = x.at(formats.exact(reading.position)), y.at(formats.exact(reading.value))
    return Point(*at, text, f"{reading.label}: {text}", reading.is_break)


def _goal(found: Series, x: scale.Linear, y: scale.Linear) -> Point | None:
    target = found.target
    if target is None:
        return None
    text = found.text(target.value)
    at = x.at(formats.exact(target.position)), y.at(formats.exact(target.value))
    return Point(
        *at, text, gettext("target %(label)s: %(value)s") % {"label": target.label, "value": text}, False
    )


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Points that one drawn line joins: a gap or a change of source begins a new run."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None or point.is_break:
            runs.append([])
        if point is not None:
            runs[-1].append(point)
    return [run for run in runs if run]


def _paths(points: Sequence[Point | None]) -> list[tuple[str, str]]:
    runs = _runs(points)
    paths, second = [], False
    for number, run in enumerate(runs):
        if number and run[0].is_break:
            second = not second
            paths.append(("putus", _d([runs[number - 1][-1], run[0]])))
        if len(run) > 1:
            paths.append(("garis garis-2" if second else "garis", _d(run)))
    return paths


def _target_path(points: Sequence[Point | None], goal: Point | None) -> list[tuple[str, str]]:
    last = next(point for point in reversed(points) if point is not None)
    return [("target", _d([last, goal]))] if goal and goal.x > last.x else []


def _dots(points: Sequence[Point | None]) -> list[Dot]:
    known = [point for point in points if point is not None]
    dots, second = [], False
    for number, point in enumerate(known):
        second = second != (point.is_break and number > 0)
        shape = "simpul" if point is known[-1] else "wajik" if second else "titik"
        dots.append(Dot(point.x, point.y, shape, point.title, second))
    return dots


def _axis(found: Series, x: scale.Linear, left: float, width: int) -> tuple[Mark, ...]:
    """Names of positions, as many as fit; the first, the last known and the target always stand."""
    ends = found.ends()
    places = [(x.at(formats.exact(end.position)), end.label) for end in ends]
    pinned = {0, len(ends) - 1}
    kept: list[tuple[float, str]] = [places[number] for number in sorted(pinned)]
    for number in range(len(places) - 2, 0, -1):
        room = max(_X_ROOM, scale.text_width(places[number][1], _FONT) + 12)
        if all(abs(places[number][0] - other[0]) >= room for other in kept):
            kept.append(places[number])
    return tuple(Mark(_inside(at, text, left, width), text) for at, text in sorted(kept))


def _inside(at: float, text: str, left: float, width: int) -> float:
    half = scale.text_width(text, _FONT) / 2
    return round(min(max(at, left * 0.4 + half), width - half), 1)


def _d(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{point.x} {point.y}" for point in points)
