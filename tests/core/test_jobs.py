"""The contract of jobs that every area relies on."""

import datetime as dt

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from simpul.core import clock, errors, jobs, marks
from simpul.core.jobs import failures, queue
from simpul.core.jobs.models import Lease
from tests.core import sample_jobs

pytestmark = pytest.mark.django_db


def facts(name: str) -> dict[str, object] | None:
    mark = marks.get(name)
    return mark.facts if mark else None


def make_everything_due() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=clock.now())


def test_drain_runs_what_was_enqueued_and_what_that_enqueues() -> None:
    sample_jobs.note_twice.enqueue("a")
    assert jobs.drain() == 3
    assert facts("a-1") == facts("a-2") == {"count": 1}
    assert jobs.drain() == 0


def test_drain_leaves_other_queues_alone() -> None:
    sample_jobs.note_heavily.enqueue("a")
    assert jobs.drain(["quick"]) == 0
    assert jobs.drain(["heavy"]) == 1


def test_a_job_called_as_a_function_runs_at_once() -> None:
    sample_jobs.note("a", count=3)
    assert facts("a") == {"count": 3}


def test_a_job_is_undone_with_the_transaction_that_enqueued_it() -> None:
    with transaction.atomic():
        sample_jobs.note.enqueue("a")
        transaction.set_rollback(True)
    assert jobs.drain() == 0


def test_an_unfinished_job_keeps_its_key_and_a_finished_one_frees_it() -> None:
    assert sample_jobs.note.enqueue("a", key="one") is not None
    assert sample_jobs.note.enqueue("b", key="one") is None
    assert sample_jobs.note.enqueue("b", key="two") is not None
    assert jobs.drain() == 2
    assert facts("a") == {"count": 1}
    assert sample_jobs.note.enqueue("c", key="one") is not None


def test_jobs_without_a_key_do_not_keep_each_other_out() -> None:
    assert sample_jobs.note.enqueue("a") != sample_jobs.note.enqueue("a")


def test_arguments_that_are_not_json_are_refused() -> None:
    with pytest.raises(TypeError):
        sample_jobs.note.enqueue(dt.date(2024, 1, 1))


def test_a_failed_attempt_waits_longer_each_time_and_the_last_one_is_final() -> None:
    sample_jobs.stumble.enqueue("a")
    assert jobs.drain(raising=False) == 1
    assert jobs.drain(raising=False) == 0, "the second attempt waits"
    make_everything_due()
    assert jobs.drain(raising=False) == 1
    make_everything_due()
    assert jobs.drain(raising=False) == 0
    (line,) = jobs.overview().failed
    assert (line.attempts_made, line.attempts_allowed) == (2, 2)


def test_a_failure_is_raised_by_drain_and_recorded_all_the_same() -> None:
    sample_jobs.hopeless.enqueue("a")
    with pytest.raises(jobs.FailedForGoodError):
        jobs.drain()
    assert jobs.overview().failed_count == 1


def test_who_enqueued_is_told_when_a_job_is_given_up() -> None:
    sample_jobs.hopeless.enqueue("a")
    jobs.drain(raising=False)
    assert facts("gave-up:a") == {"reason": "Berkas ini bukan lembar kerja."}


def test_what_an_exception_says_is_not_kept_for_it_may_name_a_person() -> None:
    sample_jobs.stumble.enqueue("0011")
    jobs.drain(raising=False)
    make_everything_due()
    jobs.drain(raising=False)
    (line,) = jobs.overview().failed
    assert line.reason.startswith("ValueError, core/sample_jobs.py:") or "sample_jobs.py:" in line.reason
    kept = " ".join(
        str(value)
        for row in DBTaskResult.objects.values_list("traceback", "exception_class_path")
        for value in row
    )
    assert "64010011" not in kept + line.reason


def test_a_failed_job_can_be_tried_again_by_hand() -> None:
    job_id = sample_jobs.hopeless.enqueue("a", key="one")
    jobs.drain(raising=False)
    assert job_id is not None
    jobs.retry(job_id)
    with pytest.raises(errors.ConflictError):
        jobs.retry(job_id)
    assert jobs.drain(raising=False) == 1


def test_a_failed_job_is_not_tried_again_while_another_holds_its_key() -> None:
    job_id = sample_jobs.hopeless.enqueue("a", key="one")
    jobs.drain(raising=False)
    sample_jobs.note.enqueue("a", key="one")
    assert job_id is not None
    with pytest.raises(errors.ConflictError):
        jobs.retry(job_id)


def test_a_worker_that_lost_its_lease_changes_nothing_any_more() -> None:
    sample_jobs.note.enqueue("a")
    first = queue.claim(["quick"], "first")
    Lease.objects.update(until=clock.now() - dt.timedelta(seconds=1))
    assert queue.recover() == 1
    second = queue.claim(["quick"], "second")
    assert first is not None
    assert second is not None
    assert not queue.renew(first)
    assert not queue.succeed(first)
    assert not queue.fail(first, failures.worker_died())
    assert queue.succeed(second)
    assert second.attempt == 2


def test_a_job_whose_workers_keep_dying_is_given_up_with_the_reason() -> None:
    sample_jobs.hang_always.enqueue("a", "/nowhere")
    queue.claim(["quick"], "first")
    Lease.objects.update(until=clock.now() - dt.timedelta(seconds=1))
    queue.recover()
    (line,) = jobs.overview().failed
    assert "mati" in line.reason
    assert facts("gave-up:a") == {"reason": line.reason}


def test_a_job_handed_back_in_good_order_keeps_its_attempts() -> None:
    sample_jobs.hang_always.enqueue("a", "/nowhere")
    claimed = queue.claim(["quick"], "first")
    assert claimed is not None
    assert queue.hand_back(claimed)
    again = queue.claim(["quick"], "second")
    assert again is not None
    assert again.attempt == 1


def test_the_overview_tells_what_waits_and_what_runs() -> None:
    sample_jobs.note.enqueue("a")
    sample_jobs.note_heavily.enqueue("b")
    queue.claim(["heavy"], "one")
    seen = jobs.overview()
    assert [(line.queue, line.count) for line in seen.waiting] == [("quick", 1), ("heavy", 0)]
    assert [line.name for line in seen.running] == ["tests.core.sample_jobs.note_heavily"]
