"""The health pages, as monitoring and people ask them."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from simpul.core import clock, marks
from simpul.core.marks import OperationMark
from simpul.organizations.models import Government
from simpul.site import health
from tests import cast
from tests.core import sample_jobs


@pytest.fixture
def well(db: None, tmp_path: Any, settings: Any) -> None:
    """An installation in which all runs."""
    cast.government()
    settings.BACKUP_DIR = tmp_path / "not-made-yet"
    for name in ("worker:quick", "worker:heavy", "live", "backup"):
        marks.set(name)


def answer(client: Client, path: str, **headers: str) -> tuple[int, Any]:
    response = client.get(path, headers=headers)
    return response.status_code, json.loads(response.content)


def parts(settings: Any) -> dict[str, Any]:
    settings.HEALTH_TOKEN = "a-token"
    return answer(Client(), "/sehat/rinci/", Authorization="Bearer a-token")[1]["bagian"]


def test_a_process_lives_without_a_database_and_under_any_name() -> None:
    # pytest refuses the database here, so this fails when it is asked
    assert answer(Client(SERVER_NAME="10.1.2.3"), "/sehat/hidup/") == (200, {"status": "hidup"})


@pytest.mark.django_db
def test_a_process_is_ready_when_the_database_has_the_tables_of_this_version() -> None:
    assert answer(Client(), "/sehat/siap/") == (200, {"status": "baik", "basis_data": True, "migrasi": True})


@pytest.mark.django_db
def test_a_process_is_not_ready_while_a_migration_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    status, told = answer(Client(), "/sehat/siap/")
    assert (status, told["status"], told["migrasi"]) == (503, "terganggu", False)


def test_anybody_may_learn_whether_all_is_well_and_nothing_more(well: None) -> None:
    assert answer(Client(), "/sehat/") == (200, {"status": "baik"})
    OperationMark.objects.filter(name="live").delete()
    assert answer(Client(), "/sehat/") == (503, {"status": "terganggu"})


def test_details_are_for_those_who_look_after_the_installation(well: None, settings: Any) -> None:
    assert Client().get("/sehat/rinci/").status_code == 404
    assert Client().get("/sehat/rinci/", headers={"Authorization": "Bearer "}).status_code == 404
    for part, status in (("auditor", 200), ("leader", 404)):
        assert cast.client_for(cast.person(part)).get("/sehat/rinci/").status_code == status
    settings.HEALTH_TOKEN = "a-token"
    assert Client().get("/sehat/rinci/", headers={"Authorization": "Bearer a-tokem"}).status_code == 404
    assert answer(Client(), "/sehat/rinci/", Authorization="Bearer a-token")[0] == 200


def test_people_are_led_to_the_page_of_operation(well: None) -> None:
    response = cast.client_for(cast.person("auditor")).get("/sehat/", headers={"Accept": "text/html"})
    assert (response.status_code, response.url) == (302, "/kelola/operasi/")


@pytest.mark.parametrize(
    ("name", "mark", "old"),
    [
        ("pekerja:quick", "worker:quick", 31),
        ("pekerja:heavy", "worker:heavy", 31),
        ("langsung", "live", 31),
        ("cadangan", "backup", 27 * 3600),
    ],
)
def test_what_was_not_heard_of_for_long_is_not_well(
    well: None, settings: Any, name: str, mark: str, old: int
) -> None:
    assert parts(settings)[name]["status"] == "baik"
    OperationMark.objects.filter(name=mark).update(at=clock.now() - dt.timedelta(seconds=old))
    told = parts(settings)[name]
    assert told["status"] == "terganggu"
    assert told["umur_detik"] >= old


def test_a_queue_that_nobody_works_off_is_not_well(well: None, settings: Any) -> None:
    sample_jobs.note.enqueue("a")
    assert parts(settings)["antrean:quick"] == {"status": "baik", "menunggu": 1, "tertua_detik": 0}
    DBTaskResult.objects.update(enqueued_at=clock.now() - dt.timedelta(seconds=61))
    told = parts(settings)["antrean:quick"]
    assert told["status"] == "terganggu"
    assert told["tertua_detik"] >= 61


def test_a_full_disk_is_not_well(well: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parts(settings)["diska:cadangan"]["status"] == "baik"
    monkeypatch.setattr(health, "LEAST_FREE", 1.1)
    assert parts(settings)["diska:cadangan"]["status"] == "terganggu"


def test_an_installation_younger_than_a_day_needs_no_backup_yet(well: None, settings: Any) -> None:
    OperationMark.objects.filter(name="backup").delete()
    government = cast.government()
    assert parts(settings)["cadangan"]["status"] == "baik"

    Government.objects.filter(pk=government.pk).update(created_at=clock.now() - dt.timedelta(hours=27))

    assert parts(settings)["cadangan"]["status"] == "terganggu"
