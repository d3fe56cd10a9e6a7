"""Cron lines, and slots that are handed out once."""

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from django.db import connections
from django_tasks_db.models import DBTaskResult

from simpul.core import jobs, marks
from simpul.core.jobs import cronlines, declare, housekeeping, schedule
from simpul.core.jobs.models import Schedule
from tests.core import sample_jobs


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("line", "last", "following"),
    [
        ("every 30s", "2026-11-21T19:40:30", "2026-11-21T19:41:00"),
        ("every 2h", "2026-11-21T18:00:00", "2026-11-21T20:00:00"),
        ("*/5 * * * *", "2026-11-21T19:40:00", "2026-11-21T19:45:00"),
        ("0 2 * * *", "2026-11-21T02:00:00", "2026-11-22T02:00:00"),
        ("30 1 * * 1", "2026-11-16T01:30:00", "2026-11-23T01:30:00"),
        ("0 0 1,15 * *", "2026-11-15T00:00:00", "2026-12-01T00:00:00"),
        ("0 6-8 * * 7", "2026-11-15T08:00:00", "2026-11-22T06:00:00"),
        ("0 0 29 2 *", "2024-02-29T00:00:00", "2028-02-29T00:00:00"),
        ("0 0 1 * 5", "2026-11-20T00:00:00", "2026-11-27T00:00:00"),
    ],
)
def test_a_cron_line_knows_when_it_was_due_and_will_be(line: str, last: str, following: str) -> None:
    now = at("2026-11-21T19:40:59")
    parsed = cronlines.parse(line)
    assert (parsed.last_due(now), parsed.next_due(now)) == (at(last), at(following))


def test_a_moment_that_is_due_counts_as_the_last_and_not_as_the_next() -> None:
    now = at("2026-11-21T19:40:00")
    parsed = cronlines.parse("*/5 * * * *")
    assert (parsed.last_due(now), parsed.next_due(now)) == (now, at("2026-11-21T19:45:00"))


def test_clock_times_are_those_of_the_zone() -> None:
    parsed = cronlines.parse("0 2 * * *", "Asia/Makassar")
    assert parsed.last_due(at("2026-11-21T19:00:00")) == at("2026-11-21T18:00:00")


@pytest.mark.parametrize(
    "line", ["", "every 0s", "every day", "* * * *", "60 * * * *", "5-1 * * * *", "a * * * *"]
)
def test_what_is_no_schedule_is_refused(line: str) -> None:
    with pytest.raises(cronlines.CronLineError):
        cronlines.parse(line)


@pytest.fixture
def every_minute(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Only one schedule is known: the sample's."""
    declare.load()  # now: what is loaded later would join in
    name = "tests.core.sample_jobs.by_the_minute"
    monkeypatch.setattr(declare, "SCHEDULED", {name: sample_jobs.by_the_minute})
    return name


@pytest.mark.django_db
def test_a_new_schedule_begins_with_its_next_slot(every_minute: str) -> None:
    assert schedule.tick(at("2026-11-21T19:40:59"), {}) == 0
    assert schedule.tick(at("2026-11-21T19:41:00"), {}) == 1
    assert schedule.tick(at("2026-11-21T19:41:59"), {}) == 0


@pytest.mark.django_db
def test_of_missed_slots_only_the_newest_is_made_up_for(every_minute: str) -> None:
    schedule.tick(at("2026-11-21T19:40:00"), {})
    assert schedule.tick(at("2026-11-21T21:00:00"), {}) == 1
    assert jobs.drain() == 1


@pytest.mark.django_db
def test_a_schedule_never_overlaps_itself(every_minute: str) -> None:
    schedule.tick(at("2026-11-21T19:40:00"), {})
    assert schedule.tick(at("2026-11-21T19:41:00"), {}) == 1
    assert schedule.tick(at("2026-11-21T19:42:00"), {}) == 0, "the run of 19.41 has not ended"
    jobs.drain()
    assert schedule.tick(at("2026-11-21T19:43:00"), {}) == 1


@pytest.mark.django_db
def test_the_overview_tells_when_a_schedule_last_ended_well(every_minute: str) -> None:
    schedule.tick(at("2026-11-21T19:40:00"), {})
    schedule.tick(at("2026-11-21T19:41:00"), {})
    jobs.drain()
    assert marks.get("minute") is not None
    (line,) = jobs.overview().schedules
    assert line.name == every_minute
    assert line.last_slot == at("2026-11-21T19:41:00")
    assert line.last_success_at is not None


@pytest.mark.django_db(transaction=True)
def test_many_schedulers_hand_a_slot_out_once(every_minute: str) -> None:
    schedule.tick(at("2026-11-21T19:40:00"), {})
    start, handed_out = threading.Barrier(6), []

    def scheduler() -> None:
        start.wait()
        handed_out.append(schedule.tick(at("2026-11-21T19:41:00"), {}))
        connections.close_all()

    threads = [threading.Thread(target=scheduler) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(handed_out) == [0, 0, 0, 0, 0, 1]
    assert DBTaskResult.objects.count() == Schedule.objects.count() == 1


@pytest.mark.django_db
def test_old_jobs_are_forgotten_and_failed_ones_later() -> None:
    sample_jobs.note.enqueue("a")
    sample_jobs.hopeless.enqueue("b")
    sample_jobs.note.enqueue("waits", key="waits")
    jobs.drain(["quick"], raising=False)
    sample_jobs.note_heavily.enqueue("waits")
    ended = DBTaskResult.objects.exclude(finished_at=None).values_list("finished_at", flat=True)
    now = max(moment for moment in ended if moment)
    housekeeping.prune(now + dt.timedelta(days=2))
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]
    housekeeping.prune(now + dt.timedelta(days=61))
    assert list(DBTaskResult.objects.values_list("status", flat=True)) == ["READY"]


@pytest.mark.django_db
def test_every_scheduled_job_of_the_product_has_a_known_queue() -> None:
    declare.load()
    assert {job.queue_name for job in declare.SCHEDULED.values()} <= set(declare.QUEUES)
    assert "simpul.core.tasks.prune_events" in declare.SCHEDULED
