"""Invitations: issued, sent again, revoked, accepted."""

import hashlib
import secrets
from dataclasses import dataclass

from django.db import transaction

from simpul.accounts import errors, mails, rules
from simpul.accounts.models import Invitation, User
from simpul.accounts.places import Place
from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.errors import ConflictError, NotFoundError
from simpul.core.scope import Scope

_EVERYWHERE = Scope.system("following the link of an invitation")


@dataclass(frozen=True)
class Issued:
    """An invitation and its link, which is known at this moment only: the database keeps a hash."""

    invitation: Invitation
    link: str


@transaction.atomic
def invite(*, scope: Scope, place: Place, user: User) -> Issued:
    """Send the person a link that lets them set a password within seven days; an earlier link dies.

    Needs people.manage. The letter leaves when the transaction commits; where no mail server takes it,
    `mailed_at` stays empty and the link can be handed over.
    """
    _demand(scope, place.government_id)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise errors.InactivePersonError(name=user.name)
    if user.has_usable_password():
        raise errors.AlreadyActiveError(name=user.name)
    issued = _issue(scope, place, user)
    _record(scope, issued.invitation, "undangan.kirim")
    transaction.on_commit(lambda: _deliver(issued, place))
    return issued


def resend(*, scope: Scope, place: Place, invitation_id: int) -> Issued:
    """A new link for the person of an invitation that was not accepted; the old link dies."""
    invitation = Invitation.objects.within(scope).filter(pk=invitation_id).select_related("user").first()
    if invitation is None:
        raise NotFoundError()
    return invite(scope=scope, place=place, user=invitation.user)


@transaction.atomic
def revoke(*, scope: Scope, invitation_id: int) -> None:
    """The link no longer works; ConflictError when it was accepted or revoked meanwhile."""
    scope.demand("people.manage")
    invitation = Invitation.objects.within(scope).filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFoundError()
    open_ones = Invitation.objects.within(scope).filter(pk=invitation_id).unanswered()
    if not open_ones.update(revoked_at=clock.now()):
        raise ConflictError()
    _record(scope, invitation, "undangan.batal")


def find(token: str) -> Invitation:
    """The open invitation of a link; raises the error that says why there is none.

    The look-up compares SHA-256 digests, so its duration tells nothing about a token of 256 random bits.
    """
    found = Invitation.objects.within(_EVERYWHERE).filter(token_hash=_digest(token))
    invitation: Invitation | None = found.select_related("user").first()
    if invitation is None:
        raise errors.InvitationUnknownError()
    _must_be_open(invitation)
    return invitation


@transaction.atomic
def accept(*, token: str, name: str, password: str) -> User:
    """Give the person their name and password; the link works once, also when opened twice at a time."""
    invitation = find(token)
    now = clock.now()
    still_open = Invitation.objects.within(_EVERYWHERE).filter(pk=invitation.pk).open(now)
    if not still_open.update(accepted_at=now):
        raise errors.InvitationUsedError()
    user = invitation.user
    user.name = name
    user.set_password(password)
    user.save(update_fields=["name", "password"])
    own = Scope(governments=frozenset({invitation.government_id}), actor_id=user.pk, actor_label=user.name)
    _record(own, invitation, "undangan.terima")
    return user


def _issue(scope: Scope, place: Place, user: User) -> Issued:
    now, token = clock.now(), secrets.token_urlsafe(32)
    Invitation.objects.within(_EVERYWHERE).filter(user=user).unanswered().update(revoked_at=now)
    invitation = Invitation.objects.create(
        government_id=place.government_id,
        user=user,
        token_hash=_digest(token),
        invited_by=scope.actor_label,
        issued_at=now,
        expires_at=now + rules.INVITATION_LASTS,
    )
    return Issued(invitation, f"{place.origin}/undangan/{token}/")


def _deliver(issued: Issued, place: Place) -> None:
    if mails.send_invitation(issued.invitation, issued.link, place):
        Invitation.objects.within(_EVERYWHERE).filter(pk=issued.invitation.pk).update(mailed_at=clock.now())


def _must_be_open(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise errors.InvitationUsedError()
    if invitation.revoked_at or not invitation.user.is_active:
        raise errors.InvitationRevokedError(inviter=invitation.invited_by)
    if invitation.expires_at <= clock.now():
        raise errors.InvitationExpiredError(inviter=invitation.invited_by)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _demand(scope: Scope, government_id: int) -> None:
    scope.demand("people.manage")
    if not scope.covers_government(government_id):
        raise NotFoundError()


def _record(scope: Scope, invitation: Invitation, action: str) -> None:
    audit.record(
        scope=scope,
        government_id=invitation.government_id,
        action=action,
        object_kind="undangan",
        object_key=invitation.pk,
        orang=str(invitation.user.public_id),
    )
