"""A backup is no secret format: the plain sqlite3 program reads it."""

from pathlib import Path

import pytest

from simpul.site.operation import manifest
from tests.foreign import programs
from tests.site.conftest import filled_once, installed, saved
from tests.site.installations import IS_POSTGRESQL

__all__ = ["filled_once", "installed", "saved"]  # fixtures
pytestmark = [pytest.mark.foreign, pytest.mark.django_db]


@pytest.mark.skipif(IS_POSTGRESQL, reason="a backup of PostgreSQL is read by pg_restore, as restoring does")
def test_sqlite3_reads_a_backup_row_for_row(saved: Path) -> None:
    sqlite3 = programs.program("sqlite3", "sqlite3")
    (made,) = manifest.finished(saved)

    integrity = programs.run(sqlite3, "-readonly", made.database_path, "PRAGMA integrity_check")
    count = "SELECT count(*) FROM documents_storedfile"

    assert integrity.strip() == "ok"
    assert int(programs.run(sqlite3, "-readonly", made.database_path, count)) == made.manifest.files["count"]
