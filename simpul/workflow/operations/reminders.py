"""One mail a working day to everybody who has something due, late, or climbed up to them."""

import datetime as dt
import logging
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import F, Q
from django.utils import translation

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.notifications import api as notifications
from simpul.organizations import api as organizations
from simpul.workflow import calendar, mails, queries
from simpul.workflow.models import LedgerEntry, Reminder
from simpul.workflow.people import Person, people_of
from simpul.workflow.registry import Duty

logger = logging.getLogger("simpul.workflow")

# Mails go out when the offices have opened; a worker that died while sending is taken over after a while.
FROM_HOUR = 7
TAKEN_OVER_AFTER = dt.timedelta(minutes=10)


def remind(government: organizations.Government) -> int:
    """Send the mails of today that have not been sent, and return how many went out.

    Nothing goes out before seven o'clock of the government's zone or on a day off. Who has been deactivated
    or holds no post today gets none. A mail that cannot be handed over is tried again by the next run.
    """
    local = clock.local(clock.now(), government.zone)
    if local.hour < FROM_HOUR or not calendar.calendar_for(government).is_working_day(local.date()):
        return 0
    everything = queries.collect_for(government, lambda _duty: True).duties
    urgent = [duty for duty in everything if duty.is_urgent]
    if not urgent:
        return 0
    scope = Scope.system("reminding people of their duties", government.pk)
    with translation.override("id"):
        sent = [
            _remind_person(person, government, urgent, scope, local.date())
            for person in people_of(government, local.date(), except_for=_reminded(scope, local.date()))
        ]
    _note(scope, [key for keys in sent for key in keys], government, local.date())
    return sum(bool(keys) for keys in sent)


def _reminded(scope: Scope, today: dt.date) -> list[int]:
    """Who has had their mail of today."""
    sent = Reminder.objects.within(scope).filter(day=today, sent_at__isnull=False)
    return list(sent.values_list("person_id", flat=True))


def _remind_person(
    person: Person, government: organizations.Government, urgent: list[Duty], scope: Scope, today: dt.date
) -> list[tuple[str, str, str]]:
    """Keys of the duties that the person has been reminded of, none when no mail went out."""
    own = [duty for duty in urgent if queries.is_doable(duty, person.scope)]
    climbed = [
        duty
        for duty in urgent
        if person.place.stands_above(duty) and not queries.is_doable(duty, person.scope)
    ]
    if not own and not climbed:
        return []
    reminder = _claim(person, government, scope, today)
    if reminder is None:
        return []
    says = mails.digest(person, government, own, climbed)
    try:
        notifications.send(template=mails.TEMPLATE, address=person.email, **says)
    except notifications.LetterNotSentError as error:
        logger.warning("mail not sent", extra={"facts": {"error": type(error.__cause__).__name__}})
        Reminder.objects.within(scope).filter(pk=reminder.pk).update(claimed_at=None)
        return []
    Reminder.objects.within(scope).filter(pk=reminder.pk).update(sent_at=clock.now())
    return [duty.key for duty in own]


def _claim(
    person: Person, government: organizations.Government, scope: Scope, today: dt.date
) -> Reminder | None:
    """The mail of the day, ours to send; None when it went out or somebody else is sending it."""
    row = Reminder(government=government, person_id=person.user_id, day=today)
    Reminder.objects.bulk_create([row], ignore_conflicts=True)
    now = clock.now()
    waiting = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - TAKEN_OVER_AFTER)
    same = Reminder.objects.within(scope).filter(government=government, person_id=person.user_id, day=today)
    if not same.filter(waiting, sent_at__isnull=True).update(claimed_at=now):
        return None
    found: Reminder = same.get()
    return found


def _note(
    scope: Scope, keys: Iterable[tuple[str, str, str]], government: organizations.Government, today: dt.date
) -> None:
    """Write into the ledger that these duties were called to mind today, each once."""
    midnight = dt.datetime.combine(today, dt.time(), ZoneInfo(government.zone))
    stale = Q(reminded_at__isnull=True) | Q(reminded_at__lt=midnight)
    for key in sorted(set(keys)):
        LedgerEntry.objects.within(scope).open().of_key(*key).filter(stale).update(
            reminded_at=clock.now(), reminded_count=F("reminded_count") + 1
        )
