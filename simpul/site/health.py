"""Health: does the process live, can it serve, and how do the parts of the installation stand.

Names of the answers are stable: monitoring relies on them.
"""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from simpul.core import clock, marks
from simpul.core.jobs import declare, pulse, standing
from simpul.organizations import api as organizations
from simpul.site import startup_checks
from simpul.site.operation import schedule

ALIVE = dt.timedelta(seconds=30)  # worker and live process leave a mark every five
WAITING_SECONDS = {"quick": 60, "heavy": 3600}  # the oldest job of a queue may be due this long
BACKUP_AGE = dt.timedelta(hours=26)
LEAST_FREE = 0.05  # of a disk

_migrated = False  # once true in a process it stays true: the code of a process does not change


@dataclass(frozen=True)
class Part:
    """One part: its name, whether it is well, and the figures behind that."""

    name: str
    is_well: bool
    facts: dict[str, Any]


def ready() -> Part:
    """Can this process serve pages: the database answers and has the tables of this version."""
    global _migrated
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _migrated = _migrated or not startup_checks.waiting_migrations()
    except DatabaseError:
        connection.close()
        return Part("siap", False, {"basis_data": False, "migrasi": _migrated})
    return Part("siap", _migrated, {"basis_data": True, "migrasi": _migrated})


def parts() -> list[Part]:
    """Every part of the installation."""
    first = ready()
    if not first.is_well:
        return [first, *_disks()]
    now = clock.now()
    workers = [_beating(f"pekerja:{queue}", pulse.mark_name(queue), now) for queue in declare.QUEUES]
    queues = [_queue(queue, now) for queue in declare.QUEUES]
    return [first, *workers, *queues, _beating("langsung", "live", now), *_disks(), _backup(now)]


def _beating(name: str, mark_name: str, now: dt.datetime) -> Part:
    mark = marks.get(mark_name)
    age = None if mark is None else now - mark.at
    return Part(name, age is not None and age < ALIVE, {"umur_detik": _seconds(age)})


def _queue(queue: str, now: dt.datetime) -> Part:
    seen = standing.waiting(queue, now)
    facts = {"menunggu": seen.count, "tertua_detik": seen.oldest_seconds}
    return Part(f"antrean:{queue}", seen.oldest_seconds <= WAITING_SECONDS[queue], facts)


def _disks() -> list[Part]:
    folders = {"diska:data": settings.DATA_DIR, "diska:cadangan": settings.BACKUP_DIR}
    return [_disk(name, folder) for name, folder in folders.items()]


def _disk(name: str, folder: Path) -> Part:
    """The disk on which a folder lies or will lie."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    usage = shutil.disk_usage(existing)
    is_well = usage.free >= usage.total * LEAST_FREE
    return Part(name, is_well, {"bebas_bita": usage.free, "besar_bita": usage.total})


def _backup(now: dt.datetime) -> Part:
    """The last backup; an installation that is younger than a backup may be has none yet, and that is well."""
    mark = marks.get(schedule.MARK)
    age = None if mark is None else now - mark.at
    since = age if age is not None else _installed_for(now)
    return Part("cadangan", since < BACKUP_AGE, {"umur_detik": _seconds(age)})


def _installed_for(now: dt.datetime) -> dt.timedelta:
    """How long the first government has stood; nothing to lose before it."""
    first = (
        organizations.Government.objects.order_by("created_at").values_list("created_at", flat=True).first()
    )
    return dt.timedelta(0) if first is None else now - first


def _seconds(age: dt.timedelta | None) -> int | None:
    return None if age is None else round(age.total_seconds())
