"""Housekeeping of the running machinery itself."""

from simpul.core import clock, events, jobs
from simpul.core.jobs import housekeeping


@jobs.cron("17 * * * *")
def prune_events() -> None:
    """Live events are for pages that are open now; a week is kept for those that were asleep."""
    events.prune(clock.now())


@jobs.cron("27 * * * *")
def prune_jobs() -> None:
    """What ended well is of no interest for long, what failed a little longer."""
    housekeeping.prune(clock.now())
