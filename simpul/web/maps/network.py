"""Places and their centre as knots and threads: the region on a front page, without any figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.web.maps import geometry, labels
from simpul.web.maps.drawing import Box, Label, Point, number
from simpul.web.maps.figures import Shape

_WIDTH, _TALL = 480.0, 640.0
_SIZE, _HUB = 0.72, 0.84  # of the letters of a map with figures, which are 18.5 units high


@dataclass(frozen=True)
class Network:
    """Outlines (when known), threads to the hub, knots, and names."""

    width: int
    height: int
    outlines: tuple[str, ...]
    threads: tuple[str, ...]
    knots: tuple[Point, ...]
    hub: Point
    labels: tuple[Label, ...]
    hub_label: Label


def network(shapes: Sequence[Shape], hub_code: str) -> Network | None:
    """All places joined to the one with this code; None when there is no such place."""
    hub = next((shape for shape in shapes if shape.code == hub_code), None)
    if hub is None:
        return None
    outlines = [geometry.rings(shape.geometry) for shape in shapes if shape.geometry]
    around = [ring for rings in outlines for ring in rings] or [[(shape.lng, shape.lat) for shape in shapes]]
    projection = geometry.fit(geometry.bounds(around), _WIDTH - 40, _TALL)
    projected = [[[projection.at(point) for point in ring] for ring in rings] for rings in outlines]
    centre = projection.at((hub.lng, hub.lat))
    others = [(projection.at((shape.lng, shape.lat)), shape.name) for shape in shapes if shape is not hub]
    return Network(
        int(_WIDTH),
        round(projection.height),
        tuple(geometry.path(rings, closed=True) for rings in geometry.simplify(projected, 0.6)),
        tuple(_thread(point, centre) for point, _ in others),
        tuple((round(x, 1), round(y, 1)) for (x, y), _ in others),
        (round(centre[0], 1), round(centre[1], 1)),
        *_names(others, centre, hub.name, projection.height),
    )


def _bend(start: Point, end: Point) -> Point:
    """The middle of a thread, which leaves its place level and sags towards the centre."""
    return start[0] * 0.35 + end[0] * 0.65, start[1] * 0.2 + end[1] * 0.8


def _thread(start: Point, end: Point) -> str:
    first, bend, last = (f"{number(x)} {number(y)}" for x, y in (start, _bend(start, end), end))
    return f"M{first}Q{bend} {last}"


def _along(start: Point, end: Point) -> list[Box]:
    """Small boxes along a thread, which labels should not cover."""
    bend, boxes = _bend(start, end), []
    for step in range(1, 20):
        share = step / 20
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        x, y = (a * start[axis] + b * bend[axis] + c * end[axis] for axis in (0, 1))
        boxes.append((x - 2, y - 2, x + 2, y + 2))
    return boxes


def _names(
    others: Sequence[tuple[Point, str]], centre: Point, hub: str, height: float
) -> tuple[tuple[Label, ...], Label]:
    threads = [box for point, _ in others for box in _along(point, centre)]
    knots = [(x - 8, y - 8, x + 8, y + 8) for (x, y), _ in others]
    hub_words = labels.Words((hub,), 0, size=_HUB)
    found = labels.around([(centre, 12.0, hub_words)], _WIDTH, height, knots, threads)
    hub_label = found[0] if found else hub_words.at(centre[0] + 20, centre[1] - 8, "start", 0)
    circles = [(point, 6.0, labels.Words((name,), 0, size=_SIZE)) for point, name in others]
    return tuple(labels.around(circles, _WIDTH, height, [_box(hub_label, hub_words)], threads)), hub_label


def _box(label: Label, words: labels.Words) -> Box:
    left = label.x - words.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return left, label.y - words.height, left + words.width, label.y + 4
