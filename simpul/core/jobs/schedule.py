"""Handing out the slots of scheduled jobs; any number of workers may do it at once."""

import datetime as dt

from django.db import transaction

from simpul.core.jobs import declare
from simpul.core.jobs.declare import Job
from simpul.core.jobs.models import Schedule


def tick(now: dt.datetime, seen: dict[str, dt.datetime]) -> int:
    """Enqueue every scheduled job whose slot has come; returns how many.

    `seen` is the caller's memory of the newest slots it dealt with; it spares the database a question.
    """
    enqueued = 0
    for name, job in declare.SCHEDULED.items():
        slot = job.schedule.last_due(now) if job.schedule else now
        if seen.get(name) != slot:
            enqueued += _hand_out(name, job, slot)
            seen[name] = slot
    return enqueued


def _hand_out(name: str, job: Job, slot: dt.datetime) -> bool:
    """Enqueue a slot unless somebody did; a schedule that is new here begins with its next slot."""
    with transaction.atomic():
        _, is_new = Schedule.objects.get_or_create(name=name, defaults={"last_slot": slot})
        if is_new or not Schedule.objects.filter(name=name, last_slot__lt=slot).update(last_slot=slot):
            return False
        return job.enqueue(key=f"cron:{name}") is not None
