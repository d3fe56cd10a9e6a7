"""Bringing the ledger in line with what is owed: new rows, changed last days, climbing, duties that vanished.

Safe to repeat and safe when two workers do it at once: rows are new once (a unique constraint), and every
change is an update on a condition of which one of the two gets the row.
"""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.workflow import calendar, queries, registry, rules
from simpul.workflow.enums import EndReason, Level
from simpul.workflow.models import LedgerEntry
from simpul.workflow.registry import Duty, Provider

logger = logging.getLogger("simpul.workflow")
Key = tuple[str, str, str]
_HEIGHT = {Level.NOBODY: 0, Level.HEAD: 1, Level.SEKDA: 2}


@dataclass
class Reconciled:
    """What was done; `vanished` names duties that were gone without an ending: their area forgot `end`."""

    opened: list[Key] = field(default_factory=list)
    climbed: list[Key] = field(default_factory=list)
    vanished: list[Key] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def reconcile(government: organizations.Government) -> Reconciled:
    """Compare the ledger of a government with its duties; the rows of a provider that fails stay."""
    result, today = Reconciled(), clock.today(government.zone)
    days = calendar.calendar_for(government)
    for provider in registry.providers():
        try:
            _reconcile_kind(provider, government, today, days, result)
        except Exception:  # one area's fault must not stop the others
            logger.exception("duties cannot be collected", extra={"facts": {"kind": provider.kind}})
            result.failed.append(provider.kind)
    return result


def _reconcile_kind(
    provider: Provider,
    government: organizations.Government,
    today: dt.date,
    days: rules.Calendar,
    result: Reconciled,
) -> None:
    scope = Scope.system("reconciling the ledger of duties", government.pk)
    # The moment and the open rows come before the duties: whatever begins or ends in between is then either
    # an open row that its area has ended meanwhile, or a duty that the next run sees, never a row that
    # seems lost.
    now = clock.now()
    known = _open_rows(scope, provider.kind)
    answers = queries.answers(provider, government, today)
    owed = {duty.key: queries.settled(duty, today, days) for duty in answers}
    new = [duty for key, duty in owed.items() if key not in known]
    _open(new, now)
    for key, row in known.items():
        if key not in owed:
            result.vanished += _close_lost(row, scope, now, today)
        elif row.differs_from(owed[key]):
            _refresh(row, scope, owed[key])
    result.opened += [duty.key for duty in new]
    result.climbed += _climb(owed, known, scope, government, now)


def _open_rows(scope: Scope, kind: str) -> dict[Key, LedgerEntry]:
    return {row.key: row for row in LedgerEntry.objects.within(scope).open().filter(kind=kind)}


def _open(duties: Iterable[Duty], now: dt.datetime) -> None:
    rows = [
        LedgerEntry(
            government_id=duty.government_id,
            kind=duty.kind,
            object_key=duty.object_key,
            duty=duty.duty,
            agency_id=duty.agency_id,
            capability=duty.capability,
            is_sample=duty.is_sample,
            first_seen=now,
            due=duty.due,
        )
        for duty in duties
    ]
    LedgerEntry.objects.bulk_create(rows, ignore_conflicts=True)


def _refresh(row: LedgerEntry, scope: Scope, duty: Duty) -> None:
    """The promise was changed: it climbs anew from its new last day."""
    same = LedgerEntry.objects.within(scope).open().filter(pk=row.pk)
    same.update(due=duty.due, agency_id=duty.agency_id, capability=duty.capability)
    if row.due != duty.due:
        same.update(escalated_to=Level.NOBODY, escalated_at=None)
        row.escalated_to = Level.NOBODY


def _close_lost(row: LedgerEntry, scope: Scope, now: dt.datetime, today: dt.date) -> list[Key]:
    """End a row whose duty is gone; if its area ended the duty while the row was being made, drop the row."""
    rows = LedgerEntry.objects.within(scope)
    same = rows.open().filter(pk=row.pk)
    if rows.of_key(*row.key).filter(ended_at__gte=row.first_seen).exists():
        same.delete()
        return []
    if not same.update(ended_at=now, ended_on=today, ended_reason=EndReason.VANISHED):
        return []
    logger.warning("duty vanished without an ending", extra={"facts": {"duty": "/".join(row.key)}})
    return [row.key]


def _climb(
    owed: dict[Key, Duty],
    known: dict[Key, LedgerEntry],
    scope: Scope,
    government: organizations.Government,
    now: dt.datetime,
) -> list[Key]:
    """Rows that reach somebody higher than before, each said once, to the audit as well."""
    higher = {key: duty for key, duty in owed.items() if _HEIGHT[duty.level] > _height(known.get(key))}
    if not higher:
        return []
    rows = _open_rows(scope, next(iter(higher))[0])  # again: those of new duties have keys by now
    return [
        row.key
        for key, duty in higher.items()
        if (row := rows.get(key)) and _raise(row, scope, government, duty.level, now)
    ]


def _height(row: LedgerEntry | None) -> int:
    return _HEIGHT[Level(row.escalated_to)] if row else 0


def _raise(
    row: LedgerEntry, scope: Scope, government: organizations.Government, level: Level, now: dt.datetime
) -> bool:
    if _HEIGHT[level] <= _height(row):
        return False
    with transaction.atomic():
        same = LedgerEntry.objects.within(scope).open().filter(pk=row.pk, escalated_to=row.escalated_to)
        if not same.update(escalated_to=level, escalated_at=now):
            return False
        audit.record(
            scope=scope,
            government_id=government.pk,
            action="duty.escalated",
            object_kind=row.kind,
            object_key=row.object_key,
            duty=row.duty,
            to=str(level),
        )
    return True
