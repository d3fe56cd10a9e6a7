"""What a map of a government is drawn from: outlines where they were imported, else points on a coastline."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from simpul.core.scope import Scope
from simpul.organizations.areas import coastline as coast
from simpul.organizations.models import Area, AreaLevel, Government, Outline

_MARGIN = 0.25  # of the extent, on each side
_LEAST_MARGIN = 0.15  # degrees, some 17 km


@dataclass(frozen=True)
class Shape:
    """One area to fill; `geometry` is GeoJSON, simplified so that neighbours share their border."""

    code: str
    name: str
    geometry: dict[str, Any]
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Point:
    """One area as a circle at its centroid; `villages` inside it may give the circle its size."""

    code: str
    name: str
    longitude: float
    latitude: float
    villages: int


@dataclass(frozen=True)
class PointMap:
    """Circles on a coastline; areas without a known coordinate are named in `missing` (code, name)."""

    points: list[Point]
    missing: list[tuple[str, str]]
    coastline: tuple[coast.Line, ...]
    box: coast.Box | None  # west, south, east, north in degrees; None when no coordinate is known


def shapes_for(scope: Scope, government: Government, level: int) -> list[Shape]:
    """The outlines of a level, by code; [] when none was imported and `points_for` has to serve."""
    rows = Outline.objects.within(scope).filter(government=government, level=level).order_by("area_code")
    names = dict(_areas(government, level).values_list("code", "name"))
    return [
        Shape(row.area_code, names.get(row.area_code, ""), row.simplified, row.longitude, row.latitude)
        for row in rows.defer("geometry")
    ]


def points_for(scope: Scope, government: Government, level: int) -> PointMap:
    """The areas of a level as circles: at the centroid of their outline, else at the shipped one."""
    places = _places(scope, government, level)
    villages = _villages(government, level)
    points, missing = [], []
    for area in _areas(government, level).order_by("code"):
        place = places.get(area.code) or _shipped(area)
        if place is None:
            missing.append((area.code, area.name))
        else:
            points.append(Point(area.code, area.name, *place, villages[area.code]))
    box = _box(points)
    return PointMap(points, missing, coast.lines_within(box) if box else (), box)


def _areas(government: Government, level: int) -> Any:
    own = government.area_code
    inside = Area.objects.living().filter(code=own) | Area.objects.living().beneath(own)
    return inside.filter(level=level)


def _places(scope: Scope, government: Government, level: int) -> dict[str, tuple[float, float]]:
    rows = Outline.objects.within(scope).filter(government=government, level=level)
    return {code: (x, y) for code, x, y in rows.values_list("area_code", "longitude", "latitude")}


def _shipped(area: Area) -> tuple[float, float] | None:
    if area.longitude is None or area.latitude is None:
        return None
    return float(area.longitude), float(area.latitude)


def _villages(government: Government, level: int) -> Counter[str]:
    """How many villages each area of the level holds."""
    beneath = Area.objects.living().beneath(government.area_code).filter(level=AreaLevel.VILLAGE)
    return Counter(".".join(code.split(".")[:level]) for code in beneath.values_list("code", flat=True))


def _box(points: list[Point]) -> coast.Box | None:
    if not points:
        return None
    longitudes = [point.longitude for point in points]
    latitudes = [point.latitude for point in points]
    extent = max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes))
    margin = max(extent * _MARGIN, _LEAST_MARGIN)
    return (
        round(min(longitudes) - margin, 2),
        round(min(latitudes) - margin, 2),
        round(max(longitudes) + margin, 2),
        round(max(latitudes) + margin, 2),
    )
