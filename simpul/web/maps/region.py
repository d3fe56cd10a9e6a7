"""The map of a region, with outlines or without."""

from collections.abc import Mapping, Sequence
from typing import Any

from simpul.web.maps.choropleth import choropleth
from simpul.web.maps.drawing import Drawing
from simpul.web.maps.figures import Figures, Shape
from simpul.web.maps.symbols import symbols


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
