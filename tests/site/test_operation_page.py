"""The page of operation: what runs, what failed and is tried again, disk, backups and their age."""

import datetime as dt

import pytest
from django.utils import timezone

from simpul.audit.models import Entry
from simpul.core import jobs, marks
from simpul.core.marks import OperationMark
from simpul.core.scope import Scope
from simpul.site.operation import schedule
from simpul.site.pages import operation
from tests import cast
from tests.core import sample_jobs

pytestmark = pytest.mark.django_db

SYSTEM = Scope.system("test")


@pytest.fixture
def client():
    return cast.client_for(cast.person("administrator"))


def page(client) -> str:
    return client.get("/kelola/operasi/").content.decode()


def aged(name: str, **age: float) -> None:
    marks.set(name)
    OperationMark.objects.filter(name=name).update(at=timezone.now() - dt.timedelta(**age))


def test_a_new_installation_says_what_never_ran(client):
    shown = page(client)
    assert shown.count("Belum pernah jalan") == 3
    assert "Belum pernah dibuat" in shown
    assert "⟦" not in shown


def test_a_worker_that_has_fallen_silent_is_loud(client):
    marks.set("worker:quick")
    aged("worker:heavy", minutes=12)
    shown = page(client)
    assert "Berjalan" in shown
    assert "terakhir 12 menit lalu" in shown


@pytest.mark.parametrize(
    ("age", "state"), [({"hours": 3}, "mutakhir"), ({"hours": 27}, "menunggak"), ({"days": 4}, "menunggak")]
)
def test_the_age_of_the_newest_backup_is_measured_against_one_a_day(client, age, state):
    aged(schedule.MARK, **age)
    assert f'data-k="{state}"' in page(client).split("Cadangan</h2>")[1].split("</section>")[0]


def test_a_backup_that_failed_after_the_last_good_one_is_told(client):
    aged(schedule.MARK, hours=3)
    marks.set(schedule.FAILED, error="OSError")
    assert "gagal; lihat log server" in page(client)


def test_a_failed_job_is_shown_with_its_reason_and_tried_again(client):
    sample_jobs.hopeless.enqueue("x")
    jobs.drain(raising=False)
    shown = page(client)
    (failed,) = jobs.overview().failed
    assert failed.reason in shown
    assert "Ulangi" in shown
    client.post(f"/kelola/operasi/pekerjaan/{failed.id}/ulangi/")
    assert jobs.overview().failed_count == 0
    assert Entry.objects.within(SYSTEM).get(action="pekerjaan.ulangi").object_key == str(failed.id)


def test_a_job_that_is_tried_again_already_is_not_doubled(client):
    sample_jobs.hopeless.enqueue("x")
    jobs.drain(raising=False)
    (failed,) = jobs.overview().failed
    path = f"/kelola/operasi/pekerjaan/{failed.id}/ulangi/"
    assert [client.post(path).status_code for _twice in range(2)] == [302, 409]


def test_a_backup_is_asked_for_once_however_often_the_button_is_pressed(client):
    for _twice in range(2):
        client.post("/kelola/operasi/cadangan/")
    heavy = {line.queue: line.count for line in jobs.overview().waiting}["heavy"]
    assert heavy == 1


def test_the_auditor_reads_the_page_without_its_buttons():
    sample_jobs.hopeless.enqueue("x")
    jobs.drain(raising=False)
    shown = page(cast.client_for(cast.person("auditor")))
    assert "Pekerjaan yang gagal" in shown
    assert "Ulangi" not in shown
    assert "Buat cadangan sekarang" not in shown


@pytest.mark.parametrize(
    ("age", "words"),
    [
        ({"seconds": 45}, "45 detik"),
        ({"minutes": 12}, "12 menit"),
        ({"hours": 5}, "5 jam"),
        ({"days": 3}, "3 hari"),
    ],
)
def test_spans_are_told_in_the_largest_unit(age, words):
    assert operation.span(dt.timedelta(**age)) == words
