"""A small region to try areas and outlines on: two districts of Kabupaten Uji (99.01), side by side.

116.0         116.2         116.4                       116.8
  ┌─────────────┬─────────────┬───────────────────────────┐ -2.0
  │ ….01.2001   │ ….01.2002   │ ….02.1001                 │
  └─────────────┴─────────────┴───────────────────────────┘ -2.4
"""

import csv
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = tuple[str, str, int, str, str]

TABLE: tuple[Row, ...] = (
    ("99", "Uji Raya", 1, "provinsi", ""),
    ("99.01", "Kabupaten Uji", 2, "kabupaten", "99"),
    ("99.01.01", "Tanah Barat", 3, "kecamatan", "99.01"),
    ("99.01.01.2001", "Suka Maju", 4, "desa", "99.01.01"),
    ("99.01.01.2002", "Lubuk Djaya", 4, "desa", "99.01.01"),
    ("99.01.02", "Tanah Timur", 3, "kecamatan", "99.01"),
    ("99.01.02.1001", "Tanah Timur", 4, "kelurahan", "99.01.02"),
    ("99.02", "Kabupaten Tetangga", 2, "kabupaten", "99"),
    ("99.02.01", "Suka Maju", 3, "kecamatan", "99.02"),
    ("99.71", "Kota Uji", 2, "kota", "99"),
)

BOXES = {
    "99.01": (116.0, -2.4, 116.8, -2.0),
    "99.01.01": (116.0, -2.4, 116.4, -2.0),
    "99.01.02": (116.4, -2.4, 116.8, -2.0),
    "99.01.01.2001": (116.0, -2.4, 116.2, -2.0),
    "99.01.01.2002": (116.2, -2.4, 116.4, -2.0),
    "99.01.02.1001": (116.4, -2.4, 116.8, -2.0),
}


def table_file(folder: Path, rows: Iterable[Row] = TABLE) -> Path:
    """The rows as a table of area codes on disk."""
    path = folder / "areas.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["code", "name", "level", "kind", "parent"])
        writer.writerows(sorted(rows))
    return path


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle as GeoJSON."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(code: object, geometry: dict[str, Any] | None = None, name: str = "code") -> dict[str, Any]:
    """A feature of the area, its rectangle of BOXES unless a geometry is given."""
    shape = geometry if geometry is not None else box(*BOXES[str(code)])
    return {"type": "Feature", "properties": {name: code}, "geometry": shape}


def collection(*features: Any, **members: Any) -> bytes:
    """A GeoJSON file of the features."""
    return json.dumps({"type": "FeatureCollection", "features": list(features), **members}).encode()
