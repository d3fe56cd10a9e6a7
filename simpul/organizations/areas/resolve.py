"""Which area a coordinate lies in, by the outlines that a government imported."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db.models import Count, Max

from simpul.core.scope import Scope
from simpul.organizations.areas import geometry
from simpul.organizations.models import Area, AreaLevel, Government, Outline

_REMEMBERED = 16  # governments and levels; a regency's villages take a few megabytes

_Version = tuple[int, int | None]


@dataclass(frozen=True)
class _Index:
    version: _Version
    codes: list[str]  # in order, so that the smallest position is the smallest code
    tree: shapely.STRtree


_memory: OrderedDict[tuple[int, int], _Index] = OrderedDict()


def resolve(
    government: Government, longitude: float, latitude: float, level: int = AreaLevel.VILLAGE
) -> Area | None:
    """The living area of the level that holds the point, None outside all outlines.

    On a border the area with the smallest code wins.
    """
    code = resolve_many(government, [(longitude, latitude)], level)[0]
    return Area.objects.living().filter(code=code).first() if code else None


def resolve_many(
    government: Government, points: Sequence[tuple[float, float]], level: int = AreaLevel.VILLAGE
) -> list[str]:
    """The code for each (longitude, latitude), "" where none holds it; one look at the database."""
    index = _index(government, level)
    found = np.full(len(points), len(index.codes))
    if index.codes and points:
        which, where = index.tree.query(shapely.points(np.array(points)), predicate="intersects")
        np.minimum.at(found, which, where)
    return [index.codes[place] if place < len(index.codes) else "" for place in found]


def _index(government: Government, level: int) -> _Index:
    """The search tree, built again when an import changed the outlines."""
    scope = Scope.system("resolving coordinates", government.pk)
    rows = Outline.objects.within(scope).filter(government=government, level=level)
    newest = rows.aggregate(count=Count("pk"), last=Max("pk"))
    version: _Version = (newest["count"], newest["last"])
    key = (government.pk, level)
    known = _memory.get(key)
    if known is None or known.version != version:
        known = _build(rows, version)
        _memory[key] = known
        while len(_memory) > _REMEMBERED:
            _memory.popitem(last=False)
    return known


def _build(rows: Any, version: _Version) -> _Index:
    codes: list[str] = []
    shapes: list[geometry.Shape] = []
    for code, kept in rows.order_by("area_code").values_list("area_code", "geometry").iterator():
        codes.append(code)
        shapes.append(geometry.load(kept))
    return _Index(version, codes, shapely.STRtree(shapes))
