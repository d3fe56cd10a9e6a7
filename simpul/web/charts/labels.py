"""Where the values of a line stand: beside their points, off the line, and never on one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext

from simpul.web.charts import scale

_MANY = 9


@dataclass(frozen=True)
class Point:
    """A value at its place; `is_break` when the source changed before it."""

    x: float
    y: float
    text: str
    title: str
    is_break: bool


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str
    is_strong: bool = False


Box = tuple[float, float, float, float]


def place(points: Sequence[Point | None], goal: Point | None, room: Box, font: int) -> tuple[Label, ...]:
    """Labels of the newest value and the target, then of others as room is found (of many: the extremes).

    `room` is the box in which labels may stand.
    """
    known = [point for point in points if point is not None]
    labels = [_last(known, goal)]
    if goal:
        labels += [
            Label(goal.x + 13, goal.y - 2, goal.text, "start", True),
            Label(goal.x + 13, goal.y + 15, gettext("target"), "start"),
        ]
    taken = [_box(label, font) for label in labels] + [_around(point) for point in known]
    lines = [*pairwise(known), *([(known[-1], goal)] if goal else [])]
    for number in _others(known):
        for candidate in _beside(known[number]):
            box = _box(candidate, font)
            if _free(box, room, taken) and not any(_crosses(box, start, end) for start, end in lines):
                labels.append(candidate)
                taken.append(box)
                break
    return tuple(labels)


def _around(point: Point) -> Box:
    return point.x - 6, point.y - 6, point.x + 6, point.y + 6


def _free(box: Box, room: Box, taken: Sequence[Box]) -> bool:
    is_inside = box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]
    return is_inside and not any(_overlap(box, other) for other in taken)


def _crosses(box: Box, start: Point, end: Point) -> bool:
    """True when the line between two points passes through the box."""
    left, right = max(box[0], min(start.x, end.x)), min(box[2], max(start.x, end.x))
    if left > right:
        return False
    slope = (end.y - start.y) / (end.x - start.x) if end.x != start.x else 0.0
    heights = sorted((start.y + slope * (left - start.x), start.y + slope * (right - start.x)))
    return heights[0] < box[3] and heights[1] > box[1]


def _last(known: Sequence[Point], goal: Point | None) -> Label:
    """Right of the newest point, on the side away from the path to the target."""
    point = known[-1]
    drop = -6.0 if goal is None or goal.y >= point.y else 18.0
    return Label(point.x + 13, round(point.y + (drop if goal else 4.5), 1), point.text, "start", True)


def _others(known: Sequence[Point]) -> list[int]:
    numbers = list(range(len(known) - 1))
    if len(known) <= _MANY:
        return numbers
    heights = [point.y for point in known]
    return sorted({0, heights.index(min(heights)), heights.index(max(heights))} & set(numbers))


def _beside(point: Point) -> list[Label]:
    """Above, below, then to the right and left, a little higher than the point."""
    x, y = point.x, point.y
    spots = (
        (x, y - 12.0, "middle"),
        (x, y + 22.0, "middle"),
        (x + 10, y - 4, "start"),
        (x - 10, y - 4, "end"),
        (x + 10, y + 14, "start"),
    )
    return [Label(round(left, 1), round(base, 1), point.text, anchor) for left, base, anchor in spots]


def _box(label: Label, font: int) -> Box:
    wide = scale.text_width(label.text, font + label.is_strong)
    left = label.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return left - 2, label.y - font + 1, left + wide + 2, label.y + 3


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
