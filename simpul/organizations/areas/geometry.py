"""Shapes of areas: from GeoJSON to sound polygons and back, and lighter for pages."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _
from shapely.geometry import MultiPolygon, Polygon, mapping, shape

Shape = Polygon | MultiPolygon

INDONESIA = (94.0, -12.0, 142.0, 7.0)  # west, south, east, north, in degrees
_STORED_DIGITS = 6  # 0.11 m
_PAGE_DIGITS = 5
# A page shows a region some 1,000 pixels wide; details below a pixel are left out.
_PAGE_PARTS = 1200


class ShapeRefusedError(ValueError):
    """The geometry is no outline; the text says why, in Indonesian."""


@dataclass(frozen=True)
class Sound:
    """A valid outline, and in words what had to be repaired ("" when nothing)."""

    shape: Shape
    repair: str


def sound(geometry: dict[str, Any] | None) -> Sound:
    """A valid polygon in degrees from GeoJSON: rings closed and turned as RFC 7946 says, crossings undone.

    ShapeRefusedError when it is empty, no polygon, or not in longitude and latitude within Indonesia.
    """
    if not geometry or not geometry.get("coordinates", geometry.get("geometries")):
        raise ShapeRefusedError(_("Bidang ini kosong: tidak ada garis batasnya."))
    drawn = shapely.force_2d(_drawn(geometry))
    _demand_degrees(drawn)
    repair = _repair_needed(geometry, drawn)
    whole = _polygons_of(shapely.make_valid(drawn, method="structure", keep_collapsed=False))
    rounded = _polygons_of(shapely.make_valid(shapely.set_precision(whole, 10**-_STORED_DIGITS)))
    if rounded.is_empty:
        raise ShapeRefusedError(_("Garisnya tidak membentuk bidang: luasnya nol."))
    return Sound(shapely.orient_polygons(rounded), repair)


def share_outside(inner: Shape, outer: Shape) -> float:
    """Which part of the inner shape's area lies outside the outer one, 0 to 1."""
    return float(shapely.difference(inner, outer).area / inner.area)


def label_point(outline: Shape) -> tuple[float, float]:
    """Longitude and latitude of a point inside the shape: its centroid if that lies inside."""
    middle = outline.centroid
    point = middle if outline.covers(middle) else outline.representative_point()
    return round(point.x, _STORED_DIGITS), round(point.y, _STORED_DIGITS)


def simplified(outlines: list[Shape]) -> list[Shape]:
    """The shapes with fewer points, neighbours still sharing one border without gap or overlap."""
    west, south, east, north = shapely.total_bounds(np.array(outlines))
    tolerance = max(east - west, north - south) / _PAGE_PARTS
    snap = tolerance / 10  # borders drawn twice, a little differently, become one
    # Types of shapely 2.2, where coverage_clean is new, are not yet published.
    clean = shapely.coverage_clean  # type: ignore[attr-defined]
    covering = clean(np.array(outlines), gap_width=tolerance, snapping_distance=snap)
    lighter = shapely.coverage_simplify(covering, tolerance)
    return [
        _polygons_of(shapely.orient_polygons(full.simplify(tolerance) if light.is_empty else light))
        for light, full in zip(lighter, outlines, strict=True)
    ]


def stored(outline: Shape) -> dict[str, Any]:
    """GeoJSON at the precision that is kept."""
    return _geojson(outline, _STORED_DIGITS)


def for_page(outline: Shape) -> dict[str, Any]:
    """GeoJSON at the precision of a page (1 m)."""
    return _geojson(outline, _PAGE_DIGITS)


def load(geometry: dict[str, Any]) -> Shape:
    """The shape of a stored geometry."""
    return _polygons_of(shape(geometry))


def _geojson(outline: Shape, digits: int) -> dict[str, Any]:
    rounded = shapely.transform(outline, lambda points: np.round(points, digits))
    geometry: dict[str, Any] = mapping(rounded)
    return geometry


def _drawn(geometry: dict[str, Any]) -> Any:
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon", "GeometryCollection"):
        raise ShapeRefusedError(
            _("Bentuknya %(kind)s; garis batas harus Polygon atau MultiPolygon.") % {"kind": kind}
        )
    try:
        drawn = shape(geometry)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        raise ShapeRefusedError(_("Koordinatnya tidak terbaca sebagai Polygon.")) from None
    if drawn.is_empty or not np.isfinite(shapely.get_coordinates(drawn)).all():
        raise ShapeRefusedError(_("Bidang ini kosong: tidak ada garis batasnya."))
    return drawn


def _demand_degrees(drawn: Any) -> None:
    west, south, east, north = drawn.bounds
    if max(abs(west), abs(east), abs(south), abs(north)) > 180:
        reason = _("Koordinatnya bukan derajat (ada nilai %(value)s). Ekspor ulang dalam WGS 84 (EPSG:4326).")
        raise ShapeRefusedError(reason % {"value": round(max(abs(west), abs(east), abs(south), abs(north)))})
    if _inside_indonesia(south, west, north, east):
        raise ShapeRefusedError(
            _("Lintang dan bujur tertukar. GeoJSON menulis bujur dahulu, misalnya [116.19, -1.91].")
        )
    if not _inside_indonesia(west, south, east, north):
        raise ShapeRefusedError(_("Letaknya di luar Indonesia (bujur 94 sampai 142, lintang -12 sampai 7)."))


def _inside_indonesia(west: float, south: float, east: float, north: float) -> bool:
    return INDONESIA[0] <= west and INDONESIA[1] <= south and east <= INDONESIA[2] and north <= INDONESIA[3]


def _repair_needed(geometry: dict[str, Any], drawn: Any) -> str:
    if any(ring[0] != ring[-1] for ring in _rings(geometry)):
        return _("garis yang belum tertutup ditutup")
    if not drawn.is_valid:
        return _("garis yang memotong atau menumpuk dirinya dirapikan")
    return ""


def _rings(geometry: dict[str, Any]) -> list[Any]:
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["coordinates"] for ring in polygon]
    return [
        ring for part in geometry["geometries"] for ring in _rings(part) if part["type"].endswith("Polygon")
    ]


def _polygons_of(anything: Any) -> Shape:
    parts = [part for part in _flat(anything) if isinstance(part, Polygon) and part.area > 0]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _flat(anything: Any) -> list[Any]:
    if not hasattr(anything, "geoms"):
        return [anything]
    return [leaf for part in anything.geoms for leaf in _flat(part)]
