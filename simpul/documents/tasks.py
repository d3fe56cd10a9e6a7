"""Housekeeping of kept files."""

from simpul.core import clock, jobs
from simpul.documents import storage

STALE_SECONDS = 24 * 3600  # nothing is written for a day


@jobs.cron("37 * * * *")
def sweep() -> None:
    """Remove what uploads left behind whose process was killed."""
    storage.sweep(older_than=clock.now().timestamp() - STALE_SECONDS)
