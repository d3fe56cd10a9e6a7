"""Outlines shaded by value."""

import json
from collections.abc import Sequence
from functools import lru_cache

from simpul.web.maps import compose, geometry, labels
from simpul.web.maps.drawing import WIDTH, Area, Drawing, Label, Point
from simpul.web.maps.figures import Figures, Shape

_TALL, _PAD = 680.0, 8.0
_BYTES = 36_000  # of path data; with words and legend the whole stays under 40 KB


def choropleth(shapes: Sequence[Shape], figures: Figures, *, with_labels: bool = True) -> Drawing:
    """Outlines shaded in at most five classes; labels inside where they fit, else beside with a thread."""
    classes = figures.classes()
    words = compose.words_of(shapes, figures, classes) if with_labels else []
    outlines, width, height = _outlines(shapes)
    placed, beside, tall = _lay_out(outlines, words, width, height)
    areas = tuple(
        Area(shape.code, geometry.path(rings, closed=True), *compose.meaning_of(shape, figures, classes))
        for shape, rings in zip(shapes, placed, strict=True)
    )
    return compose.compose(shapes, figures, classes, tall, areas=areas, placed=beside)


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
