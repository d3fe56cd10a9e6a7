"""PostgreSQL: pg_dump in custom format on an exported snapshot, and back in a single transaction."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo

from simpul.site.operation.errors import DatabaseUnreachableError, ProgramFailedError, ProgramMissingError

KIND = "postgresql"
FILE = "database.dump"
_REASON_CHARACTERS = 500

# Drops what the installation owns and leaves the schema, its rights and what extensions own.
_CLEAR = """
DO $$ DECLARE item record; BEGIN
  FOR item IN SELECT c.relname, c.relkind FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'i', 'a'))
  LOOP EXECUTE format('DROP %s IF EXISTS %I CASCADE', CASE item.relkind WHEN 'v' THEN 'VIEW'
    WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, item.relname); END LOOP;
  FOR item IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', item.name); END LOOP;
END $$
"""


@dataclass(frozen=True)
class _Reader:
    connection: psycopg.Connection

    def tables(self) -> list[str]:
        sql = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return sorted(row[0] for row in self.connection.execute(sql))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


@contextmanager
def saved(settings: dict[str, Any], target: Path) -> Iterator[_Reader]:
    with _connect(settings) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        snapshot = row[0] if row else ""
        _run(settings, "pg_dump", "-Fc", "-O", "-x", f"--snapshot={snapshot}", f"--file={target}")
        yield _Reader(connection)


@contextmanager
def reading(settings: dict[str, Any]) -> Iterator[_Reader]:
    with _connect(settings) as connection:
        yield _Reader(connection)


def exists(settings: dict[str, Any]) -> bool:
    with reading(settings) as reader:
        return bool(reader.tables())


def others(settings: dict[str, Any]) -> int:
    with reading(settings) as reader:
        return int(
            reader.rows(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )[0][0]
        )


def replace(settings: dict[str, Any], source: Path, aside: Path) -> None:
    if exists(settings):
        aside.mkdir(parents=True, exist_ok=True, mode=0o700)
        _run(settings, "pg_dump", "-Fc", "-O", "-x", f"--file={aside / FILE}")
    # A file, not a pipe: psql would commit what came before pg_restore failed.
    with tempfile.NamedTemporaryFile(dir=aside.parent, suffix=".sql") as script:
        _run(settings, "pg_restore", "-O", "-x", "--no-comments", f"--file={script.name}", str(source))
        _run(settings, "psql", "-qX", "-1", "-v", "ON_ERROR_STOP=1", "-c", _CLEAR, "-f", script.name)


def _connect(settings: dict[str, Any]) -> psycopg.Connection:
    parts = {name.lower()[2:]: value for name, value in _environment(settings).items()}
    try:
        return psycopg.connect(conninfo.make_conninfo("", dbname=parts.pop("database"), **parts))
    except psycopg.OperationalError as error:
        reason = str(error).splitlines()[0].rsplit("FATAL:", 1)[-1].strip()
        raise DatabaseUnreachableError(reason=reason) from error


def _environment(settings: dict[str, Any]) -> dict[str, str]:
    """The connection as libpq's own variables: a password stands on no command line."""
    names = {
        "PGDATABASE": "NAME",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
    }
    return {variable: str(settings[name]) for variable, name in names.items() if settings.get(name)}


def _run(settings: dict[str, Any], name: str, *arguments: str) -> None:
    path = shutil.which(name)
    if path is None:
        raise ProgramMissingError(name=name)
    environment = os.environ | _environment(settings)
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ProgramFailedError(name=name, reason=done.stderr.strip()[-_REASON_CHARACTERS:])
