"""Backups without a person: once a day after an agreed time, thinned out, and marked for the health page."""

import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from simpul.core import clock, marks
from simpul.site.operation import backup, backup_rules, installation
from simpul.site.operation.errors import NothingToSaveError
from simpul.site.operation.manifest import Backup

MARK, FAILED = "backup", "backup:failed"


@dataclass(frozen=True)
class Outcome:
    """A backup and the folders of those that retention removed."""

    backup: Backup
    removed: list[Path]


def back_up(*, root: Path) -> Outcome:
    """Make a backup, thin out those before it, and leave the mark by which its age is known."""
    started = time.monotonic()
    here = installation.here()
    try:
        made = backup.make(root=root, installation=here)
    except NothingToSaveError:
        raise
    except Exception as error:
        marks.set(FAILED, error=type(error).__name__)
        raise
    removed = backup.thin_out(root=root, keep=settings.BACKUP_KEEP, zone=installation.zone())
    marks.set(
        MARK,
        ok=not made.manifest.damaged,
        folder=made.folder.name,
        bytes=made.manifest.database["bytes"] + made.manifest.files["bytes"],
        files=made.manifest.files["count"],
        damaged=len(made.manifest.damaged),
        seconds=round(time.monotonic() - started),
    )
    return Outcome(made, removed)


def is_due() -> bool:
    """True when the day's backup of this installation is still to be made."""
    mark = marks.get(MARK)
    last = mark.at if mark else None
    return backup_rules.is_due(settings.BACKUP_AT, installation.zone(), last, clock.now())
