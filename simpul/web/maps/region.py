"""The map of a region: outlines shaded by value, or circles over the coast where there are no outlines."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext

from simpul.web import formats
from simpul.web.formats import Value
from simpul.web.maps import geometry, labels
from simpul.web.maps.classes import Classes, Method, classify, rounded
from simpul.web.maps.drawing import WIDTH, Area, Bin, Box, Circle, Drawing, Label, Point

_TALL, _PAD = 680.0, 8.0
_BYTES = 36_000  # of path data; with words and legend the whole stays under 40 KB
_MANY = 40  # above this many places labels would cover the map; the table beside it names them


@dataclass(frozen=True)
class Shape:
    """A place: its code, name, label point in degrees, and its outline as GeoJSON where there is one."""

    code: str
    name: str
    lng: float
    lat: float
    geometry: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Figures:
    """What the map shows, by code. A place without value is hatched and says so.

    `edges` sets the lower bounds of the classes (all but the first) instead of computed ones; `texts`
    replaces the printed value ("15/23"); `urls` makes a place a link; `weights` sizes the circles.
    """

    name: str
    values: Mapping[str, Value | None]
    unit: str = ""
    decimals: int = 0
    method: Method = "equal"
    edges: Sequence[Value] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, Value] = field(default_factory=dict)

    def exact(self, code: str) -> Fraction | None:
        value = self.values.get(code)
        return None if value is None else formats.exact(value)

    def known(self) -> list[Fraction]:
        return [formats.exact(value) for value in self.values.values() if value is not None]

    def text(self, code: str) -> str:
        value = self.values.get(code)
        if value is None:
            return gettext("belum ada data")
        return self.texts.get(code) or formats.number(value, self.decimals)

    def classes(self) -> Classes:
        if self.edges:
            return Classes(
                tuple(rounded(formats.exact(edge), self.decimals) for edge in self.edges), self.decimals
            )
        return classify(self.known(), self.decimals, self.method)


def region(
    shapes: Sequence[Shape],
    figures: Figures,
    coastline: Sequence[Mapping[str, Any]] = (),
    *,
    with_labels: bool = True,
) -> Drawing | None:
    """A choropleth when every place has its outline, else circles over the coast; None without any place."""
    if not shapes:
        return None
    if all(shape.geometry for shape in shapes):
        return choropleth(shapes, figures, with_labels=with_labels)
    return symbols(shapes, figures, coastline, with_labels=with_labels)


def choropleth(shapes: Sequence[Shape], figures: Figures, *, with_labels: bool = True) -> Drawing:
    """Outlines shaded in at most five classes; labels inside where they fit, else beside with a thread."""
    classes = figures.classes()
    words = _words(shapes, figures, classes) if with_labels and len(shapes) <= _MANY else []
    outlines, width, height = _outlines(shapes)
    placed, labels_, tall = _lay_out(outlines, words, width, height)
    areas = tuple(
        Area(shape.code, geometry.path(rings, closed=True), *_meaning(shape, figures, classes))
        for shape, rings in zip(shapes, placed, strict=True)
    )
    return _drawing(shapes, figures, classes, tall, areas=areas, labels=tuple(labels_))


Rings = list[list[Point]]


def _outlines(shapes: Sequence[Shape]) -> tuple[list[Rings], float, float]:
    """All outlines as large as the page allows, light enough for a weak signal; width and height."""
    return _outlines_of(json.dumps([shape.geometry for shape in shapes], separators=(",", ":")))


# Borders hardly ever change while their figures do: a process keeps the last few regions that it has drawn.
@lru_cache(maxsize=16)
def _outlines_of(geometries: str) -> tuple[list[Rings], float, float]:
    drawn = [geometry.rings(found) for found in json.loads(geometries)]
    projection = geometry.fit(
        geometry.bounds([ring for rings in drawn for ring in rings]), WIDTH, _TALL, pad=0
    )
    light = [[[projection.at(point) for point in ring] for ring in rings] for rings in drawn]
    tolerance = 0.3
    while True:
        light = geometry.simplify(light, tolerance)
        if sum(len(geometry.path(rings, closed=True)) for rings in light) < _BYTES:
            return light, projection.width, projection.height
        tolerance *= 1.7


def _lay_out(
    outlines: Sequence[Rings], words: Sequence[labels.Words], width: float, height: float
) -> tuple[list[Rings], list[Label], float]:
    """Scale so that the labels beside the map find their column; a smaller map may push more labels out."""
    outside: list[int] = []
    while True:
        room = WIDTH - (labels.column([words[place] for place in outside]) if outside else 0.0) - 2 * _PAD
        share = min(room / width, 1.0)
        tall = max(height * share + 2 * _PAD, sum(words[place].height + 12 for place in outside))
        placed = [_moved(rings, share, (tall - height * share) / 2) for rings in outlines]
        inner = {
            place: _inner(rings, each)
            for place, (rings, each) in enumerate(zip(placed, words, strict=False))
            if place not in outside
        }
        pushed_out = [place for place, label in inner.items() if label is None]
        outside = sorted([*outside, *pushed_out])
        if not pushed_out:
            break
    kept = [label for label in inner.values() if label]
    anchors = [(labels.heart(placed[place]), words[place]) for place in outside]
    return placed, kept + labels.beside(anchors, width * share + 2 * _PAD, tall), tall


def _moved(rings: Rings, share: float, top: float) -> Rings:
    return [[(x * share + _PAD, y * share + top) for x, y in ring] for ring in rings]


def _inner(rings: Rings, words: labels.Words) -> Label | None:
    """The label inside its shape, folded where that helps; None where it does not fit."""
    for form in (words, words.folded()) if rings else ():
        spot = labels.inside(rings, form)
        if spot:
            return form.at(spot[0], spot[1] - form.height / 2, "middle", form.level)
    return None


def symbols(
    shapes: Sequence[Shape],
    figures: Figures,
    coastline: Sequence[Mapping[str, Any]] = (),
    *,
    with_labels: bool = True,
) -> Drawing:
    """Circles at the label points, shaded like the map they stand for, over the coast where one is near."""
    classes = figures.classes()
    projection = _around(shapes)
    points = [projection.at((shape.lng, shape.lat)) for shape in shapes]
    radii = _radii(shapes, figures, points)
    largest_first = sorted(zip(points, radii, shapes, strict=True), key=lambda found: -found[1])
    circles = tuple(
        Circle(round(x, 1), round(y, 1), round(radius, 1), *_meaning(shape, figures, classes))
        for (x, y), radius, shape in largest_first
    )
    frame = (0.0, 0.0, float(WIDTH), projection.height)
    words = _words(shapes, figures, classes) if with_labels and len(shapes) <= _MANY else []
    placed = labels.around(list(zip(points, radii, words, strict=False)), WIDTH, projection.height)
    return _drawing(
        shapes,
        figures,
        classes,
        projection.height,
        circles=circles,
        coast=_coast(coastline, projection, frame),
        labels=tuple(placed),
    )


def _around(shapes: Sequence[Shape]) -> geometry.Projection:
    """All label points with some land and sea around them, over the whole width."""
    west, south, east, north = geometry.bounds([[(shape.lng, shape.lat) for shape in shapes]])
    room = max(east - west, north - south, 0.1) * 0.16
    tall = geometry.fit((west - room, south - room, east + room, north + room), WIDTH, _TALL, pad=0)
    aside = (WIDTH - tall.width) / 2 / (tall.scale * tall.squeeze)
    return replace(tall, west=tall.west - aside, width=float(WIDTH))


def _radii(shapes: Sequence[Shape], figures: Figures, points: Sequence[Point]) -> list[float]:
    """Area in proportion to the weight; bounded so that neighbours hardly cover one another."""
    weights = [max(float(formats.exact(figures.weights.get(shape.code, 1))), 0.0) for shape in shapes]
    heaviest = max(weights) or 1.0
    near = sorted(min((math.dist(a, b) for b in points if b is not a), default=120.0) for a in points)
    largest = min(max(near[len(near) // 2] * 0.38, 14.0), 34.0)
    return [max(largest * math.sqrt(weight / heaviest), 7.0) for weight in weights]


def _coast(
    coastline: Sequence[Mapping[str, Any]], projection: geometry.Projection, frame: Box
) -> tuple[str, ...]:
    lines = [line for found in coastline for line in geometry.rings(found)]
    pieces = [
        piece for line in lines for piece in geometry.clip([projection.at(point) for point in line], frame)
    ]
    thinned = geometry.path((geometry.thin(piece, 0.4) for piece in pieces), closed=False)
    return (thinned,) if thinned else ()


def _words(shapes: Sequence[Shape], figures: Figures, classes: Classes) -> list[labels.Words]:
    found = []
    for shape in shapes:
        level = _level(figures, classes, shape.code)
        value = (figures.text(shape.code),) if level else ()
        found.append(labels.Words((shape.name, *value), level, has_value=bool(value)))
    return found


def _level(figures: Figures, classes: Classes, code: str) -> int:
    value = figures.exact(code)
    return 0 if value is None else classes.level(value)


def _meaning(shape: Shape, figures: Figures, classes: Classes) -> tuple[int, str, str]:
    """Shade, title and link of a place."""
    level = _level(figures, classes, shape.code)
    unit = f" {figures.unit}" if figures.unit and level else ""
    return level, f"{shape.name}: {figures.text(shape.code)}{unit}", figures.urls.get(shape.code, "")


def _drawing(
    shapes: Sequence[Shape],
    figures: Figures,
    classes: Classes,
    height: float,
    *,
    areas: tuple[Area, ...] = (),
    circles: tuple[Circle, ...] = (),
    coast: tuple[str, ...] = (),
    labels: tuple[Label, ...] = (),
) -> Drawing:
    missing = [shape for shape in shapes if figures.exact(shape.code) is None]
    legend = classes.legend(figures.known(), figures.unit)
    if missing:
        legend = (*legend, Bin(0, gettext("belum ada data")))
    words = {"name": figures.name, "count": len(shapes)}
    return Drawing(
        WIDTH,
        math.ceil(height),
        areas,
        circles,
        coast,
        labels,
        legend,
        figures.unit,
        gettext("Peta %(name)s, %(count)s wilayah; rinciannya pada tabel.") % words,
        bool(figures.urls),
        bool(missing),
    )
