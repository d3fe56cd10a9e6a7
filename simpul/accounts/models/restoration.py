"""Restorations: two administrators take a lost second factor off an account."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from simpul.accounts.enums import RestorationState
from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet


class RestorationQuerySet(ScopedQuerySet["Restoration"]):
    """Vocabulary of restorations."""

    def waiting(self, now: dt.datetime) -> Self:
        """Those that a second administrator may still decide."""
        return self.filter(state=RestorationState.WAITING, expires_at__gt=now)

    def overdue(self, now: dt.datetime) -> Self:
        """Those that nobody decided in time, still marked as waiting."""
        return self.filter(state=RestorationState.WAITING, expires_at__lte=now)


class Restoration(ScopedModel):
    """One request for one person; that three different people are in it is also a rule of the database."""

    government_id = models.PositiveBigIntegerField(db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="restorations")
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=20, choices=RestorationState.choices, default=RestorationState.WAITING
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(RestorationQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state=RestorationState.WAITING),
                name="accounts_restoration_one_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(requested_by=F("user")), name="accounts_restoration_not_for_oneself"
            ),
            models.CheckConstraint(
                condition=~Q(state=RestorationState.APPROVED)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("user")) & ~Q(decided_by=F("requested_by"))),
                name="accounts_restoration_by_two_others",
            ),
        ]
        ordering = ["-requested_at", "-pk"]
