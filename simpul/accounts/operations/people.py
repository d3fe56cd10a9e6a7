"""Ending and resuming what a person may do."""

from django.db import transaction
from django.db.models import F

from simpul.accounts import errors
from simpul.accounts.enums import RestorationState
from simpul.accounts.models import Invitation, Restoration, User
from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.errors import ConflictError, NotFoundError
from simpul.core.scope import Scope


@transaction.atomic
def deactivate(*, scope: Scope, government_id: int, user: User) -> None:
    """The person can no longer sign in, is out everywhere at their next request, and open letters lapse.

    Needs people.manage; refused for oneself. What the person did stays in the record.
    """
    _demand(scope, government_id)
    if user.pk == scope.actor_id:
        raise errors.SelfDeactivationError()
    now = clock.now()
    changed = User.objects.filter(pk=user.pk, is_active=True).update(
        is_active=False, deactivated_at=now, session_epoch=F("session_epoch") + 1
    )
    if not changed:
        raise ConflictError()
    everywhere = Scope.system("deactivating a person")
    Invitation.objects.within(everywhere).filter(user=user).unanswered().update(revoked_at=now)
    waiting = Restoration.objects.within(everywhere).filter(user=user, state=RestorationState.WAITING)
    waiting.update(state=RestorationState.REFUSED, decided_at=now)
    user.refresh_from_db()
    _record(scope, government_id, user, "akun.nonaktif")


@transaction.atomic
def reactivate(*, scope: Scope, government_id: int, user: User) -> None:
    """The person may sign in again with the password they had; needs people.manage."""
    _demand(scope, government_id)
    changed = User.objects.filter(pk=user.pk, is_active=False).update(is_active=True, deactivated_at=None)
    if not changed:
        raise ConflictError()
    user.refresh_from_db()
    _record(scope, government_id, user, "akun.aktif")


def end_sessions(*, user: User) -> None:
    """Everybody who is signed in as this person is out at their next request."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def _demand(scope: Scope, government_id: int) -> None:
    scope.demand("people.manage")
    if not scope.covers_government(government_id):
        raise NotFoundError()


def _record(scope: Scope, government_id: int, user: User, action: str) -> None:
    audit.record(
        scope=scope,
        government_id=government_id,
        action=action,
        object_kind="orang",
        object_key=user.public_id,
    )
