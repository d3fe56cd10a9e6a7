"""Reads that span the models of the area."""

import datetime as dt
import uuid
from typing import Any, TypeVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from simpul.accounts import api as accounts
from simpul.accounts.models import User
from simpul.core import clock
from simpul.core.errors import NotFoundError
from simpul.core.jobs.models import Lease
from simpul.core.scope import Scope
from simpul.organizations import roles
from simpul.organizations.models import Agency, Area, Government, Membership, Post

M = TypeVar("M", bound=Model)


def agency(scope: Scope, pk: int) -> Agency:
    """The agency of the scope; NotFoundError for any other."""
    found: QuerySet[Agency] = Agency.objects.within(scope)
    return _one(found.select_related("government", "merged_into"), pk)


def post(scope: Scope, pk: int) -> Post:
    """The post of the scope; NotFoundError for any other."""
    found: QuerySet[Post] = Post.objects.within(scope)
    return _one(found.select_related("government", "agency"), pk)


def membership(scope: Scope, pk: int) -> Membership:
    """The membership of the scope; NotFoundError for any other."""
    found: QuerySet[Membership] = Membership.objects.within(scope)
    return _one(found.select_related("user", "post", "post__government", "post__agency"), pk)


def person(scope: Scope, public_id: uuid.UUID) -> User:
    """A person who holds or held a post of the scope; NotFoundError for any other."""
    found = people(scope).filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError()
    return found


def _one(rows: QuerySet[M], pk: int) -> M:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFoundError()
    return found


def people(scope: Scope) -> QuerySet[User]:
    """Everybody who holds or held a post of the scope, or will."""
    held = Membership.objects.within(scope).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(held))


def agencies(scope: Scope, today: dt.date) -> QuerySet[Any]:
    """Agencies with `post_count` and `people_count`, which counts who holds one of the posts today."""
    serving = Q(posts__memberships__since__lte=today) & (
        Q(posts__memberships__until__isnull=True) | Q(posts__memberships__until__gte=today)
    )
    found: QuerySet[Any] = Agency.objects.within(scope).annotate(
        post_count=Count("posts", distinct=True),
        people_count=Count("posts__memberships__user", filter=serving, distinct=True),
    )
    return found


def serving(scope: Scope, today: dt.date) -> QuerySet[Membership]:
    """Who holds which post today."""
    held: QuerySet[Membership] = (
        Membership.objects.within(scope).on(today).select_related("user", "post", "post__agency")
    )
    return held.order_by("post__title", "user__name", "pk")


def administrators(scope: Scope, government: Government) -> QuerySet[Membership]:
    """Memberships by which somebody who can sign in administers the government today."""
    today = clock.today(government.zone)
    held: QuerySet[Membership] = (
        Membership.objects.within(scope)
        .on(today)
        .filter(post__government=government, post__role=roles.Role.ADMINISTRATOR, user__is_active=True)
    )
    return held


def uninvited(scope: Scope, government: Government) -> QuerySet[User]:
    """People with a post, today or later, who have neither a password nor an open invitation."""
    today = clock.today(government.zone)
    lasting = Q(until__isnull=True) | Q(until__gte=today)
    seat = Membership.objects.within(scope).filter(lasting, user=OuterRef("pk"), post__government=government)
    waiting = accounts.Invitation.objects.within(scope).open(clock.now()).filter(user=OuterRef("pk"))
    without_password = User.objects.filter(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return without_password.filter(Exists(seat), ~Exists(waiting)).order_by("name", "pk")


def being_invited(government: Government) -> int:
    """How many invitations of `invite_everybody` still wait for a worker."""
    return Lease.objects.filter(is_open=True, key__startswith=f"undang:{government.pk}:").count()


def also_elsewhere(scope: Scope, user: User, government: Government) -> bool:
    """True when the person also holds a post of another government, whose account must not be taken away."""
    system = Scope.system("a person may serve several governments")
    today = clock.today(government.zone)
    others = Membership.objects.within(system).on(today).filter(user=user)
    return bool(others.exclude(post__government=government).exists())


def with_both_sides(scope: Scope, today: dt.date) -> QuerySet[User]:
    """People who both upload for an agency and verify as walidata; no submission lets them do both."""
    held = Membership.objects.within(scope).on(today).filter(user=OuterRef("pk"))
    return User.objects.filter(
        Exists(held.filter(post__role=roles.Role.OPERATOR)),
        Exists(held.filter(post__role=roles.Role.STEWARD)),
    ).order_by("name", "pk")


def district_codes(government: Government) -> frozenset[str]:
    """Codes of all living districts of a government."""
    living = Area.objects.filter(parent_code=government.area_code, valid_until__isnull=True)
    return frozenset(living.values_list("code", flat=True))
