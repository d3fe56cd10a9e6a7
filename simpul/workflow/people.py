"""Who works for a government today, and whom a late duty climbs to."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet

from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.workflow.enums import Level
from simpul.workflow.registry import Duty


@dataclass(frozen=True)
class Place:
    """Above whose work somebody stands: the agencies that they head, and the whole government."""

    heads: frozenset[int]
    is_leader: bool

    def stands_above(self, duty: Duty) -> bool:
        """True when a late duty has climbed up to this place."""
        if duty.level is Level.SEKDA and self.is_leader:
            return True
        return duty.level is not Level.NOBODY and duty.head_on is not None and duty.agency_id in self.heads


@dataclass(frozen=True)
class Person:
    """Somebody who holds a post today, with the scope that a request of theirs would have."""

    user_id: int
    name: str
    email: str
    scope: Scope
    place: Place


def place_of(user_id: int, government: organizations.Government, today: dt.date) -> Place:
    """The place of one person; one query."""
    return _place(_held(government, today).filter(user_id=user_id))


def people_of(
    government: organizations.Government, today: dt.date, *, except_for: Collection[int] = ()
) -> list[Person]:
    """Everybody with an account in use and a post on this day, in the order of their accounts.

    One query and one for each person; `except_for` holds the keys of people who are left out.
    """
    held = _held(government, today).filter(user__is_active=True).exclude(user_id__in=except_for)
    by_user: dict[int, list[organizations.Membership]] = {}
    for membership in held.select_related("user"):
        by_user.setdefault(membership.user_id, []).append(membership)
    return [_person(memberships, government, today) for memberships in by_user.values()]


def _held(government: organizations.Government, today: dt.date) -> QuerySet[organizations.Membership]:
    scope = Scope.system("finding who works for a government", government.pk)
    rows = organizations.Membership.objects.within(scope).on(today).select_related("post")
    return cast("QuerySet[organizations.Membership]", rows.order_by("user_id", "pk"))


def _person(
    memberships: list[organizations.Membership], government: organizations.Government, today: dt.date
) -> Person:
    user = memberships[0].user
    scope = organizations.seat_of(user, government, today).scope
    return Person(user.pk, user.name, user.email, scope, _place(memberships))


def _place(memberships: Iterable[organizations.Membership]) -> Place:
    posts = [membership.post for membership in memberships]
    heads = {post.agency_id for post in posts if post.role == organizations.Role.AGENCY_HEAD}
    is_leader = any(post.role == organizations.Role.LEADER for post in posts)
    return Place(frozenset(pk for pk in heads if pk is not None), is_leader)
