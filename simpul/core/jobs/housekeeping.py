"""Forgetting jobs that ended: the record of what was done is the audit, not the queue."""

import datetime as dt

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT = {
    TaskResultStatus.SUCCESSFUL: dt.timedelta(days=1),
    TaskResultStatus.FAILED: dt.timedelta(days=60),
}


def prune(now: dt.datetime) -> int:
    """Delete old jobs that ended, with their leases; returns how many rows went."""
    return sum(
        DBTaskResult.objects.filter(status=status, finished_at__lt=now - kept).delete()[0]
        for status, kept in KEPT.items()
    )
