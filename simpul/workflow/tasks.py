"""Background work: the ledger follows what is owed, and people are reminded of it once a working day."""

import datetime as dt

from simpul.core import clock, jobs
from simpul.organizations import api as organizations
from simpul.workflow.operations import reconcile, reminders

# Several endings in a row, an import for example, are followed by one comparison.
_SETTLES_AFTER = dt.timedelta(seconds=1)


@jobs.job(queue="quick", attempts=1)
def reconcile_one(government_id: int) -> None:
    """Bring the ledger of a government up to date."""
    reconcile.reconcile(organizations.Government.objects.get(pk=government_id))


def reconcile_soon(government_id: int) -> None:
    """Compare in a second, so that the next person in line sees their new duty.

    A comparison that runs already may have read too early; then a second one is kept waiting behind it.
    """
    job = reconcile_one.using(run_after=clock.now() + _SETTLES_AFTER)
    for turn in ("next", "after"):
        if job.enqueue(government_id, key=f"workflow:reconcile:{government_id}:{turn}"):
            return


@jobs.cron("every 5m")
def reconcile_all() -> None:
    """Bring every ledger up to date: what only the calendar changes is seen here."""
    results = [reconcile.reconcile(owner) for owner in organizations.Government.objects.order_by("pk")]
    failed = {kind for result in results for kind in result.failed}
    if failed:
        raise jobs.FailedForGoodError(f"duties cannot be collected: {', '.join(sorted(failed))}")


@jobs.cron("every 15m")
def remind_all() -> None:
    """Send the mails of the day, wherever it is a working day and the offices have opened."""
    for government in organizations.Government.objects.order_by("pk"):
        reminders.remind(government)
