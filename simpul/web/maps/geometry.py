"""From degrees to the page: projection, simplification that keeps shared borders shared, and clipping."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simpul.web.maps.drawing import Box, Point, number

Ring = list[Point]


def rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """All lines of a geometry (rings of polygons, or lines as they are); heights are dropped."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        lines = [coordinates]
    elif kind == "MultiPolygon":
        lines = [ring for polygon in coordinates for ring in polygon]
    else:  # Polygon and MultiLineString are lists of lines already
        lines = coordinates
    return [[(point[0], point[1]) for point in line] for line in lines]


def bounds(lines: Iterable[Sequence[Point]]) -> Box:
    """West, south, east, north of all points."""
    points = [point for line in lines for point in line]
    return (
        min(point[0] for point in points),
        min(point[1] for point in points),
        max(point[0] for point in points),
        max(point[1] for point in points),
    )


@dataclass(frozen=True)
class Projection:
    """Equirectangular around the middle latitude, fitted into a box; over a regency it is right to 1 px."""

    west: float
    north: float
    squeeze: float
    scale: float
    pad: float
    width: float
    height: float

    def at(self, point: Point) -> Point:
        x = self.pad + (point[0] - self.west) * self.squeeze * self.scale
        return x, self.pad + (self.north - point[1]) * self.scale


def fit(box: Box, width: float, height: float, pad: float = 8.0) -> Projection:
    """The projection that shows the box (in degrees) as large as the width and height allow."""
    west, south, east, north = box
    squeeze = math.cos(math.radians((south + north) / 2))
    across, down = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((width - 2 * pad) / across, (height - 2 * pad) / down)
    return Projection(west, north, squeeze, scale, pad, across * scale + 2 * pad, down * scale + 2 * pad)


def path(lines: Iterable[Sequence[Point]], *, closed: bool) -> str:
    """Path data; lines of fewer than two points are dropped."""
    end = "Z" if closed else ""
    parts = ["L".join(f"{number(x)} {number(y)}" for x, y in line) for line in lines if len(line) > 1]
    return "".join(f"M{part}{end}" for part in parts)


def simplify(shapes: Sequence[Sequence[Ring]], tolerance: float) -> list[list[Ring]]:
    """The shapes with fewer points; islands that shrink to nothing are dropped, but never a whole shape.

    Rings are cut where borders meet and each border is thinned by itself, so neighbours keep the same line.
    """
    knots = _junctions([ring for shape in shapes for ring in shape])
    return [_simplified(shape, knots, tolerance) for shape in shapes]


def _simplified(shape: Sequence[Ring], knots: set[Point], tolerance: float) -> list[Ring]:
    thin = [_thin_ring(ring, knots, tolerance) for ring in shape]
    return [ring for ring in thin if len(ring) > 3] or [max(shape, key=len)]


def _junctions(all_rings: Iterable[Ring]) -> set[Point]:
    """Points at which more than two borders meet."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in all_rings:
        for before, after in itertools.pairwise(ring):
            neighbours[before].add(after)
            neighbours[after].add(before)
    return {point for point, around in neighbours.items() if len(around) > 2}


def _thin_ring(ring: Ring, knots: set[Point], tolerance: float) -> Ring:
    closed = ring if ring[0] == ring[-1] else [*ring, ring[0]]
    cuts = [place for place, point in enumerate(closed[:-1]) if point in knots]
    # An island has no junction: it is cut at its start and at the point farthest from there.
    cuts = cuts if len(cuts) > 1 else sorted({*cuts, 0, _farthest(closed)})
    turned = closed[cuts[0] : -1] + closed[: cuts[0] + 1]
    places = [cut - cuts[0] for cut in cuts] + [len(turned) - 1]
    thinned = [thin(turned[start : end + 1], tolerance) for start, end in itertools.pairwise(places)]
    return [thinned[0][0], *(point for piece in thinned for point in piece[1:])]


def _farthest(ring: Ring) -> int:
    return max(range(len(ring)), key=lambda place: math.dist(ring[0], ring[place]))


def thin(line: Sequence[Point], tolerance: float) -> Ring:
    """Douglas and Peucker: the fewest points that stay within the tolerance of the line."""
    keep, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        away = [(_distance(line[place], line[first], line[last]), place) for place in range(first + 1, last)]
        farthest, place = max(away)
        if farthest > tolerance:
            keep.add(place)
            spans += [(first, place), (place, last)]
    return [line[place] for place in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if not length:
        return math.dist(point, start)
    share = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return math.dist(point, (start[0] + share * dx, start[1] + share * dy))


def clip(line: Sequence[Point], box: Box) -> list[Ring]:
    """The pieces of a line inside a box (left, top, right, bottom)."""
    pieces: list[Ring] = []
    for start, end in itertools.pairwise(line):
        inside = _clip_segment(start, end, box)
        if inside is None:
            continue
        if pieces and pieces[-1][-1] == inside[0]:
            pieces[-1].append(inside[1])
        else:
            pieces.append(list(inside))
    return pieces


def _clip_segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """Liang and Barsky: the part of a segment inside the box."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    edges = (
        (-dx, start[0] - box[0]),
        (dx, box[2] - start[0]),
        (-dy, start[1] - box[1]),
        (dy, box[3] - start[1]),
    )
    for towards, room in edges:
        if towards == 0:
            if room < 0:
                return None
            continue
        at = room / towards
        enter, leave = (max(enter, at), leave) if towards < 0 else (enter, min(leave, at))
    if enter >= leave:
        return None
    return _along(start, dx, dy, enter), end if leave == 1.0 else _along(start, dx, dy, leave)


def _along(start: Point, dx: float, dy: float, share: float) -> Point:
    return start if share == 0 else (start[0] + share * dx, start[1] + share * dy)
