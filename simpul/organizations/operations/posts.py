"""Posts, and who holds them from which day to which."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from simpul.accounts.models import User
from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import errors, queries, roles
from simpul.organizations.models import Agency, Government, Membership, Post
from simpul.web import formats


@transaction.atomic
def add_post(
    *, scope: Scope, government: Government, title: str, role: str, agency: Agency | None = None
) -> Post:
    """A new seat; raises AgencyNeededError, AgencyEndedError, PostExistsError."""
    scope.demand("people.manage")
    refuse_role_without_agency(role, agency)
    if agency and not agency.is_living:
        raise errors.AgencyEndedError(name=agency.name)
    alike = Post.objects.within(scope).filter(government=government, agency=agency, title__iexact=title)
    if alike.exists():
        raise errors.PostExistsError(title=title)
    post: Post = Post.objects.create(
        government=government, agency=agency, title=title, role=role, is_sample=government.is_sample
    )
    record(scope, post, "jabatan.tambah", peran=role, perangkat=agency.pk if agency else None)
    return post


@transaction.atomic
def remove_post(*, scope: Scope, post: Post) -> None:
    """Take away a post that nobody ever held; raises PostInUseError."""
    scope.demand("people.manage")
    if Membership.objects.within(scope).filter(post=post).exists():
        raise errors.PostInUseError()
    record(scope, post, "jabatan.hapus", peran=post.role, perangkat=post.agency_id)
    Post.objects.within(scope).filter(pk=post.pk).delete()


@transaction.atomic
def appoint(
    *, scope: Scope, post: Post, user: User, since: dt.date, until: dt.date | None = None
) -> Membership:
    """Put a person into a post from `since` to `until`, included.

    Raises AlreadyInPostError or DatesReversedError.
    """
    scope.demand("people.manage")
    refuse_reversed(since, until)
    _refuse_overlap(scope, post, user, since, until)
    try:
        with transaction.atomic():
            membership: Membership = Membership.objects.create(post=post, user=user, since=since, until=until)
    except IntegrityError as error:  # somebody else appointed the same person a moment earlier
        raise errors.AlreadyInPostError(name=user.name) from error
    record(
        scope,
        post,
        "jabatan.isi",
        orang=str(user.public_id),
        mulai=str(since),
        sampai=str(until) if until else None,
    )
    return membership


@transaction.atomic
def end_membership(*, scope: Scope, membership: Membership, until: dt.date) -> None:
    """Set the last day of a person in a post; the row stays.

    Raises DatesReversedError or LastAdministratorError.
    """
    scope.demand("people.manage")
    refuse_reversed(membership.since, until)
    post = membership.post
    ends_now = until < clock.today(post.government.zone)
    if ends_now and post.role == roles.Role.ADMINISTRATOR:
        refuse_last_administrator(scope, post.government, Q(pk=membership.pk))
    Membership.objects.within(scope).filter(pk=membership.pk).update(until=until)
    record(scope, post, "jabatan.akhiri", orang=str(membership.user.public_id), sampai=str(until))


@transaction.atomic
def change_role(*, scope: Scope, post: Post, role: str) -> None:
    """Give a post, and everybody who holds it, another role.

    Raises AgencyNeededError or LastAdministratorError.
    """
    scope.demand("people.manage")
    refuse_role_without_agency(role, post.agency)
    if post.role == roles.Role.ADMINISTRATOR and role != post.role:
        refuse_last_administrator(scope, post.government, Q(post=post))
    Post.objects.within(scope).filter(pk=post.pk).update(role=role)
    record(scope, post, "jabatan.ganti-peran", sebelum=post.role, sesudah=role)
    post.role = role


@transaction.atomic
def move_start(*, scope: Scope, membership: Membership, since: dt.date) -> None:
    """Correct the first day of a person in a post; raises DatesReversedError, LastAdministratorError."""
    scope.demand("people.manage")
    refuse_reversed(since, membership.until)
    post = membership.post
    if post.role == roles.Role.ADMINISTRATOR and since > clock.today(post.government.zone):
        refuse_last_administrator(scope, post.government, Q(pk=membership.pk))
    Membership.objects.within(scope).filter(pk=membership.pk).update(since=since)
    record(scope, post, "jabatan.ganti-mulai", orang=str(membership.user.public_id), mulai=str(since))


def refuse_role_without_agency(role: str, agency: Agency | None) -> None:
    """Raise AgencyNeededError when the role works for one agency and none is given."""
    if role in roles.AGENCY_BOUND and agency is None:
        raise errors.AgencyNeededError(role=roles.Role(role).label)


def refuse_reversed(since: dt.date, until: dt.date | None) -> None:
    """Raise DatesReversedError when the last day lies before the first."""
    if until is not None and until < since:
        raise errors.DatesReversedError(day=formats.date(since))


def refuse_last_administrator(scope: Scope, government: Government, leaving: Q) -> None:
    """Raise LastAdministratorError when nobody who can sign in would administer the government any more.

    The government's row is locked first: of two administrators who remove each other, the second is refused.
    """
    Government.objects.select_for_update().get(pk=government.pk)
    if not queries.administrators(scope, government).exclude(leaving).exists():
        raise errors.LastAdministratorError()


def _refuse_overlap(scope: Scope, post: Post, user: User, since: dt.date, until: dt.date | None) -> None:
    starts_before_end = Q() if until is None else Q(since__lte=until)
    still_there = Q(until__isnull=True) | Q(until__gte=since)
    held = Membership.objects.within(scope).filter(starts_before_end, still_there, post=post, user=user)
    if held.exists():
        raise errors.AlreadyInPostError(name=user.name)


def record(scope: Scope, post: Post, action: str, **details: Any) -> None:
    """Write an act on a post into the audit."""
    audit.record(
        scope=scope,
        government_id=post.government_id,
        action=action,
        object_kind="jabatan",
        object_key=post.pk,
        **details,
    )
