"""Bring the table of area codes into the database, keeping what an earlier table said."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from simpul.organizations import addresses
from simpul.organizations.areas import names, table
from simpul.organizations.models import Area, Government

_BATCH = 2000
_COMPLETED = ["name", "search_name", "bps_code", "latitude", "longitude"]


@dataclass
class Loaded:
    """What a load did, in numbers of areas."""

    added: int = 0
    renamed: int = 0
    ended: int = 0
    completed: int = 0  # BPS code, coordinate or the spelling of the same name came or changed
    total: int = 0

    @property
    def changed(self) -> int:
        return self.added + self.renamed + self.ended + self.completed


@dataclass(frozen=True)
class _Extras:
    bps: dict[str, str]
    centroids: dict[str, tuple[Decimal, Decimal]]

    def of(self, code: str) -> tuple[str, Decimal | None, Decimal | None]:
        latitude, longitude = self.centroids.get(code, (None, None))
        return self.bps.get(code, ""), latitude, longitude


def load(
    *,
    day: dt.date,
    provinces: Collection[str] = (),
    path: Path | None = None,
    progress: Callable[[str, int], None] = lambda _province, _count: None,
) -> Loaded:
    """Make the living areas those of the table; running it again changes nothing.

    `day` dates what changed: a code that vanished ends on it, a new or renamed one begins on it. Areas of a
    province seen for the first time begin at an unknown date. `provinces` limits the load to some
    (two digits each). One transaction a province, so that people who work meanwhile wait under a second;
    a load that was cut off is completed by the next.
    """
    extras = _Extras(table.bps_codes(), table.centroids())
    loaded = Loaded()
    seen = set()
    for province, rows in table.by_province(path):
        if provinces and province not in provinces:
            continue
        seen.add(province)
        _load_province(province, rows, extras, day, loaded)
        progress(province, len(rows))
    if not provinces:
        loaded.ended += _end_provinces_without(seen, day)
    if loaded.changed:
        _touch_governments()
    return loaded


@transaction.atomic
def _load_province(
    province: str, rows: list[table.Row], extras: _Extras, day: dt.date, loaded: Loaded
) -> None:
    known = {area.code: area for area in Area.objects.living().filter(code__startswith=province).iterator()}
    since = day if known else None
    fresh: list[Area] = []
    ended: list[Area] = []
    completed: list[Area] = []
    for row in rows:
        area = known.pop(row.code, None)
        if area is None:
            fresh.append(_area(row, extras, since))
            loaded.added += 1
        elif _is_another(area, row):
            ended.append(area)
            fresh.append(_area(row, extras, day))
            loaded.renamed += 1
        elif _complete(area, row, extras):
            completed.append(area)
    loaded.ended += len(known)
    loaded.completed += len(completed)
    loaded.total += len(rows)
    _end([*ended, *known.values()], day)
    Area.objects.bulk_create(fresh, batch_size=_BATCH)
    Area.objects.bulk_update(completed, _COMPLETED, batch_size=100)


def _area(row: table.Row, extras: _Extras, since: dt.date | None) -> Area:
    bps_code, latitude, longitude = extras.of(row.code)
    return Area(
        code=row.code,
        bps_code=bps_code,
        name=row.name,
        level=row.level,
        kind=row.kind,
        parent_code=row.parent_code,
        search_name=names.search_name(row.name, row.level),
        latitude=latitude,
        longitude=longitude,
        valid_from=since,
    )


def _is_another(area: Area, row: table.Row) -> bool:
    """True when the name or kind changed, not only capitals, spaces or marks."""
    return area.kind != row.kind or names.folded(area.name) != names.folded(row.name)


def _complete(area: Area, row: table.Row, extras: _Extras) -> bool:
    """Bring the rest of the area up to date; True when something changed."""
    before = [getattr(area, field) for field in _COMPLETED]
    area.name, area.search_name = row.name, names.search_name(row.name, row.level)
    area.bps_code, area.latitude, area.longitude = extras.of(row.code)
    return before != [getattr(area, field) for field in _COMPLETED]


def _end(areas: list[Area], day: dt.date) -> None:
    for start in range(0, len(areas), _BATCH):
        keys = [area.pk for area in areas[start : start + _BATCH]]
        Area.objects.filter(pk__in=keys).update(valid_until=day)


def _end_provinces_without(seen: set[str], day: dt.date) -> int:
    living = Area.objects.living().filter(level=1).values_list("code", flat=True)
    gone = [code for code in living if code not in seen]
    return sum(Area.objects.living().filter(code__startswith=code).update(valid_until=day) for code in gone)


def _touch_governments() -> None:
    for key in Government.objects.values_list("pk", flat=True):
        addresses.touch(key)
