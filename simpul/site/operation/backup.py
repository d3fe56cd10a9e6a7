"""A backup: one moment of the database first, then the content files that it names, then the manifest.

The order makes it consistent while people work: content is written before the row that names it and is never
deleted, so every file named at that moment is there when it is copied. Keys are never part of it.
"""

import contextlib
import datetime as dt
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simpul.core import clock
from simpul.documents import api as documents
from simpul.site.operation import backup_rules, contents, engines, manifest
from simpul.site.operation.contents import Copied
from simpul.site.operation.engines import Reader
from simpul.site.operation.errors import BackupFailedError, BackupRunningError, NothingToSaveError
from simpul.site.operation.installation import Installation
from simpul.site.operation.manifest import Backup, Manifest

_HEADS = """
SELECT government.area_code, chain.sequence, chain.seal FROM audit_chain chain
JOIN organizations_government government ON government.id = chain.government_id WHERE chain.sequence > 0
"""


def make(*, root: Path, installation: Installation) -> Backup:
    """Write one backup under a folder and return it; what was not finished there before is cleared away.

    Raises NothingToSaveError without a database, BackupRunningError while another one is written there, and
    BackupFailedError when it cannot be finished. Content that is missing or damaged does not stop it: the
    manifest names it under `damaged`.
    """
    if not installation.engine.exists(installation.database):
        raise NothingToSaveError()
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _only_one(root):
        for folder in manifest.unfinished(root):
            shutil.rmtree(folder)
        earlier = next(iter(manifest.finished(root)), None)
        try:
            return _write(root, installation, earlier)
        except OSError as error:
            reason = f"{error.strerror} ({error.filename or root})"
            raise BackupFailedError(reason=reason) from error


def _write(root: Path, installation: Installation, earlier: Backup | None) -> Backup:
    moment = clock.now().replace(microsecond=0)
    while (folder := root / manifest.folder_name(moment)).exists():
        moment += dt.timedelta(seconds=1)
    folder.mkdir(mode=0o700)
    try:
        target = folder / installation.engine.FILE
        with installation.engine.saved(installation.database, target) as reader:
            facts = _facts(reader)
            checksums = named_content(reader)
        known = earlier.files_dir if earlier else None
        copied = contents.bring(checksums, installation.files_dir, folder / "files", known)
        done = _manifest(installation, moment.isoformat(), target, facts, copied)
        manifest.write(folder, done)
        return Backup(folder, done)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _facts(reader: Reader) -> dict[str, Any]:
    tables = engines.count(reader)
    heads = reader.rows(_HEADS) if "audit_chain" in tables else []
    applied = reader.rows("SELECT app, name FROM django_migrations") if "django_migrations" in tables else []
    return {
        "tables": tables,
        "heads": [{"government": code, "sequence": number, "seal": seal} for code, number, seal in heads],
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
    }


def named_content(reader: Reader) -> list[str]:
    """Checksums of all content that rows of this moment name, sorted."""
    table = documents.StoredFile._meta.db_table
    if table not in reader.tables():
        return []
    rows = reader.rows(f"SELECT DISTINCT sha256 FROM {table}")  # noqa: S608
    return sorted(row[0] for row in rows)


def _manifest(
    installation: Installation, created_at: str, database: Path, facts: dict[str, Any], copied: Copied
) -> Manifest:
    return Manifest(
        version=installation.version,
        created_at=created_at,
        database={
            "kind": installation.engine.KIND,
            "file": database.name,
            "bytes": database.stat().st_size,
            "sha256": documents.checksum(database),
        },
        files={"count": copied.count, "bytes": copied.bytes},
        damaged=copied.damaged,
        keys=asdict(installation.keys),
        **facts,
    )


def thin_out(*, root: Path, keep: backup_rules.Keep, zone: str) -> list[Path]:
    """Delete the finished backups that retention does not keep; return their folders."""
    with _only_one(root):
        backups = manifest.finished(root)
        stay = backup_rules.kept((each.manifest.moment for each in backups), keep, zone, clock.now())
        gone = [each.folder for each in backups if each.manifest.moment not in stay]
        for folder in gone:
            (folder / manifest.NAME).unlink()  # from here on it is unfinished, whatever happens
            shutil.rmtree(folder)
        return gone


@contextmanager
def _only_one(root: Path) -> Iterator[None]:
    with (root / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupRunningError(root=root) from error
        with contextlib.closing(lock):
            yield
