"""What the administration page shows of the jobs, and its one act: trying a failed job again."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, Count, F, Min, When
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from simpul.core import clock, errors
from simpul.core.jobs import declare
from simpul.core.jobs.models import Lease, Schedule


@dataclass(frozen=True)
class Waiting:
    """One queue; `oldest_seconds` is the age of the job that has been due longest, 0 when none waits."""

    queue: str
    count: int
    oldest_seconds: int


@dataclass(frozen=True)
class JobLine:
    """One running or failed job; `since` is when it started or failed."""

    id: uuid.UUID
    name: str
    queue: str
    since: dt.datetime | None
    seconds: int
    attempts_made: int
    attempts_allowed: int
    reason: str


@dataclass(frozen=True)
class ScheduleLine:
    """One scheduled job of this version."""

    name: str
    schedule: str
    last_slot: dt.datetime | None
    last_success_at: dt.datetime | None
    next_at: dt.datetime


@dataclass(frozen=True)
class Overview:
    """All of it, newest first; at most 100 failed jobs, `failed_count` says how many there are."""

    waiting: list[Waiting]
    running: list[JobLine]
    failed: list[JobLine]
    failed_count: int
    schedules: list[ScheduleLine]


def overview() -> Overview:
    """The state of all queues, in six queries."""
    now = clock.now()
    failed = _with_lease(TaskResultStatus.FAILED)
    return Overview(
        waiting=[waiting(queue, now) for queue in declare.QUEUES],
        running=[_line(task, task.started_at, now) for task in _with_lease(TaskResultStatus.RUNNING)],
        failed=[_line(task, task.finished_at, now) for task in failed.order_by("-finished_at", "pk")[:100]],
        failed_count=failed.count(),
        schedules=_schedules(now),
    )


def waiting(queue: str, now: dt.datetime) -> Waiting:
    """What is due in one queue but has not begun."""
    due = DBTaskResult.objects.ready().filter(queue_name=queue, lease__is_open=True)
    since = Case(When(run_after=get_date_max(), then=F("enqueued_at")), default=F("run_after"))
    found = due.order_by().aggregate(count=Count("pk"), oldest=Min(since))
    return Waiting(queue, found["count"], _age(found["oldest"], now))


def retry(job_id: uuid.UUID) -> None:
    """Let a failed job begin anew; ConflictError when it no longer stands failed or its key is taken."""
    try:
        with transaction.atomic():
            task = DBTaskResult.objects.filter(pk=job_id, status=TaskResultStatus.FAILED)
            if not task.update(status=TaskResultStatus.READY, run_after=clock.now(), finished_at=None):
                raise errors.ConflictError()
            Lease.objects.filter(task_id=job_id).update(is_open=True, attempts_made=0)
    except IntegrityError as error:
        raise errors.ConflictError() from error


def _with_lease(status: TaskResultStatus) -> Any:
    return DBTaskResult.objects.filter(status=status, lease__isnull=False).select_related("lease")


def _line(task: Any, since: dt.datetime | None, now: dt.datetime) -> JobLine:
    lease = task.lease
    return JobLine(
        id=task.pk,
        name=task.task_path,
        queue=task.queue_name,
        since=since,
        seconds=_age(since, now),
        attempts_made=lease.attempts_made,
        attempts_allowed=lease.attempts_allowed,
        reason=lease.reason,
    )


def _schedules(now: dt.datetime) -> list[ScheduleLine]:
    declare.load()
    rows = {row.name: row for row in Schedule.objects.all()}
    return [
        ScheduleLine(
            name=name,
            schedule=job.schedule.text,
            last_slot=rows[name].last_slot if name in rows else None,
            last_success_at=rows[name].last_success_at if name in rows else None,
            next_at=job.schedule.next_due(now),
        )
        for name, job in sorted(declare.SCHEDULED.items())
        if job.schedule
    ]


def _age(since: dt.datetime | None, now: dt.datetime) -> int:
    return 0 if since is None else max(0, int((now - since).total_seconds()))
