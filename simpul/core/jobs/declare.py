"""Declaring jobs and putting them into a queue."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils.module_loading import autodiscover_modules
from django_tasks.base import Task

from simpul.core.jobs import cronlines
from simpul.core.jobs.models import Lease

Queue = Literal["quick", "heavy"]
QUEUES: tuple[Queue, ...] = ("quick", "heavy")

# Scheduled jobs of the process by name, filled while modules are loaded.
SCHEDULED: dict[str, "Job"] = {}


@dataclass(frozen=True, kw_only=True)
class Job(Task[..., Any]):
    """A module-level function that a worker runs; `job(...)` runs it at once, in this process.

    `give_up` is called with the same arguments and `reason=` when the job has failed for good, in the
    transaction that says so: there the area marks its own row, so that nobody waits for ever.
    """

    attempts: int = 3
    lease_seconds: int = 120
    limit_seconds: int = 900
    give_up: Callable[..., None] | None = None
    schedule: cronlines.CronLine | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.func(*args, **kwargs)

    def enqueue(  # type: ignore[override]  # ours answers None where the library's cannot
        self, *args: Any, key: str | None = None, **kwargs: Any
    ) -> uuid.UUID | None:
        """Put one run into the queue, as part of the transaction that is open; workers see it on commit.

        Returns the id of the job, or None when a job with this key already waits or runs. A running job may
        have read what you just changed: give the key a version where that matters ("check:17:v3").
        """
        try:
            with transaction.atomic():
                result = super().enqueue(*args, **kwargs)
                Lease.objects.create(
                    task_id=result.id,
                    key=key or "",
                    attempts_allowed=self.attempts,
                    seconds=self.lease_seconds,
                    limit_seconds=self.limit_seconds,
                )
        except IntegrityError:
            if key is None:
                raise
            return None
        return uuid.UUID(result.id)


def job(
    *,
    queue: Queue = "quick",
    attempts: int = 3,
    lease_seconds: int = 120,
    limit_seconds: int = 900,
    give_up: Callable[..., None] | None = None,
) -> Callable[[Callable[..., Any]], Job]:
    """Make a job of a module-level function.

    `attempts` is how often it is tried in all; `lease_seconds` how long after the sudden death of a worker
    another takes over; `limit_seconds` how long one run may last. The heavy queue runs one job at a time, in
    a child process with a memory limit; the quick one is for what takes a second or two.
    """

    def declare(function: Callable[..., Any]) -> Job:
        return Job(
            func=function,
            queue_name=queue,
            attempts=attempts,
            lease_seconds=lease_seconds,
            limit_seconds=limit_seconds,
            give_up=give_up,
        )

    return declare


def cron(
    schedule: str,
    *,
    queue: Queue = "quick",
    zone: str = "UTC",
    attempts: int = 1,
    lease_seconds: int = 120,
    limit_seconds: int = 900,
) -> Callable[[Callable[..., Any]], Job]:
    """Make a scheduled job of a function without arguments; the forms of `schedule` stand in `cronlines`.

    Each slot is enqueued once, however many workers there are. A slot is left out while the run before it has
    not ended; of slots missed while nothing ran, only the newest is made up for.
    """
    line = cronlines.parse(schedule, zone)

    def declare(function: Callable[..., Any]) -> Job:
        declared = Job(
            func=function,
            queue_name=queue,
            attempts=attempts,
            lease_seconds=lease_seconds,
            limit_seconds=limit_seconds,
            schedule=line,
        )
        SCHEDULED[declared.module_path] = declared
        return declared

    return declare


def load() -> None:
    """Import the `tasks` module of every area, so that scheduled jobs are known."""
    autodiscover_modules("tasks")
