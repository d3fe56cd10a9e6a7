"""An upgrade ends well, or says the one command that leads back, or goes back by itself."""

import pytest
from django.db import connection

from simpul.audit import guards
from simpul.core import marks
from simpul.site.operation import manifest, upgrade
from tests.site.installations import Installed, ended


def _fail(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step does harm and then fails."""

    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_user SET name = 'rusak'")
            cursor.execute("CREATE TABLE half_done (id integer)")
        raise RuntimeError("kolom tidak ada")

    monkeypatch.setattr(upgrade, step, act)


def _names(installed: Installed) -> list[tuple[object, ...]]:
    return installed.rows("SELECT name FROM accounts_user")


def _tables(installed: Installed) -> list[str]:
    with installed.engine.reading(installed.as_installation().database) as reader:
        return reader.tables()


def test_an_upgrade_saves_first_then_migrates_and_checks(installed: Installed) -> None:
    with installed.entered():
        guards.remove(connection)
    text = installed.call("upgrade")
    steps = [line.split(":")[0] for line in text.splitlines()]
    assert steps == [
        "Cadangan",
        "Menerapkan perubahan basis data",
        "Memasang penjaga jejak audit",
        "Menyiapkan berkas halaman",
        "Memeriksa hasilnya",
        "Selesai",
    ]
    assert len(manifest.finished(installed.backups)) == 1
    with installed.entered():
        assert not guards.are_missing(connection)
        mark = marks.get("upgrade")
        assert mark is not None
        assert mark.facts["version"]


def test_an_empty_database_is_upgraded_without_a_backup(empty: Installed) -> None:
    assert "tidak ada yang dicadangkan" in empty.call("upgrade")
    assert manifest.finished(empty.backups) == []


def test_a_failed_upgrade_says_exactly_which_command_leads_back(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _names(installed)
    _fail("_migrate", monkeypatch)
    text = installed.call("upgrade", code=1)
    folder = manifest.finished(installed.backups)[0].folder
    assert "pada langkah “Menerapkan perubahan basis data”: RuntimeError: kolom tidak ada" in text
    assert f"simpul restore {folder} --replace" in text
    assert _names(installed) != before
    installed.call("restore", str(folder), "--replace")
    assert _names(installed) == before
    assert "half_done" not in _tables(installed)


@pytest.mark.parametrize("step", ["_migrate", "_collect_static", "_check"])
def test_an_upgrade_may_go_back_by_itself(
    installed: Installed, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = _names(installed)
    with installed.entered():
        marks.set("upgrade", version="0.0.9")
    _fail(step, monkeypatch)
    text = installed.call("upgrade", "--auto-back", code=1)
    assert "Data sudah dikembalikan" in text
    assert "Pasang simpul==0.0.9" in text
    assert _names(installed) == before
    assert "half_done" not in _tables(installed)


def test_a_chain_that_no_longer_holds_stops_an_upgrade(installed: Installed) -> None:
    with installed.entered():
        from tests.audit import attacks

        attacks.change(3)
    assert "Nomor 3 sudah berubah" in installed.call("upgrade", code=1)


def test_while_simpul_runs_nothing_is_upgraded(installed: Installed) -> None:
    writer = installed.start("-m", "tests.site.seed")
    assert writer.stdout is not None
    writer.stdout.readline()
    assert "masih berjalan" in installed.call("upgrade", code=1)
    ended(writer)
    assert writer.returncode == 0
    assert manifest.finished(installed.backups) == []
