"""The ledger of duties, the mails that reminded of them, and days off that somebody imported."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet
from simpul.core.scope import Scope
from simpul.workflow.enums import EndReason, HolidayKind, Level
from simpul.workflow.registry import Duty


class LedgerQuerySet(ScopedQuerySet["LedgerEntry"]):
    """Vocabulary of the ledger."""

    def open(self) -> Self:
        """Duties that have not ended."""
        return self.filter(ended_at__isnull=True)

    def of_key(self, kind: str, object_key: str, duty: str) -> Self:
        """All rows of one duty: it may have come back after it ended."""
        return self.filter(kind=kind, object_key=object_key, duty=duty)

    def doable_within(self, scope: Scope) -> Self:
        """Duties that the caller may do: capability held, and agency covered."""
        rows = self if scope.is_system else self.filter(capability__in=scope.capabilities)
        if scope.agencies is None:
            return rows
        return rows.filter(models.Q(agency_id__isnull=True) | models.Q(agency_id__in=scope.agencies))

    def promised_between(self, first: dt.date, last: dt.date) -> Self:
        """Duties whose last day lies in these days, both included; endings that tell nothing are left out."""
        return self.filter(due__gte=first, due__lte=last).exclude(ended_reason__in=EndReason.values)


class LedgerEntry(ScopedModel):
    """One duty from the moment it was first seen until it ended; what it says is derived, never stored.

    `agency_id` and `capability` are values, so that the row outlives what it speaks of. `ended_on` is the
    day of the ending on the government's own calendar, to be held against `due`.
    """

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=100)
    duty = models.CharField(max_length=40)
    agency_id = models.PositiveBigIntegerField(null=True)
    capability = models.CharField(max_length=60, blank=True)
    is_sample = models.BooleanField(default=False)
    first_seen = models.DateTimeField()
    due = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reminded_count = models.PositiveIntegerField(default=0)
    escalated_to = models.CharField(max_length=10, choices=Level.choices, blank=True)
    escalated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=60, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(LedgerQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["government", "kind", "object_key", "duty"],
                condition=models.Q(ended_at__isnull=True),
                name="workflow_ledger_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_on__isnull=True, ended_reason="")
                | (models.Q(ended_at__isnull=False, ended_on__isnull=False) & ~models.Q(ended_reason="")),
                name="workflow_ledger_end_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["government", "due"], name="workflow_ledger_due"),
            models.Index(fields=["government", "kind", "object_key", "duty"], name="workflow_ledger_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.object_key}/{self.duty}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What the duty of this row is known by."""
        return (self.kind, self.object_key, self.duty)

    def differs_from(self, duty: Duty) -> bool:
        """True when the facts that the row keeps of the duty have changed."""
        return (self.due, self.agency_id, self.capability) != (duty.due, duty.agency_id, duty.capability)


class Reminder(ScopedModel):
    """One mail of one working day to one person; the row is there before the mail, so no day has two."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["government", "person", "day"], name="workflow_reminder_once_a_day"
            )
        ]


class HolidayQuerySet(ScopedQuerySet["Holiday"]):
    """Days off reach further than other rows: those without a government hold for everybody."""

    def within(self, scope: Scope) -> Self:
        """Days off of the governments in the scope, and those that hold everywhere."""
        own = super().within(scope)
        return own if scope.governments is None else own | self.filter(government__isnull=True)


class Holiday(ScopedModel):
    """A day off that the calendar library does not know; without a government it holds for the whole country.

    `source` names the decree, for example "SKB 3 Menteri 2028".
    """

    government = models.ForeignKey(
        "organizations.Government", models.CASCADE, null=True, blank=True, related_name="+"
    )
    day = models.DateField()
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=HolidayKind.choices)
    source = models.CharField(max_length=200)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(HolidayQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["day"],
                condition=models.Q(government__isnull=True),
                name="workflow_holiday_national_once",
            ),
            models.UniqueConstraint(fields=["government", "day"], name="workflow_holiday_regional_once"),
        ]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
