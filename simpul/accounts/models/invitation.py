"""Invitations: the only way from a person's row to a password."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from simpul.accounts.enums import InvitationState
from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet


class InvitationQuerySet(ScopedQuerySet["Invitation"]):
    """Vocabulary of invitations."""

    def unanswered(self) -> Self:
        """Neither accepted nor revoked; they may have expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def open(self, now: dt.datetime) -> Self:
        """Those that can still be accepted."""
        return self.unanswered().filter(expires_at__gt=now)


class Invitation(ScopedModel):
    """A letter with a link that works once; the link's token is kept as its SHA-256 only.

    `government_id` is a number without a foreign key, because governments live in an upper area.
    `invited_by` is a label, since the one who invites may be a command. `mailed_at` is empty while no mail
    server has taken the letter.
    """

    government_id = models.PositiveBigIntegerField(db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=300)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(InvitationQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="accounts_invitation_one_unanswered",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="accounts_invitation_accepted_or_revoked",
            ),
        ]

    def state(self, now: dt.datetime) -> InvitationState:
        """What has become of it by this moment."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.OPEN if self.expires_at > now else InvitationState.EXPIRED
