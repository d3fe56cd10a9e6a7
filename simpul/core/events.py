"""Live events: short notes that something changed, for pages that are open now.

    with transaction.atomic():
        ...
        events.publish(government_id=1, kind="rilis", key="penduduk", payload={"period": "2024"})

A reader that has seen `position` n never misses an event that gets a position later: positions are given in
the order in which commits become visible. On SQLite, where one writer works at a time, publishing gives them.
On PostgreSQL an earlier insert may commit later, so they are given at reading, under a lock, to what is
committed.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

from simpul.core import clock
from simpul.core.models import ScopedModel
from simpul.core.scope import Scope

CHANNEL = "simpul_events"  # what PostgreSQL notifies
PAYLOAD_LIMIT = 2000  # characters of JSON
KEPT = dt.timedelta(days=7)
_LOCK = 7203241  # any number that nobody else takes as an advisory lock

_NUMBER = """
    UPDATE core_event SET position = fresh.place + (SELECT COALESCE(MAX(position), 0) FROM core_event)
    FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM core_event WHERE position IS NULL) AS fresh
    WHERE core_event.id = fresh.id
"""


class Event(ScopedModel):
    """One change; `kind` and `key` say of what, `payload` is plain JSON without personal values.

    The government is a number, not a relation: an event outlives nothing and is gone in a week.
    """

    government_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()
    position = models.PositiveBigIntegerField(null=True, unique=True)

    class Meta(ScopedModel.Meta):
        indexes = [
            models.Index(fields=["at"], name="core_event_at"),
            models.Index(fields=["id"], condition=models.Q(position=None), name="core_event_fresh"),
        ]


def publish(*, government_id: int, kind: str, key: str, payload: dict[str, Any] | None = None) -> None:
    """Tell open pages of a change, in the transaction that makes it.

    The payload says what changed, not how it looks now: pages fetch that themselves, under their own rights.
    """
    if len(json.dumps(payload)) > PAYLOAD_LIMIT:
        raise ValueError("a live event is a note, not a document")
    with transaction.atomic():
        Event.objects.create(
            government_id=government_id, kind=kind, key=key, payload=payload or {}, at=clock.now()
        )
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}" if connection.vendor == "postgresql" else _NUMBER)


def after(government_ids: Iterable[int] | None, position: int, limit: int = 500) -> list[Event]:
    """Events behind a position, in order, of these governments (None: of all, for the live process)."""
    settle()
    governments = None if government_ids is None else frozenset(government_ids)
    scope = Scope(governments=governments)
    return list(Event.objects.within(scope).filter(position__gt=position).order_by("position")[:limit])


def newest() -> int:
    """The newest position, 0 when there was no event yet: where a page that opens now begins."""
    settle()
    found = Event.objects.within(_system()).aggregate(newest=models.Max("position"))["newest"]
    return int(found or 0)


@dataclass(frozen=True)
class News:
    """What a page that was away missed; not `is_whole`: too much or too long ago, so load it anew."""

    events: list[Event]
    position: int
    is_whole: bool


def since(government_ids: Iterable[int], position: int, limit: int = 200) -> News:
    """Everything behind a position that a page has seen, and the position up to which this is all."""
    settled, oldest = newest(), _oldest()
    found = after(government_ids, position, limit + 1)
    if len(found) > limit or not oldest - 1 <= position <= settled:
        return News([], settled, is_whole=False)
    return News(found, max([settled, *(event.position or 0 for event in found)]), is_whole=True)


def prune(now: dt.datetime) -> int:
    """Delete events older than a week and return how many; the newest stays, for numbers go on from it."""
    old = Event.objects.within(_system()).filter(at__lt=now - KEPT).exclude(position=newest())
    return int(old.delete()[0])


def _oldest() -> int:
    found = Event.objects.within(_system()).aggregate(oldest=models.Min("position"))["oldest"]
    return int(found or 0)


def settle() -> None:
    """Give positions to what is committed and has none; does nothing on SQLite."""
    if connection.vendor != "postgresql":
        return
    if not Event.objects.within(_system()).filter(position=None).exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if cursor.fetchone()[0]:  # else another reader is at it, and we see its work next time
            cursor.execute(_NUMBER)


def _system() -> Scope:
    return Scope.system("live events")
