"""Reading the record, always within a scope."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from simpul.audit.models import Chain, DailyHead, Entry
from simpul.core.scope import Scope


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; "" and None leave a question open. `day` is one of the zone's days."""

    who: str = ""
    action: str = ""
    object: str = ""
    day: dt.date | None = None


@dataclass(frozen=True)
class Standing:
    """How the chain of a government stands; `waiting` acts are on record and not sealed yet."""

    chain: Chain | None
    waiting: int
    daily: DailyHead | None


def entries(scope: Scope, government_id: int, asked: Asked, zone: str) -> QuerySet[Entry]:
    """Acts on record, newest first. `who` is a part of name or post; `object` a kind, a key, or both."""
    found: QuerySet[Entry] = Entry.objects.within(scope).filter(government_id=government_id)
    if asked.who:
        found = found.filter(Q(actor_label__icontains=asked.who) | Q(post_label__icontains=asked.who))
    if asked.action:
        found = found.filter(action=asked.action)
    if asked.object:
        found = found.filter(_object(asked.object))
    if asked.day:
        start = dt.datetime.combine(asked.day, dt.time(), ZoneInfo(zone))
        found = found.filter(at__gte=start, at__lt=start + dt.timedelta(days=1))
    return found.order_by("-id")


def _object(text: str) -> Q:
    kind, _space, key = text.partition(" ")
    if key:
        return Q(object_kind=kind, object_key=key.strip())
    return Q(object_kind=text) | Q(object_key=text)


def actions(scope: Scope, government_id: int) -> list[str]:
    """Names of the acts that were ever recorded, sorted."""
    found: Any = Entry.objects.within(scope).filter(government_id=government_id).order_by("action")
    return list(found.values_list("action", flat=True).distinct())


def standing(scope: Scope, government_id: int) -> Standing:
    """The end of the chain, what waits, and the newest day's head."""
    mine = {"government_id": government_id}
    return Standing(
        chain=Chain.objects.within(scope).filter(**mine, sequence__gt=0).first(),
        waiting=Entry.objects.within(scope).filter(**mine, sequence__isnull=True).count(),
        daily=DailyHead.objects.within(scope).filter(**mine).order_by("-day").first(),
    )
