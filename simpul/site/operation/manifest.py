"""What a backup says of itself. A folder without manifest.json is a backup that was not finished."""

import contextlib
import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from simpul.site.operation.errors import NoBackupError, UnreadableBackupError

NAME = "manifest.json"
FORMAT = 1
_FOLDER_FORMAT = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True)
class Manifest:
    """All that a restored installation is compared with.

    `database` is {kind, file, bytes, sha256}, `tables` rows per table, `heads` the end of each government's
    chain as {government, sequence, seal}, `files` {count, bytes} of the content files, `damaged` checksums of
    content that was missing or no longer itself when the backup was made, `keys` fingerprints.
    """

    version: str
    created_at: str
    database: dict[str, Any]
    tables: dict[str, int]
    migrations: list[str]
    heads: list[dict[str, Any]]
    files: dict[str, int]
    keys: dict[str, Any]
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.created_at)


@dataclass(frozen=True)
class Backup:
    """One finished backup."""

    folder: Path
    manifest: Manifest

    @property
    def database_path(self) -> Path:
        return self.folder / str(self.manifest.database["file"])

    @property
    def files_dir(self) -> Path:
        return self.folder / "files"


def folder_name(moment: dt.datetime) -> str:
    """2026-11-21T180000Z: sorts by time and is a name on every file system."""
    return moment.astimezone(dt.UTC).strftime(_FOLDER_FORMAT)


def is_folder_name(name: str) -> bool:
    """True for the name of a backup, finished or not; other folders are never touched."""
    try:
        dt.datetime.strptime(name, _FOLDER_FORMAT).replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return True


def write(folder: Path, manifest: Manifest) -> None:
    """The last act of a backup: all else lies on disk already, and the manifest appears in one step."""
    os.sync()
    temporary = folder / f".{NAME}"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / NAME)
    os.sync()


def read(folder: Path) -> Backup:
    """The backup in a folder; raises UnreadableBackupError."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Backup(folder, _parsed(data))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UnreadableBackupError(folder=folder, reason=type(error).__name__) from error


def _parsed(data: Mapping[str, Any]) -> Manifest:
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    manifest = Manifest(**data)
    manifest.moment  # noqa: B018  (a manifest whose time cannot be read is none)
    return manifest


def finished(root: Path) -> list[Backup]:
    """The finished backups under a folder, newest first; one whose manifest cannot be read is left out."""
    found = []
    for path in root.glob(f"*/{NAME}"):
        if is_folder_name(path.parent.name):
            with contextlib.suppress(UnreadableBackupError):
                found.append(read(path.parent))
    return sorted(found, key=lambda each: each.manifest.moment, reverse=True)


def unfinished(root: Path) -> list[Path]:
    """Folders of backups that were begun and never finished."""
    folders = [path for path in root.glob("*") if path.is_dir() and is_folder_name(path.name)]
    return [folder for folder in folders if not (folder / NAME).exists()]


def chosen(place: Path) -> Backup:
    """The backup that a path means: the folder of one, or a folder of many, whose newest it is."""
    if (place / NAME).is_file():
        return read(place)
    backups = finished(place)
    if not backups:
        raise NoBackupError(root=place)
    return backups[0]
