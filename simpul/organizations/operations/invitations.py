"""Inviting many people at once."""

from django.db import transaction

from simpul.accounts import api as accounts
from simpul.audit import api as audit
from simpul.core.scope import Scope
from simpul.organizations import queries, tasks
from simpul.organizations.models import Government


@transaction.atomic
def invite_everybody(*, scope: Scope, government: Government, place: accounts.Place) -> int:
    """Invite all who have a post but neither password nor invitation, in the background; returns how many.

    One job a person: a mail server that fails holds up nobody else, and the list shows how far it is.
    """
    scope.demand("people.manage")
    waiting = list(queries.uninvited(scope, government).values_list("pk", flat=True))
    for user_id in waiting:
        key = f"undang:{government.pk}:{user_id}"
        tasks.invite_person.enqueue(government.pk, scope.actor_id, user_id, place.origin, key=key)
    audit.record(
        scope=scope,
        government_id=government.pk,
        action="undangan.semua",
        object_kind="pemerintah",
        object_key=government.pk,
        orang=len(waiting),
    )
    return len(waiting)
