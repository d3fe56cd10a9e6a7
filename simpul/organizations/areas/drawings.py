"""Maps of the import page: what a file holds, and what is stored now."""

from dataclasses import replace

from simpul.core.scope import Scope
from simpul.organizations.areas import checking, codes, geometry, maps
from simpul.organizations.models import Government
from simpul.web import maps as drawn


def of_file(checked: checking.Checked, name: str) -> drawn.Drawing | None:
    """The accepted outlines of the finest level in the file, each with its code."""
    finest = max((codes.level_of(feature.code) for feature in checked.accepted), default=0)
    features = [feature for feature in checked.accepted if codes.level_of(feature.code) == finest]
    if not features:
        return None
    light = geometry.simplified([feature.shape for feature in features])
    shapes = [
        drawn.Shape(feature.code, feature.name, *geometry.label_point(shape), geometry.for_page(shape))
        for feature, shape in zip(features, light, strict=True)
    ]
    return drawn.region(shapes, _codes_of(shapes, name))


def of_government(scope: Scope, government: Government, level: int) -> drawn.Drawing | None:
    """The level as the public sees it now: outlines, else circles on the coast; None without any place."""
    stored = maps.shapes_for(scope, government, level)
    if stored:
        shapes = [drawn.Shape(s.code, s.name, s.longitude, s.latitude, s.geometry) for s in stored]
        return drawn.region(shapes, _codes_of(shapes, government.short_name))
    found = maps.points_for(scope, government, level)
    shapes = [drawn.Shape(p.code, p.name, p.longitude, p.latitude) for p in found.points]
    coast = [{"type": "LineString", "coordinates": line} for line in found.coastline]
    figures = _codes_of(shapes, government.short_name)
    weights = {point.code: max(point.villages, 1) for point in found.points}
    return drawn.region(shapes, replace(figures, weights=weights), coast)


def _codes_of(shapes: list[drawn.Shape], name: str) -> drawn.Figures:
    return drawn.Figures(
        name=name,
        values=dict.fromkeys((shape.code for shape in shapes), 1),
        texts={shape.code: shape.code for shape in shapes},
    )
