"""Running jobs in this process: for tests and for the loader of the demonstration."""

from collections.abc import Sequence

from django.db import DatabaseError, connection, transaction

from simpul.core.jobs import failures, queue
from simpul.core.jobs.declare import QUEUES
from simpul.core.jobs.queue import Claimed


def drain(queues: Sequence[str] = QUEUES, *, raising: bool = True) -> int:
    """Run all jobs that are due, also those that they enqueue, and return how many ran.

    A job that fails is recorded as a worker would; then its exception is raised, unless `raising` is False.
    What waits for its next attempt is not due and stays.
    """
    done = 0
    while claimed := queue.claim(queues, "inline"):
        error = _run(claimed)
        done += 1
        if error is None:
            queue.succeed(claimed)
            continue
        queue.fail(claimed, failures.of_exception(error))
        if raising:
            raise error
    return done


def _run(claimed: Claimed) -> Exception | None:
    """Run one job; inside a transaction (tests) a database error undoes the job, so that work can go on."""
    point = transaction.savepoint() if connection.in_atomic_block else None
    try:
        claimed.job(*claimed.args, **claimed.kwargs)
    except Exception as error:
        if point is not None and isinstance(error, DatabaseError):
            transaction.savepoint_rollback(point)
        return error
    return None
