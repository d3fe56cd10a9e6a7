"""Real workers, really killed."""

import os
import signal
from pathlib import Path

import pytest

from simpul.core import jobs, marks
from simpul.core.jobs.models import Lease
from tests.core import sample_jobs
from tests.processes import lives, running, until

pytestmark = pytest.mark.django_db(transaction=True)


def reason_of(name: str) -> str | None:
    mark = marks.get(f"gave-up:{name}")
    return mark.facts["reason"] if mark else None


def lease_of(name: str) -> Lease:
    """The lease of the one sample job of this name; scheduled jobs of the product run beside it."""
    return Lease.objects.get(task__task_path=f"tests.core.sample_jobs.{name}")


def all_ended() -> bool:
    return not Lease.objects.filter(is_open=True, task__task_path__startswith="tests.").exists()


def pid_in(path: Path) -> int | None:
    return int(path.read_text() or 0) if path.exists() else None


def test_a_worker_runs_what_is_enqueued_and_says_that_it_lives() -> None:
    with running("worker", "--interval", "0.05"):
        sample_jobs.note.enqueue("a")
        until(lambda: marks.get("a"))
        until(lambda: marks.get("worker:quick"))


def test_a_job_whose_worker_was_killed_is_taken_over_when_the_lease_ends(tmp_path: Path) -> None:
    sample_jobs.hang_at_first.enqueue("a", str(tmp_path))
    with running("worker") as first:
        victim = until(lambda: pid_in(tmp_path / "a.pid"))
        assert victim == first.pid
        os.kill(victim, signal.SIGKILL)
        first.wait()
    with running("worker") as second:
        assert until(lambda: marks.get("a")).facts == {"by": second.pid}
        until(all_ended)


def test_a_job_that_kills_each_worker_fails_for_good_with_the_reason(tmp_path: Path) -> None:
    sample_jobs.hang_always.enqueue("a", str(tmp_path))
    with running("worker") as first:
        os.kill(until(lambda: pid_in(tmp_path / "a.pid")), signal.SIGKILL)
        first.wait()
    with running("worker"):
        assert "mati" in until(lambda: reason_of("a"))
    assert jobs.overview().failed_count == 1


def test_a_job_longer_than_its_lease_is_not_taken_over_while_its_worker_lives() -> None:
    sample_jobs.outlast_the_lease.enqueue("a")
    with running("worker"), running("worker"):
        until(lambda: marks.get("a"))
        until(all_ended)
    assert lease_of("outlast_the_lease").attempts_made == 1
    assert jobs.overview().failed_count == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_stop_hands_the_job_back_and_loses_no_attempt(
    tmp_path: Path, number: signal.Signals
) -> None:
    sample_jobs.hang_at_first.enqueue("a", str(tmp_path))
    with running("worker") as worker:
        until(lambda: pid_in(tmp_path / "a.pid"))
        worker.send_signal(number)
        assert worker.wait(10) == 0
    lease = lease_of("hang_at_first")
    assert (lease.is_open, lease.attempts_made, lease.token) == (True, 0, "")


def test_a_heavy_job_runs_in_a_child_process() -> None:
    sample_jobs.note_heavily.enqueue("a")
    with running("worker", "--queue", "heavy") as worker:
        facts = until(lambda: marks.get("a")).facts
        assert facts["above"] == worker.pid != facts["by"]


def test_a_memory_bomb_kills_only_its_child_and_says_why() -> None:
    sample_jobs.bomb.enqueue("a")
    with running("worker", "--queue", "heavy", SIMPUL_HEAVY_MEMORY_MB="1024") as worker:
        assert "Memori" in until(lambda: reason_of("a"))
        sample_jobs.note_heavily.enqueue("b")
        until(lambda: marks.get("b"))
        assert worker.poll() is None
    assert marks.get("a") is None


def test_a_killed_child_is_tried_again(tmp_path: Path) -> None:
    sample_jobs.hang_heavily_at_first.enqueue("a", str(tmp_path))
    with running("worker", "--queue", "heavy"):
        os.kill(until(lambda: pid_in(tmp_path / "a.pid")), signal.SIGKILL)
        until(lambda: Lease.objects.filter(token="", attempts_made=1).exists())


def test_the_child_dies_with_its_worker(tmp_path: Path) -> None:
    sample_jobs.hang_heavily_at_first.enqueue("a", str(tmp_path))
    with running("worker", "--queue", "heavy") as worker:
        child = until(lambda: pid_in(tmp_path / "a.pid"))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        until(lambda: not lives(child))


def test_a_heavy_worker_asked_to_stop_leaves_no_child(tmp_path: Path) -> None:
    sample_jobs.hang_heavily_at_first.enqueue("a", str(tmp_path))
    with running("worker", "--queue", "heavy") as worker:
        child = until(lambda: pid_in(tmp_path / "a.pid"))
        worker.terminate()
        assert worker.wait(10) == 0
    assert not lives(child)
    assert lease_of("hang_heavily_at_first").attempts_made == 0


def test_a_job_over_its_time_limit_is_ended_with_the_reason() -> None:
    sample_jobs.never_end.enqueue("a")
    with running("worker", "--queue", "heavy"):
        assert "melebihi batas 1 detik" in until(lambda: reason_of("a"))


def test_a_quick_job_over_its_limit_takes_its_worker_with_it_and_is_ended_by_the_next() -> None:
    sample_jobs.never_end_quickly.enqueue("a")
    with running("worker") as first:
        assert first.wait(20) == 75
    with running("worker"):
        assert until(lambda: reason_of("a"))


def test_many_workers_run_each_job_once() -> None:
    for number in range(40):
        sample_jobs.count_up.enqueue(f"n{number}")
    with running("worker", "--interval", "0.01"), running("worker", "--interval", "0.01"):
        until(all_ended)
    assert {marks.get(f"n{number}").facts["runs"] for number in range(40)} == {1}
