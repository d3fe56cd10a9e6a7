"""What comes back equals what was saved, or is refused in one sentence with nothing changed."""

import json
import shutil
import sqlite3
from pathlib import Path

import psycopg
import pytest

from simpul.site import databases, keys
from simpul.site.operation import backup, contents, manifest
from simpul.site.operation.engines import postgresql
from tests.site.installations import IS_POSTGRESQL, Installed, ended

_STATE = (
    "SELECT id, sha256, name FROM documents_storedfile ORDER BY id",
    "SELECT id, seal, sequence FROM audit_entry WHERE action <> 'pulihkan' ORDER BY id",
    "SELECT id, email, password FROM accounts_user ORDER BY id",
    "SELECT app, name FROM django_migrations ORDER BY app, name",
)


def _state(installed: Installed) -> list[object]:
    """Rows that people would miss, and the checksums of all content."""
    files = contents.held(installed.data_dir / "files")
    assert contents.damaged(files, installed.data_dir / "files") == []
    return [*(installed.rows(sql) for sql in _STATE), files]


def _execute(installed: Installed, sql: str) -> None:
    if IS_POSTGRESQL:
        parts = databases.from_url(installed.database_url)
        place = f"host='{parts['HOST']}' user='{parts['USER']}' dbname='{parts['NAME']}'"
        with psycopg.connect(place) as connection:
            connection.execute(sql)
        return
    with sqlite3.connect(installed.data_dir / "simpul.sqlite3") as connection:
        connection.execute(sql)


def test_an_empty_server_becomes_what_was_saved(installed: Installed, saved: Path, empty: Installed) -> None:
    before = _state(installed)
    text = empty.call("restore", str(saved))
    assert "sama dengan cadangannya" in text
    assert _state(empty) == before
    assert "Utuh" in empty.call("audit_verify")
    assert empty.rows("SELECT action, object_key FROM audit_entry ORDER BY id DESC LIMIT 1") == [
        ("pulihkan", manifest.finished(saved)[0].folder.name)
    ]


def test_the_restored_database_still_guards_its_record(
    installed: Installed, saved: Path, empty: Installed
) -> None:
    empty.call("restore", str(saved))
    with pytest.raises((sqlite3.DatabaseError, psycopg.DatabaseError), match="only added"):
        _execute(empty, "DELETE FROM audit_entry")


def test_the_restored_installation_takes_new_work(
    installed: Installed, saved: Path, empty: Installed
) -> None:
    empty.call("restore", str(saved))
    empty.seed(14)
    assert empty.rows("SELECT COUNT(*) FROM documents_storedfile") == [(26,)]


def test_a_filled_installation_is_not_replaced_without_being_asked(installed: Installed, saved: Path) -> None:
    installed.seed(14)
    before = _state(installed)
    text = installed.call("restore", str(saved), code=1)
    assert "--replace" in text
    assert _state(installed) == before


def test_replacing_brings_back_what_was_saved_and_sets_the_rest_aside(
    installed: Installed, saved: Path
) -> None:
    before = _state(installed)
    installed.seed(14)
    said = json.loads(installed.call("restore", str(saved), "--replace", "--json"))
    files = before.pop()
    after = _state(installed)
    assert set(files) < set(after.pop())  # content that no row names does no harm
    assert after == before
    aside = Path(said["aside"])
    assert aside.parent == installed.data_dir
    assert sorted(path.name for path in aside.iterdir())[0].startswith(("database.dump", "simpul.sqlite3"))
    assert said["is_current"] is True


def test_without_keys_a_restore_is_refused_in_one_sentence(
    installed: Installed, saved: Path, empty: Installed
) -> None:
    (empty.keys_dir / "file.key").unlink()
    text = empty.simpul("restore", str(saved), code=1)
    assert "file.key tidak ada" in text
    assert "cadangan tidak memuatnya" in text
    assert text.count("\n") == 1
    assert contents.held(empty.data_dir / "files") == []


@pytest.mark.parametrize("name", ["secret.key", "file.key"])
def test_with_other_keys_a_restore_is_refused(
    installed: Installed, saved: Path, empty: Installed, name: str
) -> None:
    other = empty.folder / "other"
    keys.create(other)
    shutil.copy(other / name, empty.keys_dir / name)
    text = empty.call("restore", str(saved), code=1)
    assert f"{name} di {empty.keys_dir} bukan kunci yang dipakai" in text
    assert "," not in text.split(" di ")[0]  # the other key is right


def test_a_key_file_that_was_rotated_since_still_restores(
    installed: Installed, saved: Path, empty: Installed
) -> None:
    keys.rotate(empty.keys_dir)
    empty.call("restore", str(saved))


def test_a_drill_goes_into_another_data_folder_and_leaves_the_first_alone(
    installed: Installed, saved: Path, empty: Installed
) -> None:
    before = _state(installed)
    drill = installed.folder / "drill"
    more = {"SIMPUL_DATABASE_URL": empty.database_url} if IS_POSTGRESQL else {}
    text = installed.simpul("restore", str(saved), "--into", str(drill), **more)
    assert "sama dengan cadangannya" in text
    assert _state(installed) == before
    assert contents.held(drill / "files") == before[-1]
    assert (drill / "simpul.sqlite3").exists() is not IS_POSTGRESQL


def test_a_refused_drill_ends_with_one(installed: Installed) -> None:
    text = installed.simpul("restore", "/nowhere", "--into", str(installed.folder / "drill"), code=1)
    assert "Tidak ada cadangan yang selesai" in text


@pytest.mark.parametrize("part", ["database", "content", "content-gone"])
def test_a_spoilt_backup_is_refused_before_anything_changes(
    installed: Installed, saved: Path, part: str
) -> None:
    made = manifest.finished(saved)[0]
    path = made.database_path if part == "database" else next(made.files_dir.glob("??/??/*"))
    if part == "content-gone":
        path.unlink()
    else:
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    before = _state(installed)
    assert "rusak" in installed.call("restore", str(saved), "--check", code=1)
    assert "rusak" in installed.call("restore", str(saved), "--replace", code=1)
    assert _state(installed) == before


def test_a_whole_backup_is_said_to_be_whole_without_touching_anything(
    installed: Installed, saved: Path
) -> None:
    assert "utuh" in installed.call("restore", str(saved), "--check")


def test_an_older_backup_is_chosen_by_its_own_folder(
    installed: Installed, saved: Path, empty: Installed
) -> None:
    installed.seed(14)
    backup.make(root=saved, installation=installed.as_installation())
    newest, oldest = manifest.finished(installed.backups)
    listed = installed.call("restore", str(installed.backups), "--list").splitlines()
    assert [line.split()[0] for line in listed] == [str(newest.folder), str(oldest.folder)]
    empty.call("restore", str(oldest.folder))
    assert empty.rows("SELECT COUNT(*) FROM documents_storedfile") == [(12,)]


def test_a_backup_that_was_not_finished_is_not_restored(installed: Installed, saved: Path) -> None:
    (manifest.finished(saved)[0].folder / "manifest.json").unlink()
    assert "Tidak ada cadangan yang selesai" in installed.call("restore", str(saved), "--replace", code=1)


def test_a_backup_of_a_newer_version_is_refused(installed: Installed, saved: Path) -> None:
    _execute(
        installed,
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('audit', '9999_later', '2027-01-01 00:00:00')",
    )
    backup.make(root=saved, installation=installed.as_installation())
    assert "Pasang versi itu dahulu" in installed.call("restore", str(saved), "--replace", code=1)


def test_a_backup_of_another_kind_of_database_is_refused(installed: Installed, saved: Path) -> None:
    path = manifest.finished(saved)[0].folder / "manifest.json"
    mine, other = ("postgresql", "sqlite") if IS_POSTGRESQL else ("sqlite", "postgresql")
    path.write_text(path.read_text().replace(f'"kind": "{mine}"', f'"kind": "{other}"'))
    assert "SIMPUL_DATABASE_URL" in installed.call("restore", str(saved), "--replace", code=1)


def test_while_somebody_has_the_database_open_nothing_is_replaced(installed: Installed, saved: Path) -> None:
    writer = installed.start("-m", "tests.site.seed")
    assert writer.stdout is not None
    writer.stdout.readline()
    text = installed.call("restore", str(saved), "--replace", code=1)
    assert "masih berjalan" in text
    out = ended(writer)
    assert writer.returncode == 0
    assert installed.rows("SELECT COUNT(*) FROM documents_storedfile") == [(13 + len(out.split()),)]


def test_an_outcome_that_differs_from_the_manifest_is_never_called_equal(
    installed: Installed, saved: Path
) -> None:
    path = manifest.finished(saved)[0].folder / "manifest.json"
    path.write_text(path.read_text().replace('"documents_storedfile": 12', '"documents_storedfile": 13'))
    text = installed.call("restore", str(saved), "--replace", code=1)
    assert "documents_storedfile: 12 ≠ 13" in text


def test_a_chain_that_was_sealed_anew_before_the_backup_is_found_by_its_head(
    installed: Installed, saved: Path
) -> None:
    path = manifest.finished(saved)[0].folder / "manifest.json"
    seal = manifest.finished(saved)[0].manifest.heads[0]["seal"]
    path.write_text(path.read_text().replace(seal, "f" * 64))
    text = installed.call("restore", str(saved), "--replace", code=1)
    assert "disegel ulang" in text


def test_a_replacement_that_fails_leaves_what_stood(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(root=installed.backups, installation=installed.as_installation())
    before = _state(installed)
    if IS_POSTGRESQL:
        made.database_path.write_bytes(made.database_path.read_bytes()[:-500])
    else:
        made.database_path.unlink()
    aside = installed.data_dir / "aside"
    with pytest.raises(Exception, match=r"pg_restore|No such file"):
        installed.engine.replace(databases.from_url(installed.database_url), made.database_path, aside)
    assert _state(installed) == before


@pytest.mark.skipif(not IS_POSTGRESQL, reason="SQLite changes one file for another")
def test_a_replacement_that_fails_at_its_last_statement_leaves_what_stood(
    installed: Installed, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = postgresql._run

    def with_a_fault(settings: dict[str, object], name: str, *arguments: str) -> None:
        if name == "psql":
            with Path(arguments[-1]).open("a") as script:
                script.write("SELECT 1 / 0;\n")
        run(settings, name, *arguments)

    before = _state(installed)
    installed.seed(13)
    after = _state(installed)
    monkeypatch.setattr(postgresql, "_run", with_a_fault)
    assert "division by zero" in installed.call("restore", str(saved), "--replace", code=1)
    assert _state(installed) == after != before
