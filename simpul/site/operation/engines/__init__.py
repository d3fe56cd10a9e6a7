"""Saving and bringing back a whole database: one promise, a body for SQLite and one for PostgreSQL.

`settings` is Django's entry in DATABASES. No function here uses Django's own connection: the database that is
saved or replaced may be another than the one the program runs on, and must not be held open by it.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from simpul.site.operation.engines import postgresql, sqlite

Settings = dict[str, Any]


class Reader(Protocol):
    """One moment of a database, held still while people go on writing."""

    def tables(self) -> list[str]:
        """Names of all tables, sorted."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""


class Engine(Protocol):
    """What both bodies offer."""

    KIND: str
    FILE: str

    def saved(self, settings: Settings, target: Path) -> AbstractContextManager[Reader]:
        """Save the database into a file, and read that same moment while the block lasts."""

    def reading(self, settings: Settings) -> AbstractContextManager[Reader]:
        """Read the database as it is."""

    def exists(self, settings: Settings) -> bool:
        """True when there is a database with at least one table."""

    def others(self, settings: Settings) -> int:
        """How many other programs are connected; SQLite can only tell 0 from 1."""

    def replace(self, settings: Settings, source: Path, aside: Path) -> None:
        """Put a saved database in the place of what is there, which is first set aside in a folder.

        Either the whole of it stands afterwards or what stood before.
        """


def of(settings: Settings) -> Engine:
    """The body for these settings."""
    return postgresql if settings["ENGINE"].endswith("postgresql") else sqlite


def count(reader: Reader) -> dict[str, int]:
    """Rows of every table."""
    return {name: reader.rows(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in reader.tables()}  # noqa: S608
