"""A lost second factor is taken off by two administrators, neither of whom is the person."""

import datetime as dt

from django.db import transaction
from django.db.models import F

from simpul.accounts import errors, factors, mails, rules
from simpul.accounts.enums import RestorationState
from simpul.accounts.models import Restoration, User
from simpul.accounts.places import Place
from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.errors import ForbiddenError, NotFoundError
from simpul.core.scope import Scope


@transaction.atomic
def request_restoration(
    *, scope: Scope, place: Place, user: User, reason: str, may_restore: bool
) -> Restoration:
    """The first administrator asks for it; a second one has 24 hours to decide.

    Needs account.restore and a person behind the scope. `may_restore` is the caller's answer whether the
    person holds a post in this government, which an upper area knows; without it the person is not found.
    """
    _demand(scope, place.government_id)
    if not may_restore:
        raise NotFoundError()
    if user.pk == scope.actor_id:
        raise errors.SelfRestorationError()
    if not reason.strip():
        raise errors.ReasonMissingError()
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk not in factors.enrolled([user.pk]):
        raise errors.NoFactorError(name=user.name)
    restoration = _create(scope, place, user, reason.strip())
    _record(scope, restoration, "pemulihan.minta")
    transaction.on_commit(lambda: mails.send_restoration_requested(user, place))
    return restoration


@transaction.atomic
def approve_restoration(*, scope: Scope, place: Place, restoration_id: int) -> Restoration:
    """The second administrator agrees: all factors go, all sessions end, the person is told and enrols anew.

    The one who asked cannot approve, nor the person; an administrator deactivated since then asked in vain.
    """
    restoration = _for_decision(scope, place, restoration_id)
    if restoration.requested_by_id == scope.actor_id:
        raise errors.SecondPersonError()
    if not restoration.requested_by.is_active:
        raise errors.RestorationClosedError()
    _decide(scope, restoration, RestorationState.APPROVED)
    removed = factors.remove_all(restoration.user_id)
    User.objects.filter(pk=restoration.user_id).update(session_epoch=F("session_epoch") + 1, must_enrol=True)
    _record(scope, restoration, "pemulihan.setuju", dilepas=removed)
    transaction.on_commit(lambda: mails.send_restoration_approved(restoration.user, place))
    return restoration


@transaction.atomic
def refuse_restoration(*, scope: Scope, place: Place, restoration_id: int) -> Restoration:
    """An administrator refuses, or the one who asked takes it back; nothing changes for the person."""
    restoration = _for_decision(scope, place, restoration_id)
    _decide(scope, restoration, RestorationState.REFUSED)
    _record(scope, restoration, "pemulihan.tolak")
    return restoration


def _create(scope: Scope, place: Place, user: User, reason: str) -> Restoration:
    now = clock.now()
    of_person = Restoration.objects.within(Scope.system("one waiting restoration a person")).filter(user=user)
    of_person.overdue(now).update(state=RestorationState.EXPIRED)
    if of_person.waiting(now).exists():
        raise errors.RestorationWaitingError(name=user.name)
    created: Restoration = Restoration.objects.create(
        government_id=place.government_id,
        user=user,
        reason=reason,
        requested_by_id=scope.actor_id,
        requested_at=now,
        expires_at=now + rules.RESTORATION_LASTS,
    )
    return created


def _for_decision(scope: Scope, place: Place, restoration_id: int) -> Restoration:
    _demand(scope, place.government_id)
    rows = Restoration.objects.within(scope).filter(pk=restoration_id, government_id=place.government_id)
    restoration: Restoration | None = rows.select_related("user", "requested_by").first()
    if restoration is None:
        raise NotFoundError()
    if restoration.user_id == scope.actor_id:
        raise errors.SelfRestorationError()
    return restoration


def _decide(scope: Scope, restoration: Restoration, state: RestorationState) -> None:
    now: dt.datetime = clock.now()
    waiting = Restoration.objects.within(scope).filter(pk=restoration.pk).waiting(now)
    if not waiting.update(state=state, decided_by_id=scope.actor_id, decided_at=now):
        raise errors.RestorationClosedError()
    restoration.refresh_from_db(fields=["state", "decided_by", "decided_at"])


def _demand(scope: Scope, government_id: int) -> None:
    scope.demand("account.restore")
    if scope.actor_id is None:  # the command line and jobs are nobody, so they cannot be one of two people
        raise ForbiddenError(capability="account.restore")
    if not scope.covers_government(government_id):
        raise NotFoundError()


def _record(scope: Scope, restoration: Restoration, action: str, **details: int) -> None:
    audit.record(
        scope=scope,
        government_id=restoration.government_id,
        action=action,
        object_kind="pemulihan",
        object_key=restoration.pk,
        orang=str(restoration.user.public_id),
        **details,
    )
