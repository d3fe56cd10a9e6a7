"""The queue: taking a job, keeping it, and ending it. Each step is one conditional update that can be lost.

Leases compare clocks of workers: on several machines these must agree within a few seconds (NTP).
"""

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from simpul.core import clock
from simpul.core.jobs import failures
from simpul.core.jobs.declare import Job
from simpul.core.jobs.failures import Failure
from simpul.core.jobs.models import Lease, Schedule

BACK_OFF_SECONDS = (5, 30, 180, 900)
logger = logging.getLogger("simpul.jobs")


@dataclass(frozen=True)
class Claimed:
    """A job that this process holds under a lease."""

    id: uuid.UUID
    path: str
    args: list[Any]
    kwargs: dict[str, Any]
    attempt: int
    attempts_allowed: int
    lease_seconds: int
    limit_seconds: int
    token: str

    @property
    def job(self) -> Job:
        """The declared job; raises ImportError when this version no longer has it."""
        found = import_string(self.path)
        if not isinstance(found, Job):
            raise ImportError(f"{self.path} is no job")
        return found


def claim(queues: Sequence[str], worker: str) -> Claimed | None:
    """Take the job whose turn it is, None when nothing is due."""
    due = DBTaskResult.objects.ready().filter(queue_name__in=queues, lease__is_open=True)
    if not due.exists():  # looking takes no lock; on SQLite the claim below keeps other writers out
        return None
    with exclusive_transaction():
        task = due.get_locked()
        if task is None:
            return None
        task.claim(worker)
        return _lease(task, worker)


def _lease(task: Any, worker: str) -> Claimed:
    lease = Lease.objects.get(task_id=task.pk)
    lease.attempts_made += 1
    lease.token, lease.worker = uuid.uuid4().hex, worker
    lease.until = clock.now() + dt.timedelta(seconds=lease.seconds)
    lease.save(update_fields=["attempts_made", "token", "worker", "until"])
    return _claimed(task, lease)


def _claimed(task: Any, lease: Lease) -> Claimed:
    return Claimed(
        id=task.pk,
        path=task.task_path,
        args=task.args_kwargs["args"],
        kwargs=task.args_kwargs["kwargs"],
        attempt=lease.attempts_made,
        attempts_allowed=lease.attempts_allowed,
        lease_seconds=lease.seconds,
        limit_seconds=lease.limit_seconds,
        token=lease.token,
    )


def renew(claimed: Claimed) -> bool:
    """Hold the job for another while; False when it is no longer ours."""
    until = clock.now() + dt.timedelta(seconds=claimed.lease_seconds)
    return bool(_held(claimed).update(until=until))


def succeed(claimed: Claimed) -> bool:
    """The job is done; False when it is no longer ours to end."""
    with transaction.atomic():
        if not _release(claimed, is_open=False, reason=""):
            return False
        now = clock.now()
        _task(claimed).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=now, exception_class_path="", traceback=""
        )
        Schedule.objects.filter(name=claimed.path).update(last_success_at=now)
        return True


def fail(claimed: Claimed, failure: Failure, *, wait: bool = True) -> bool:
    """An attempt failed: try again later (at once without `wait`), or for good when no attempt is left."""
    if failure.is_final or claimed.attempt >= claimed.attempts_allowed:
        return _fail_for_good(claimed, failure)
    pause = BACK_OFF_SECONDS[min(claimed.attempt, len(BACK_OFF_SECONDS)) - 1] if wait else 0
    with transaction.atomic():
        return _release(claimed, reason=failure.reason) and _wait_again(claimed, pause)


def hand_back(claimed: Claimed) -> bool:
    """The worker stops in good order: the job waits again and the attempt does not count."""
    with transaction.atomic():
        return _release(claimed, attempts_made=claimed.attempt - 1) and _wait_again(claimed, 0)


def recover() -> int:
    """Take back jobs whose lease ended, for their worker died; returns how many."""
    ended = Lease.objects.filter(until__lt=clock.now()).select_related("task")
    return sum(_take_back(_claimed(lease.task, lease)) for lease in ended)


def _take_back(claimed: Claimed) -> bool:
    """On SQLite a long write of the job itself may have held up both us and the renewal: look once more."""
    with transaction.atomic():
        still_ended = _held(claimed).filter(until__lt=clock.now()).select_for_update(skip_locked=True)
        return still_ended.exists() and fail(claimed, failures.worker_died(), wait=False)


def _fail_for_good(claimed: Claimed, failure: Failure) -> bool:
    try:
        with transaction.atomic():
            if not _close_failed(claimed, failure):
                return False
            give_up = claimed.job.give_up
            if give_up is not None:
                give_up(*claimed.args, reason=failure.reason, **claimed.kwargs)
            return True
    except Exception:
        # The area could not be told; the job must end all the same, or it would be tried for ever.
        logger.exception("job cannot be given up", extra={"facts": {"job": claimed.path}})
        with transaction.atomic():
            return _close_failed(claimed, failure)


def _close_failed(claimed: Claimed, failure: Failure) -> bool:
    if not _release(claimed, is_open=False, reason=failure.reason):
        return False
    _task(claimed).update(
        status=TaskResultStatus.FAILED,
        finished_at=clock.now(),
        exception_class_path=failure.kind,
        traceback=failure.places,
    )
    return True


def _wait_again(claimed: Claimed, seconds: int) -> bool:
    run_after = clock.now() + dt.timedelta(seconds=seconds)
    _task(claimed).update(status=TaskResultStatus.READY, run_after=run_after)
    return True


def _release(claimed: Claimed, **changes: Any) -> bool:
    if "reason" in changes:
        changes["reason"] = changes["reason"][:300]
    return bool(_held(claimed).update(token="", until=None, **changes))


def _held(claimed: Claimed) -> Any:
    return Lease.objects.filter(task_id=claimed.id, token=claimed.token)


def _task(claimed: Claimed) -> Any:
    return DBTaskResult.objects.filter(pk=claimed.id)
