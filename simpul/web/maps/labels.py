"""Labels that do not cover one another: inside a shape where they fit, else beside the map with a leader."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from simpul.web.charts import scale
from simpul.web.maps.drawing import FONT, LINE, Box, Label, Point, overlap

_SCANS = 13
_GAP = 10.0
_LEAD = 34.0


@dataclass(frozen=True)
class Words:
    """What a label says, line by line (the value last), and the shade on which it would stand."""

    lines: tuple[str, ...]
    level: int
    has_value: bool = False
    size: float = 1.0  # of the ordinary letters

    @property
    def width(self) -> float:
        return max(scale.text_width(line, FONT) for line in self.lines) * self.size

    @property
    def height(self) -> float:
        return LINE * len(self.lines) * self.size

    def folded(self) -> "Words":
        """The same with a name of several words on two lines, broken near its middle."""
        name = self.lines[0]
        spaces = [place for place, letter in enumerate(name) if letter == " "]
        if not spaces:
            return self
        at = min(spaces, key=lambda place: abs(place - len(name) / 2))
        return Words((name[:at], name[at + 1 :], *self.lines[1:]), self.level, self.has_value, self.size)

    def at(self, x: float, top: float, anchor: str, level: int) -> Label:
        """The label with its first line below `top`."""
        return Label(
            round(x, 1), round(top + FONT * 0.86 * self.size, 1), self.lines, self.has_value, anchor, level
        )


def inside(rings: Sequence[Sequence[Point]], words: Words) -> Point | None:
    """The middle of the widest place in a shape where the words fit, None when they fit nowhere."""
    top, bottom = min(y for ring in rings for _, y in ring), max(y for ring in rings for _, y in ring)
    best: tuple[float, Point] | None = None
    for scan in range(1, _SCANS + 1):
        y = top + (bottom - top) * scan / (_SCANS + 1)
        levels = (y - words.height / 2, y, y + words.height / 2)
        for left, right in _common([_stretches(rings, level) for level in levels]):
            # The middle of the shape is better than a slightly wider place at its rim.
            worth = min(right - left, words.width * 1.6) - abs(y - (top + bottom) / 2) * 0.5
            if right - left >= words.width + 8 and (best is None or worth > best[0]):
                best = worth, ((left + right) / 2, y)
    return best[1] if best else None


def heart(rings: Sequence[Sequence[Point]]) -> Point:
    """A point well inside a shape: the middle of its widest level line."""
    top, bottom = min(y for ring in rings for _, y in ring), max(y for ring in rings for _, y in ring)
    scans = [top + (bottom - top) * scan / (_SCANS + 1) for scan in range(1, _SCANS + 1)]
    found = [(right - left, ((left + right) / 2, y)) for y in scans for left, right in _stretches(rings, y)]
    return max(found)[1] if found else rings[0][0]


def _stretches(rings: Sequence[Sequence[Point]], y: float) -> list[tuple[float, float]]:
    """The parts of a level line that lie inside (even-odd rule, so holes are left out)."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for ring in rings
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
        if (y1 <= y) != (y2 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _common(levels: Sequence[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    common = levels[0]
    for level in levels[1:]:
        pairs = [(max(a, c), min(b, d)) for a, b in common for c, d in level]
        common = [pair for pair in pairs if pair[0] < pair[1]]
    return common


def beside(anchors: Sequence[tuple[Point, Words]], left: float, height: float) -> list[Label]:
    """Labels in a column right of the map, from top to bottom, each joined to its place by a thread."""
    ordered = sorted(anchors, key=lambda pair: pair[0][1])
    tops = _spread([(point[1] - words.height / 2, words.height) for point, words in ordered], height)
    ends = [(left + 8, round(top + LINE * 0.5, 1)) for top in tops]
    labels = []
    for (point, words), top, end in zip(_untangled(ordered, ends), tops, ends, strict=True):
        label = words.at(left + _LEAD, top, "start", 0)
        leader = f"M{point[0]:.1f} {point[1]:.1f}L{end[0]:.1f} {end[1]}H{label.x - 6:.1f}"
        labels.append(replace(label, leader=leader, knot=(round(point[0], 1), round(point[1], 1))))
    return labels


def _untangled(anchors: list[tuple[Point, Words]], ends: Sequence[Point]) -> list[tuple[Point, Words]]:
    """The anchors in an order in which no two neighbouring threads cross."""
    found = list(anchors)
    for _ in found:
        for place in range(len(found) - 1):
            upper, lower = found[place][0], found[place + 1][0]
            if _cross(upper, ends[place], lower, ends[place + 1]):
                found[place], found[place + 1] = found[place + 1], found[place]
    return found


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def column(words: Sequence[Words]) -> float:
    """The room that labels beside the map need."""
    return _LEAD + max((each.width for each in words), default=-_LEAD)


def _spread(wanted: Sequence[tuple[float, float]], height: float) -> list[float]:
    """Tops as near to the wanted ones as order and gaps allow, moved up where the foot is reached."""
    tops: list[float] = []
    for top, _ in wanted:
        lowest = tops[-1] + wanted[len(tops) - 1][1] + _GAP if tops else 0.0
        tops.append(max(top, lowest))
    for place in range(len(tops) - 1, -1, -1):
        foot = tops[place + 1] - _GAP if place + 1 < len(tops) else height
        tops[place] = min(tops[place], foot - wanted[place][1])
    return tops


def around(
    circles: Sequence[tuple[Point, float, Words]],
    width: float,
    height: float,
    held: Sequence[Box] = (),
    soft: Sequence[Box] = (),
) -> list[Label]:
    """Labels of circles, in one of eight places around each, wherever nothing stands yet.

    Those with the fewest places choose first; without room there is no label, as the table beside the map
    repeats all. `held` are boxes already in use, `soft` those that a label covers as little as it can.
    """
    discs = [(x - r, y - r, x + r, y + r) for (x, y), r, _ in circles]
    offers = []
    for number, (point, radius, words) in enumerate(circles):
        others = [*held, *discs[:number], *discs[number + 1 :]]
        forms = [side for form in (words, words.folded()) for side in _sides(point, radius, form)]
        sides = [side for side in forms if _within(side[1], width, height)]
        offers.append([side for side in sides if not _hits(side[1], others)])
    labels: list[Label] = []
    taken: list[Box] = []
    for sides in sorted(offers, key=len):
        free = [side for side in sides if not _hits(side[1], taken)]
        if free:
            label, box = min(free, key=lambda side: _hits(side[1], soft))
            labels.append(label)
            taken.append(box)
    return labels


def _hits(box: Box, others: Sequence[Box]) -> int:
    return sum(overlap(box, other) for other in others)


def _within(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height


def _sides(point: Point, radius: float, words: Words) -> list[tuple[Label, Box]]:
    (x, y), wide, high = point, words.width, words.height
    near, slant = radius + 8, radius * 0.72 + 5
    corners = (
        (x + near, y - high / 2, "start", x + near),
        (x - near - wide, y - high / 2, "end", x - near),
        (x - wide / 2, y + radius + 4, "middle", x),
        (x - wide / 2, y - radius - 4 - high, "middle", x),
        (x + slant, y + slant, "start", x + slant),
        (x - slant - wide, y + slant, "end", x - slant),
        (x + slant, y - slant - high, "start", x + slant),
        (x - slant - wide, y - slant - high, "end", x - slant),
    )
    return [
        (words.at(at, top, anchor, 0), (left, top, left + wide, top + high))
        for left, top, anchor, at in corners
    ]
