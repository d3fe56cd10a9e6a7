"""The jobs of the area: when they are enqueued and what they bring about."""

import datetime as dt

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from simpul.core import jobs
from simpul.core.scope import Scope
from simpul.workflow import tasks
from simpul.workflow.models import LedgerEntry
from tests import cast
from tests.workflow.conftest import SetClock
from tests.workflow.desk import KIND, Desk

EVERYWHERE = Scope.system("test")


@pytest.mark.django_db
def test_an_ending_has_the_next_persons_duty_seen_soon(
    desk: Desk, django_capture_on_commit_callbacks: object, set_clock: SetClock
) -> None:
    scope = cast.scope_of(cast.person("operator"))
    desk.lay("penduduk")
    tasks.reconcile_all()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        desk.fulfil(scope, "penduduk")
        desk.lay("penduduk", "setujui", capability="data.approve")
    DBTaskResult.objects.update(run_after=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert jobs.drain() == 1
    found = LedgerEntry.objects.within(EVERYWHERE).open().values_list("duty", flat=True)
    assert list(found) == ["setujui"]


@pytest.mark.django_db
def test_many_endings_at_once_are_followed_by_two_comparisons_at_most(desk: Desk) -> None:
    for _ in range(5):
        tasks.reconcile_soon(cast.government().pk)
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_the_schedule_reconciles_every_government_and_fails_aloud(desk: Desk) -> None:
    desk.lay("sini")
    desk.lay("sana", government=cast.neighbour())
    tasks.reconcile_all()
    assert LedgerEntry.objects.within(EVERYWHERE).count() == 2
    desk.is_broken = True
    with pytest.raises(jobs.FailedForGoodError, match=KIND):
        tasks.reconcile_all()


@pytest.mark.django_db
def test_the_schedule_reminds_in_every_government(desk: Desk, set_clock: SetClock) -> None:
    set_clock(dt.date(2026, 11, 23), 9)
    cast.person("operator")
    cast.person("operator", cast.neighbour())
    desk.lay("sini", due=dt.date(2026, 11, 24))
    desk.lay("sana", government=cast.neighbour(), due=dt.date(2026, 11, 24))
    tasks.remind_all()
    assert sorted(message.to[0] for message in mail.outbox) == ["oki@tetangga.localhost", "oki@uji.localhost"]


def test_both_schedules_are_known_to_the_workers() -> None:
    jobs.load()
    from simpul.core.jobs import declare

    names = {name for name in declare.SCHEDULED if name.startswith("simpul.workflow")}
    assert names == {"simpul.workflow.tasks.reconcile_all", "simpul.workflow.tasks.remind_all"}
