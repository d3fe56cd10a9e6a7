"""A backup is whole, of one moment, without keys, and cheap to repeat."""

import datetime as dt
import fcntl
import json
import os
import sqlite3
import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from simpul.core import jobs, marks
from simpul.core.env import SettingError
from simpul.documents import api as documents
from simpul.site import tasks
from simpul.site.operation import backup, backup_rules, contents, manifest
from simpul.site.operation.backup_rules import Keep
from simpul.site.operation.errors import BackupFailedError, BackupRunningError
from tests import cast
from tests.site.installations import IS_POSTGRESQL, Installed, ended


def _make(installed: Installed) -> manifest.Backup:
    return backup.make(root=installed.backups, installation=installed.as_installation())


def _checksums(installed: Installed) -> set[str]:
    return {str(row[0]) for row in installed.rows("SELECT sha256 FROM documents_storedfile")}


def test_a_backup_holds_the_database_every_file_and_what_it_is_compared_with(installed: Installed) -> None:
    made = _make(installed)
    said = made.manifest
    assert said.tables["documents_storedfile"] == said.files["count"] == 12
    assert said.files["bytes"] == sum(path.stat().st_size for path in made.files_dir.glob("??/??/*"))
    assert documents.checksum(made.database_path) == said.database["sha256"]
    assert said.heads == [{"government": "99.01", "sequence": 12, "seal": said.heads[0]["seal"]}]
    assert "audit.0001_initial" in said.migrations
    assert contents.damaged(_checksums(installed), made.files_dir) == []
    assert said.damaged == []


def test_keys_are_nowhere_in_a_backup_only_their_fingerprints(installed: Installed) -> None:
    installed.call("backup", str(installed.backups))
    secrets = [path.read_bytes().strip() for path in installed.keys_dir.iterdir()]
    held = [path.read_bytes() for path in installed.backups.rglob("*") if path.is_file()]
    assert len(held) > 12
    assert not any(secret in content for secret in secrets for content in held)
    said = manifest.finished(installed.backups)[0].manifest
    assert len(said.keys["secret"]) == 16
    assert len(said.keys["file"]) == 1


def test_nobody_else_reads_a_backup(installed: Installed) -> None:
    made = _make(installed)
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(installed.backups.stat().st_mode) == 0o700


def test_every_row_of_a_backup_made_while_people_write_has_its_file(installed: Installed) -> None:
    writer = installed.start("-m", "tests.site.seed")
    assert writer.stdout is not None
    written = [writer.stdout.readline().strip()]  # it is under way
    made = [_make(installed) for _ in range(3)]
    out = ended(writer)
    assert writer.returncode == 0
    written += out.split()
    counts = [each.manifest.tables["documents_storedfile"] for each in made]
    assert 12 < counts[0] < counts[2] < 12 + len(written)
    for each in made:
        assert each.manifest.files["count"] == each.manifest.tables["documents_storedfile"]
        assert each.manifest.damaged == []
        assert contents.damaged(contents.held(each.files_dir), each.files_dir) == []


def test_the_second_backup_copies_only_what_is_new(installed: Installed) -> None:
    first = _make(installed)
    installed.seed(13)  # twelve are known, one is new
    second = _make(installed)
    links = [path.stat().st_nlink for path in second.files_dir.glob("??/??/*")]
    assert sorted(links) == [1] + [2] * 12
    live = {path.stat().st_ino for path in (installed.data_dir / "files").rglob("*")}
    held = {path.stat().st_ino for path in first.files_dir.rglob("*")}
    assert not live & held


def test_where_the_disk_knows_no_links_content_is_copied(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(installed)

    def refuse(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    assert contents.damaged(_checksums(installed), _make(installed).files_dir) == []


@pytest.mark.parametrize("harm", ["spoil", "remove"])
def test_content_that_is_not_itself_is_named_and_ends_with_one(installed: Installed, harm: str) -> None:
    path = next((installed.data_dir / "files").glob("??/??/*"))
    if harm == "spoil":
        path.write_bytes(b"spoilt")
    else:
        path.unlink()
    text = installed.call("backup", str(installed.backups), code=1)
    assert path.name in text
    made = manifest.finished(installed.backups)[0].manifest
    assert (made.damaged, made.files["count"]) == ([path.name], 11)


@pytest.mark.parametrize(("place", "name"), [(contents, "bring"), (manifest, "write"), (json, "dump")])
def test_a_backup_that_was_not_finished_is_not_offered_and_is_cleared_by_the_next(
    installed: Installed, monkeypatch: pytest.MonkeyPatch, place: object, name: str
) -> None:
    with monkeypatch.context() as context:
        context.setattr(place, name, lambda *_args, **_kwargs: os._exit(9))  # as if killed there
        process = os.fork()
        if process == 0:
            _make(installed)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9
    assert manifest.finished(installed.backups) == []
    assert len(manifest.unfinished(installed.backups)) == 1
    made = _make(installed)
    assert [each.folder for each in manifest.finished(installed.backups)] == [made.folder]
    assert manifest.unfinished(installed.backups) == []


def test_a_full_disk_leaves_nothing_behind_and_says_why(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(contents, "bring", full)
    with pytest.raises(BackupFailedError, match="No space left on device"):
        _make(installed)
    assert [path.name for path in installed.backups.iterdir()] == [".lock"]


def test_an_empty_server_has_nothing_to_save_and_says_so(empty: Installed) -> None:
    assert "masih kosong" in empty.call("backup", code=1)
    assert not (empty.data_dir / "simpul.sqlite3").exists()


@pytest.mark.skipif(not IS_POSTGRESQL, reason="SQLite makes what is not there")
def test_a_database_that_cannot_be_reached_is_one_sentence(installed: Installed) -> None:
    elsewhere = installed.database_url.rsplit("/", 1)[0] + "/nowhere"
    _make(installed)
    more = {"SIMPUL_DATABASE_URL": elsewhere}
    text = installed.simpul("restore", str(installed.backups), "--replace", code=1, **more)
    assert 'Basis data tidak dapat dibuka: database "nowhere" does not exist.' in text


def test_folders_of_others_are_left_alone(installed: Installed) -> None:
    (installed.backups / "catatan").mkdir(parents=True)
    _make(installed)
    assert (installed.backups / "catatan").is_dir()


def test_two_backups_at_once_into_one_folder_are_refused(installed: Installed) -> None:
    _make(installed)
    with (installed.backups / ".lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BackupRunningError):
            _make(installed)


@pytest.mark.skipif(IS_POSTGRESQL, reason="the file of SQLite")
def test_the_saved_database_is_one_file_that_any_sqlite_opens(installed: Installed) -> None:
    made = _make(installed)
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "database.sqlite3",
        "files",
        "manifest.json",
    ]
    with sqlite3.connect(made.database_path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_manifest_that_cannot_be_read_is_left_out(installed: Installed) -> None:
    first = _make(installed)
    second = _make(installed)
    (second.folder / "manifest.json").write_text('{"format": 99}')
    assert [each.folder for each in manifest.finished(installed.backups)] == [first.folder]


def test_the_command_tells_programs_where_the_backup_is(installed: Installed) -> None:
    said = json.loads(installed.call("backup", str(installed.backups), "--json"))
    assert said["files"]["count"] == 12
    assert (Path(said["folder"]) / "manifest.json").is_file()
    name, ok = installed.rows("SELECT name, facts FROM core_operationmark WHERE name = 'backup'")[0]
    assert name == "backup"
    assert (json.loads(ok) if isinstance(ok, str) else ok)["ok"] is True


def test_old_backups_are_thinned_out_and_the_newest_stays(installed: Installed) -> None:
    made = [_make(installed) for _ in range(3)]
    for days, each in zip((40, 39, 2), made, strict=True):
        path = each.folder / "manifest.json"
        moment = each.manifest.moment - dt.timedelta(days=days)
        path.write_text(path.read_text().replace(each.manifest.created_at, moment.isoformat()))
    gone = backup.thin_out(root=installed.backups, keep=Keep(1, 0, 2), zone="Asia/Makassar")
    left = [each.folder for each in manifest.finished(installed.backups)]
    assert made[2].folder in left
    assert len(gone) == 1
    assert len(left) == 2
    assert not gone[0].exists()


# What is due and what is kept.

NOON = dt.datetime(2026, 11, 21, 4, tzinfo=dt.UTC)  # 12.00 WITA
TWO = dt.time(2)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (dt.datetime(2026, 11, 20, 17, 59, tzinfo=dt.UTC), True),  # 01.59 WITA today
        (dt.datetime(2026, 11, 20, 18, 0, tzinfo=dt.UTC), False),  # 02.00 WITA today
    ],
)
def test_a_backup_is_due_once_the_agreed_time_has_passed_here(last: dt.datetime | None, due: bool) -> None:
    assert backup_rules.is_due(TWO, "Asia/Makassar", last, NOON) is due


def test_before_the_agreed_time_yesterdays_backup_counts() -> None:
    early = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)  # 01.00 WITA on the 21st
    yesterday = dt.datetime(2026, 11, 19, 18, 5, tzinfo=dt.UTC)
    assert not backup_rules.is_due(TWO, "Asia/Makassar", yesterday, early)
    assert backup_rules.is_due(TWO, "Asia/Makassar", yesterday - dt.timedelta(days=1), early)


def test_seven_days_four_weeks_and_six_months_keep_their_newest() -> None:
    moments = [NOON - dt.timedelta(days=days, hours=1) for days in range(400)]
    kept = sorted(backup_rules.kept(moments, Keep(7, 4, 6), "Asia/Makassar", NOON), reverse=True)
    days = [moment.date().isoformat() for moment in kept]
    assert days == [
        *("2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18", "2026-11-17", "2026-11-16", "2026-11-15"),
        *("2026-11-08", "2026-11-01"),  # Sundays end a week; 15 November is a day as well
        *("2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30"),
    ]


def test_all_backups_of_the_last_day_stay_and_the_newest_whatever_its_age() -> None:
    recent = [NOON - dt.timedelta(hours=hours) for hours in (1, 2, 3)]
    assert backup_rules.kept(recent, Keep(1, 0, 0), "Asia/Makassar", NOON) == set(recent)
    old = [NOON - dt.timedelta(days=900)]
    assert backup_rules.kept(old, Keep(1, 0, 0), "Asia/Makassar", NOON) == set(old)


@pytest.mark.parametrize("text", ["", "7", "7,4", "0,4,6", "a,b,c", "7,4,6,1", "-1,2,3"])
def test_a_retention_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="SIMPUL_BACKUP_KEEP"):
        backup_rules.parse_keep(text)


@pytest.mark.parametrize("text", ["", "2", "24:00", "02:60", "2:00", "noon"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingError, match="SIMPUL_BACKUP_AT"):
        backup_rules.parse_time(text)


@pytest.mark.django_db(transaction=True)
def test_the_days_backup_is_made_once_by_the_worker(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path / "backups"
    cast.government()
    for _ in range(2):
        tasks.see_to_backup()
        jobs.drain(["heavy"])
    assert len(manifest.finished(settings.BACKUP_DIR)) == 1
    mark = marks.get("backup")
    assert mark is not None
    assert mark.facts["ok"] is True


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_failed_is_marked_and_asked_for_again_after_an_hour(
    settings: Settings, tmp_path: Path
) -> None:
    settings.BACKUP_DIR = tmp_path / "file"
    settings.BACKUP_DIR.write_text("in the way")
    tasks.see_to_backup()
    assert jobs.drain(["heavy"], raising=False) == 1
    assert marks.get("backup") is None
    assert marks.get("backup:failed") is not None
    tasks.see_to_backup()
    assert jobs.drain(["heavy"], raising=False) == 0
