"""What a choropleth and a map of circles have in common: words, shades, legend, and the sentence."""

import math
from collections.abc import Sequence

from django.utils.translation import gettext

from simpul.web.maps import labels
from simpul.web.maps.classes import Classes
from simpul.web.maps.drawing import WIDTH, Area, Bin, Circle, Drawing, Label
from simpul.web.maps.figures import Figures, Shape

_MANY = 40  # above this many places labels would cover the map; the table beside it names them


def words_of(shapes: Sequence[Shape], figures: Figures, classes: Classes) -> list[labels.Words]:
    """What the label of each place says; nothing where there are too many places for labels."""
    if len(shapes) > _MANY:
        return []
    found = []
    for shape in shapes:
        level = level_of(figures, classes, shape.code)
        value = (figures.text(shape.code),) if level else ()
        found.append(labels.Words((shape.name, *value), level, has_value=bool(value)))
    return found


def level_of(figures: Figures, classes: Classes, code: str) -> int:
    """The shade of a place, 0 without value."""
    value = figures.exact(code)
    return 0 if value is None else classes.level(value)


def meaning_of(shape: Shape, figures: Figures, classes: Classes) -> tuple[int, str, str]:
    """Shade, title and link of a place."""
    level = level_of(figures, classes, shape.code)
    unit = f" {figures.unit}" if figures.unit and level else ""
    return level, f"{shape.name}: {figures.text(shape.code)}{unit}", figures.urls.get(shape.code, "")


def compose(
    shapes: Sequence[Shape],
    figures: Figures,
    classes: Classes,
    height: float,
    *,
    areas: tuple[Area, ...] = (),
    circles: tuple[Circle, ...] = (),
    coast: tuple[str, ...] = (),
    placed: Sequence[Label] = (),
) -> Drawing:
    """The whole drawing, with its legend and its sentence."""
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
        tuple(placed),
        legend,
        figures.unit,
        gettext("Peta %(name)s, %(count)s wilayah; rinciannya pada tabel.") % words,
        bool(figures.urls),
        bool(missing),
    )
