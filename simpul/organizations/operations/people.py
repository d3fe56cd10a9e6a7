"""People of a government: placed, ended, resumed. Their accounts belong to the area below."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from simpul.accounts import api as accounts
from simpul.accounts.models import User
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import errors, queries
from simpul.organizations.models import Government, Membership, Post
from simpul.organizations.operations import posts


@transaction.atomic
def place_person(
    *, scope: Scope, post: Post, name: str, email: str, since: dt.date, until: dt.date | None = None
) -> Membership:
    """Put the person with this mail address into a post; an unknown address becomes a new person.

    Somebody who has an account keeps their own name. Raises what `posts.appoint` raises, and
    PersonInactiveError for an account that was deactivated.
    """
    scope.demand("people.manage")
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(
        email=email, name=name, is_sample=post.is_sample
    )
    if not user.is_active:
        raise errors.PersonInactiveError()
    return posts.appoint(scope=scope, post=post, user=user, since=since, until=until)


@transaction.atomic
def retire_person(*, scope: Scope, government: Government, user: User) -> bool:
    """Take the person's access away from today; True when the account itself was deactivated.

    Somebody who also serves another government keeps the account and only loses the posts here, which end
    yesterday (a post that began today ends today). Raises OwnAccessError, LastAdministratorError.
    """
    scope.demand("people.manage")
    if user.pk == scope.actor_id:
        raise errors.OwnAccessError()
    posts.refuse_last_administrator(scope, government, Q(user=user))
    if not queries.also_elsewhere(scope, user, government):
        accounts.deactivate(scope=scope, government_id=government.pk, user=user)
        return True
    today = clock.today(government.zone)
    for membership in queries.serving(scope, today).filter(user=user, post__government=government):
        last_day = max(membership.since, today - dt.timedelta(days=1))
        posts.end_membership(scope=scope, membership=membership, until=last_day)
    return False


@transaction.atomic
def resume_person(*, scope: Scope, government: Government, user: User) -> None:
    """Let a deactivated person sign in again.

    Raises ServesElsewhereError while the person has a post in another government.
    """
    scope.demand("people.manage")
    if queries.also_elsewhere(scope, user, government):
        raise errors.ServesElsewhereError()
    accounts.reactivate(scope=scope, government_id=government.pk, user=user)
