"""Areas and outlines of Kabupaten Contoh: an invented island, cut into ten districts."""

import json
import math
import random
from typing import Any

import shapely
from shapely.geometry import MultiPoint, Point, Polygon, mapping

from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.site.demo.contoh import CODE, SEED

CENTRE = (117.4, 0.6)  # longitude, latitude in degrees, in open sea
RADIUS = 0.32  # degrees
DISTRICTS = (
    "Contoh Utara", "Contoh Selatan", "Contoh Timur", "Contoh Barat", "Contoh Tengah",
    "Contoh Hulu", "Contoh Hilir", "Contoh Muara", "Contoh Pesisir", "Contoh Seberang",
)  # fmt: skip
VILLAGES = ("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam")


def codes() -> list[tuple[str, str]]:
    """(code, name) of the ten districts."""
    return [(f"{CODE}.{number:02d}", name) for number, name in enumerate(DISTRICTS, start=1)]


def load() -> None:
    """Province, regency, districts and villages; once."""
    _area("00", "Provinsi Contoh", 1, "")
    _area(CODE, "Kabupaten Contoh", 2, "00", CENTRE)
    points = dict(zip((code for code, _name in codes()), _seeds(), strict=True))
    for code, name in codes():
        _area(code, name, 3, CODE, points[code])
        for number, word in enumerate(VILLAGES, start=1):
            _area(f"{code}.{2000 + number}", f"{name} {word}", 4, code)


def _area(code: str, name: str, level: int, parent: str, at: tuple[float, float] | None = None) -> None:
    facts: dict[str, Any] = {"name": name, "level": level, "parent_code": parent, "search_name": name.lower()}
    if at is not None:
        facts |= {"longitude": f"{at[0]:.6f}", "latitude": f"{at[1]:.6f}"}
    organizations.Area.objects.get_or_create(code=code, defaults=facts)


def _seeds() -> list[tuple[float, float]]:
    """Ten points, spread like the seeds of a sunflower and shaken a little."""
    dice = random.Random(SEED)  # noqa: S311  (an invented coast needs no secrecy)
    golden = math.pi * (3 - math.sqrt(5))
    points = []
    for number in range(len(DISTRICTS)):
        far = RADIUS * 0.8 * math.sqrt((number + 0.5) / len(DISTRICTS))
        angle = number * golden + dice.uniform(-0.2, 0.2)
        points.append((CENTRE[0] + far * math.cos(angle), CENTRE[1] + far * math.sin(angle)))
    return points


def _island() -> Polygon:
    """The coast: a circle that a few waves have bent."""
    dice = random.Random(SEED + 1)  # noqa: S311  (an invented coast needs no secrecy)
    waves = [(number, dice.uniform(0, math.tau), dice.uniform(0.3, 1) / number) for number in range(2, 9)]
    ring = []
    for step in range(160):
        angle = math.tau * step / 160
        far = RADIUS * (
            1 + 0.16 * sum(size * math.sin(number * angle + phase) for number, phase, size in waves)
        )
        ring.append((CENTRE[0] + far * math.cos(angle), CENTRE[1] + far * math.sin(angle) * 0.85))
    return Polygon(ring)


def outlines() -> dict[str, Any]:
    """The districts as a GeoJSON FeatureCollection."""
    island, seeds = _island(), _seeds()
    cells = list(shapely.voronoi_polygons(MultiPoint(seeds), extend_to=island).geoms)
    features = []
    for (code, name), seed in zip(codes(), seeds, strict=True):
        cell = next(cell for cell in cells if cell.contains(Point(seed)))
        geometry = mapping(cell.intersection(island))
        features.append({"type": "Feature", "properties": {"code": code, "name": name}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def import_outlines(government: organizations.Government, scope: Scope) -> None:
    """Bring the outlines in as a region would; once."""
    if organizations.shapes_for(scope, government, organizations.AreaLevel.DISTRICT):
        return
    checked = organizations.check_outlines(government, json.dumps(outlines()).encode())
    organizations.save_outlines(scope=scope, government=government, checked=checked, source="contoh.geojson")
