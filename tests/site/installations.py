"""Installations of their own: data folder, keys, migrated database, and commands in programs of their own.

On PostgreSQL each has a database in the suite's cluster, copied from one that was migrated once.
"""

import itertools
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg

from simpul.site import databases, keys
from simpul.site.operation import engines
from simpul.site.operation.engines import Engine
from simpul.site.operation.installation import Installation
from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
IS_POSTGRESQL = os.environ.get("SIMPUL_TEST_DATABASE", "sqlite") == "postgres"
_numbers = itertools.count()
_NOT_INHERITED = ("SIMPUL_SECRET_KEY", "SIMPUL_FILE_KEY", "SIMPUL_DATABASE_URL", "SIMPUL_DATA_DIR")


@dataclass(frozen=True)
class Installed:
    """One installation under a folder."""

    folder: Path
    database_url: str

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

    def seed(self, *arguments: str) -> str:
        """Rows, files and sealed acts; see tests/site/seed.py."""
        return self.run("-m", "tests.site.seed", *arguments)

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
            keys=keys.Fingerprints("secret", ("file",)),
            version="0",
        )


def bare(folder: Path) -> Installed:
    """An installation with keys and nothing in its database."""
    installed = Installed(folder, _fresh_url(folder))
    keys.create(installed.keys_dir)
    installed.data_dir.mkdir()
    return installed


def twin(folder: Path, of: Installed) -> Installed:
    """A copy of a whole installation, its keys included, which nothing joins to the first."""
    shutil.copytree(of.folder, folder)
    if not IS_POSTGRESQL:
        return Installed(folder, f"sqlite:///{folder}/data/simpul.sqlite3")
    return Installed(folder, _fresh_url(folder, template=of.database_url.rsplit("/", 1)[1]))


def _fresh_url(folder: Path, template: str = "template1") -> str:
    if not IS_POSTGRESQL:
        return f"sqlite:///{folder}/data/simpul.sqlite3"
    name = f"installation_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(_conninfo(), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return postgres.url(name)


def _conninfo() -> str:
    parts = databases.from_url(postgres.url())
    return f"host='{parts['HOST']}' user='{parts['USER']}' dbname='{parts['NAME']}'"
