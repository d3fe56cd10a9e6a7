"""Read a GeoJSON file as a list of features, and find which property holds the area code."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from simpul.organizations.areas import codes, errors

WEB_LIMIT_BYTES = 15 * 1024 * 1024  # reading takes about ten times the memory
COMMAND_LIMIT_BYTES = 200 * 1024 * 1024
FEATURE_LIMIT = 20_000

# Names that hold a code, the first ones preferred; those of BIG's boundary maps go from village to province.
CODE_PROPERTIES = (
    "code", "kode", "kemendagri", "kode_kemendagri", "kd_kemendagri", "kode_wilayah",
    "kdepum", "kdcpum", "kdpkab", "kdppum",
)  # fmt: skip


@dataclass(frozen=True)
class Feature:
    """One feature; `position` counts from 1 as people do, `geometry` is GeoJSON as it stands in the file."""

    position: int
    properties: dict[str, Any]
    geometry: dict[str, Any] | None


def read(raw: bytes, limit: int) -> list[Feature]:
    """The features of a FeatureCollection in degrees; OutlineFileError when the file is something else."""
    if len(raw) > limit:
        raise errors.OutlineFileError(too_large(len(raw), limit))
    document = _document(raw)
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise errors.OutlineFileError(
            _("Isi berkas bukan FeatureCollection GeoJSON. Ekspor lapisan petanya sebagai GeoJSON.")
        )
    _demand_degrees(document)
    if not 0 < len(features) <= FEATURE_LIMIT:
        raise errors.OutlineFileError(
            _("Berkas memuat %(count)s bidang; yang dapat dibaca 1 sampai %(limit)s.")
            % {"count": len(features), "limit": FEATURE_LIMIT}
        )
    return [_feature(position, item) for position, item in enumerate(features, start=1)]


def code_property(features: Iterable[Feature], level: int | None) -> str:
    """The property in which most features hold a code (of the level, when given); "" when none does."""
    found: dict[str, int] = {}
    for feature in features:
        for name, value in feature.properties.items():
            code = codes.normalised(str(value)) if name.lower() in CODE_PROPERTIES else ""
            if code and level in (None, codes.level_of(code)):
                found[name] = found.get(name, 0) + 1
    return max(found, key=lambda name: (found[name], -CODE_PROPERTIES.index(name.lower())), default="")


def _document(raw: bytes) -> dict[str, Any]:
    try:
        document = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise errors.OutlineFileError(
            _("Berkas ini bukan GeoJSON. Shapefile atau KML perlu disimpan ulang sebagai GeoJSON dahulu.")
        )
    return document


def _feature(position: int, item: Any) -> Feature:
    held = item if isinstance(item, dict) else {}
    properties, geometry = held.get("properties"), held.get("geometry")
    return Feature(
        position,
        properties if isinstance(properties, dict) else {},
        geometry if isinstance(geometry, dict) else None,
    )


def _demand_degrees(document: dict[str, Any]) -> None:
    """Old GeoJSON may name its coordinate system; anything but longitude and latitude is refused."""
    name = str(((document.get("crs") or {}).get("properties") or {}).get("name", ""))
    if name and not name.upper().endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
        raise errors.OutlineFileError(
            _("Koordinat berkas memakai %(name)s. Ekspor ulang dalam WGS 84 (EPSG:4326).") % {"name": name}
        )


def too_large(size: int, limit: int) -> str:
    """The sentence for a file over the limit (both in bytes)."""
    return _("Berkas %(size)s MB, batasnya %(limit)s MB. Sederhanakan garisnya atau kirim per kecamatan.") % {
        "size": math.ceil(size / 1024 / 1024),
        "limit": limit // 1024 // 1024,
    }
