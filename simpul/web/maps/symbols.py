"""Circles over the coast: the map of a region whose outlines nobody has uploaded yet."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from simpul.web import formats
from simpul.web.maps import compose, geometry, labels
from simpul.web.maps.drawing import WIDTH, Box, Circle, Drawing, Point
from simpul.web.maps.figures import Figures, Shape

_TALL = 680.0


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
        Circle(round(x, 1), round(y, 1), round(radius, 1), *compose.meaning_of(shape, figures, classes))
        for (x, y), radius, shape in largest_first
    )
    frame = (0.0, 0.0, float(WIDTH), projection.height)
    words = compose.words_of(shapes, figures, classes) if with_labels else []
    placed = labels.around(list(zip(points, radii, words, strict=False)), WIDTH, projection.height)
    return compose.compose(
        shapes,
        figures,
        classes,
        projection.height,
        circles=circles,
        coast=_coast(coastline, projection, frame),
        placed=placed,
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
