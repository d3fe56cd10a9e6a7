"""SQLite: the online backup API copies one moment in one step, while in WAL mode people go on writing."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simpul.site.operation.errors import BackupFailedError

KIND = "sqlite"
FILE = "database.sqlite3"
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class _Reader:
    connection: sqlite3.Connection

    def tables(self) -> list[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        return sorted(row[0] for row in self.connection.execute(sql))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


@contextmanager
def saved(settings: dict[str, Any], target: Path) -> Iterator[_Reader]:
    with closing(_connect(target)) as copy:
        with closing(_connect(_path(settings))) as source:
            source.backup(copy)  # all pages in one step: a later write of others does not begin it anew
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        answer = copy.execute("PRAGMA quick_check").fetchone()[0]
        if answer != "ok":
            raise BackupFailedError(reason=f"PRAGMA quick_check: {answer}")
        yield _Reader(copy)


@contextmanager
def reading(settings: dict[str, Any]) -> Iterator[_Reader]:
    with closing(_connect(_path(settings))) as connection:
        yield _Reader(connection)


def exists(settings: dict[str, Any]) -> bool:
    if not _path(settings).is_file():
        return False
    with reading(settings) as reader:
        return bool(reader.tables())


def others(settings: dict[str, Any]) -> int:
    """Leaving WAL mode needs every other connection to be closed: whoever has one open makes it fail."""
    if not _path(settings).is_file():
        return 0
    with closing(sqlite3.connect(_path(settings), timeout=0.5)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            return 1
        connection.execute("PRAGMA journal_mode=WAL")
        return 0


def replace(settings: dict[str, Any], source: Path, aside: Path) -> None:
    path = _path(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.restored")
    shutil.copyfile(source, fresh)
    fresh.chmod(0o600)
    for suffix in ("", *_BESIDE):
        old = Path(f"{path}{suffix}")
        if old.exists():
            aside.mkdir(parents=True, exist_ok=True, mode=0o700)
            old.replace(aside / old.name)
    fresh.replace(path)
    os.sync()


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=20)


def _path(settings: dict[str, Any]) -> Path:
    return Path(settings["NAME"])
