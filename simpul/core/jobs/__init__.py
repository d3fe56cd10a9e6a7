"""Background jobs: `from simpul.core import jobs`.

    @jobs.job(queue="heavy", attempts=3)
    def check_submission(submission_id: int) -> None: ...

    check_submission.enqueue(submission.pk, key=f"check:{submission.pk}")

    @jobs.cron("every 5s")
    def seal() -> None: ...

Promises: a job is part of the transaction that enqueues it, so it exists exactly when that commits. It runs
at least once, and again when its worker dies; it must therefore be safe to repeat. Arguments are plain JSON
and hold ids, never values of a person. Jobs stand in an area's `tasks.py`, which workers load.
"""

from simpul.core.jobs.declare import Job, cron, job, load
from simpul.core.jobs.failures import FailedForGoodError
from simpul.core.jobs.inline import drain
from simpul.core.jobs.standing import overview, retry

__all__ = ["FailedForGoodError", "Job", "cron", "drain", "job", "load", "overview", "retry"]
