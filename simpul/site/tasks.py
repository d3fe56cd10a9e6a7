"""Background work of the installation as a whole."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from simpul.core import jobs, marks
from simpul.site.demo import loading
from simpul.site.demo.contoh import loading as contoh
from simpul.site.operation import schedule

STEP_SECONDS = 40.0
_BEGUN = "backup:begun"
_AGAIN_AFTER = dt.timedelta(hours=1)


@jobs.job(queue="heavy", attempts=5, lease_seconds=60)
def load_rest() -> None:
    """Load what is larger than Paser in steps; what is there is left alone, so a kill does no harm."""
    for _line in loading.rest(seconds=STEP_SECONDS):
        pass
    if contoh.is_complete():
        load_areas.enqueue(key="peragaan-wilayah")
    else:
        load_rest.enqueue(key=None)


@jobs.job(queue="heavy", attempts=3, lease_seconds=60)
def load_areas() -> None:
    """Load the area codes of all Indonesia."""
    for _line in loading.everywhere():
        pass


@jobs.job(queue="heavy", attempts=2, limit_seconds=6 * 3600)
def back_up() -> None:
    """The day's backup, unless it was made meanwhile."""
    if schedule.is_due():
        schedule.back_up(root=settings.BACKUP_DIR)


@jobs.job(queue="heavy", attempts=2, limit_seconds=6 * 3600)
def back_up_now() -> None:
    """A backup that an administrator asked for, whatever the hour."""
    schedule.back_up(root=settings.BACKUP_DIR)


@jobs.cron("every 5m")
def see_to_backup() -> None:
    """Ask for the day's backup when it is due; one that failed is asked for again each hour."""
    age = marks.age(_BEGUN)
    if not schedule.is_due() or (age is not None and age < _AGAIN_AFTER):
        return
    with transaction.atomic():
        marks.set(_BEGUN)
        back_up.enqueue(key="backup")
