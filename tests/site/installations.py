"""Installations of their own: data folder, keys, migrated database, and commands in programs of their own.

On PostgreSQL each has a database in the suite's cluster, copied from one that was migrated once.
"""

import io
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import psycopg
from django.conf import settings
from django.core import management
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from simpul.site import databases, keys
from simpul.site.operation import engines
from simpul.site.operation.engines import Engine
from simpul.site.operation.installation import Installation
from tests import postgres
from tests.site import seed

ROOT = Path(__file__).resolve().parents[2]
IS_POSTGRESQL = os.environ.get("SIMPUL_TEST_DATABASE", "sqlite") == "postgres"
_numbers = itertools.count()
_NOT_INHERITED = ("SIMPUL_SECRET_KEY", "SIMPUL_FILE_KEY", "SIMPUL_DATABASE_URL", "SIMPUL_DATA_DIR")


@dataclass(frozen=True)
class Installed:
    """One installation under a folder."""

    folder: Path
    database_url: str
    blocker: DjangoDbBlocker

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    @property
    def keys_dir(self) -> Path:
        return self.folder / "keys"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "simpul.site.settings",
            "SIMPUL_DATA_DIR": str(self.data_dir),
            "SIMPUL_KEYS_DIR": str(self.keys_dir),
            "SIMPUL_DATABASE_URL": self.database_url,
            "SIMPUL_EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
            **more,
        }

    def start(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        """Python with the arguments, in this installation."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment(**more),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, code: int = 0, **more: str) -> str:
        """The output of Python with the arguments; the test fails unless it ends with this exit code."""
        process = self.start(*arguments, **more)
        out, err = process.communicate()
        assert process.returncode == code, f"{process.returncode}\n{out}\n{err}"
        return out + err

    def simpul(self, *arguments: str, code: int = 0, **more: str) -> str:
        """The output of a Simpul command."""
        return self.run("-m", "simpul", *arguments, code=code, **more)

    def call(self, *arguments: str, code: int = 0) -> str:
        """The output of a Simpul command that runs in this program, which is fifty times faster."""
        output = io.StringIO()
        with self.entered():
            try:
                management.call_command(*arguments, stdout=output, stderr=output)
                ended = 0
            except management.CommandError as error:
                output.write(f"{error}\n")
                ended = error.returncode
            except SystemExit as end:
                ended = int(str(end.code))
        assert ended == code, f"{ended}\n{output.getvalue()}"
        return output.getvalue()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """This program works on the installation: the settings name its database, folders and keys."""
        database = databases.from_url(self.database_url)
        standing = connection.settings_dict["NAME"]
        connection.close()
        with self.blocker.unblock(), override_settings(**self._settings()):
            _point_to(database["NAME"])
            try:
                yield
            finally:
                connection.close()
                _point_to(standing)

    def _settings(self) -> dict[str, object]:
        held = {path.name: path.read_text().strip() for path in self.keys_dir.iterdir()}
        return {
            "DATA_DIR": self.data_dir,
            "FILES_DIR": self.data_dir / "files",
            "STATIC_ROOT": self.data_dir / "static",
            "BACKUP_DIR": self.backups,
            "KEYS_DIR": self.keys_dir,
            "SECRET_KEY": held.get("secret.key", "kunci-tidak-ada-"),
            "FILE_KEY": held.get("file.key", "kunci-tidak-ada-"),
        }

    def seed(self, files: int) -> None:
        """Rows, files and sealed acts; see tests/site/seed.py."""
        with self.entered():
            seed.fill(files)

    @property
    def engine(self) -> Engine:
        return engines.of(databases.from_url(self.database_url))

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with self.engine.reading(databases.from_url(self.database_url)) as reader:
            return reader.rows(sql)

    def as_installation(self) -> Installation:
        """What the functions of simpul.site.operation take."""
        return Installation(
            database=databases.from_url(self.database_url),
            data_dir=self.data_dir,
            files_dir=self.data_dir / "files",
            keys_dir=self.keys_dir,
            keys=keys.fingerprints(SimpleNamespace(**self._settings())),
            version="0",
        )


def bare(folder: Path, blocker: DjangoDbBlocker) -> Installed:
    """An installation with keys and nothing in its database."""
    installed = Installed(folder, _fresh_url(folder), blocker)
    keys.create(installed.keys_dir)
    installed.data_dir.mkdir()
    return installed


def twin(folder: Path, of: Installed) -> Installed:
    """A copy of a whole installation, its keys included, which nothing joins to the first."""
    shutil.copytree(of.folder, folder)
    if not IS_POSTGRESQL:
        return Installed(folder, _fresh_url(folder), of.blocker)
    return Installed(folder, _fresh_url(folder, template=of.database_url.rsplit("/", 1)[1]), of.blocker)


def _fresh_url(folder: Path, template: str = "template1") -> str:
    if not IS_POSTGRESQL:
        return f"sqlite:///{folder}/data/simpul.sqlite3"
    name = f"installation_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(_conninfo(), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return postgres.url(name)


def _point_to(name: object) -> None:
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _conninfo() -> str:
    parts = databases.from_url(postgres.url())
    return f"host='{parts['HOST']}' user='{parts['USER']}' dbname='{parts['NAME']}'"


def ended(writer: "subprocess.Popen[str]") -> str:
    """What a writer said since its first line, once it was told that it is enough.

    Read from the same buffer as the first line: `communicate` would lose what that had read ahead.
    """
    assert writer.stdin is not None
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdin.write("enough")
    writer.stdin.close()
    said = writer.stdout.read()
    writer.stdout.close()
    writer.stderr.close()
    writer.wait()
    return said
