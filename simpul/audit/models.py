"""The append-only record. Actor, post and label are stored as values: they must survive the person's row."""

from typing import Any, ClassVar, Never

from django.db import models

from simpul.audit.errors import ImmutableEntryError
from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet


class AppendOnlyQuerySet(ScopedQuerySet["Entry"]):
    """Rows to read; what would change or remove them raises ImmutableEntryError."""

    def update(self, **kwargs: Any) -> Never:
        raise ImmutableEntryError()

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise ImmutableEntryError()

    def bulk_create(self, *args: Any, **kwargs: Any) -> Never:
        raise ImmutableEntryError()  # it could overwrite; acts are recorded one by one

    def delete(self) -> Never:
        raise ImmutableEntryError()


class Entry(ScopedModel):
    """One act; `sequence`, `previous_seal` and `seal` come from the sealing process and then stand for ever.

    No foreign keys: the record stands when everything it speaks of is gone. Details hold no personal value.
    """

    government_id = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    post_label = models.CharField(max_length=400, blank=True)
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=60)
    object_key = models.CharField(max_length=100)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=20, blank=True)
    sequence = models.PositiveBigIntegerField(null=True)
    previous_seal = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(AppendOnlyQuerySet)
    everywhere: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government_id", "sequence"], name="audit_entry_sequence")
        ]
        indexes = [
            models.Index(fields=["government_id", "object_kind", "object_key"], name="audit_entry_object"),
            models.Index(fields=["government_id", "-id"], name="audit_entry_newest"),
            models.Index(fields=["government_id", "action", "-id"], name="audit_entry_action"),
            models.Index(fields=["government_id", "at"], name="audit_entry_at"),
            models.Index(
                fields=["government_id", "id"],
                condition=models.Q(sequence__isnull=True),
                name="audit_entry_unsealed",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that stands is never written again, not even under a key given by hand."""
        if not self._state.adding:
            raise ImmutableEntryError()
        super().save(*args, **(kwargs | {"force_insert": True}))

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise ImmutableEntryError()


class Chain(ScopedModel):
    """Where the chain of a government ends; locking its row is what makes sealing one process's work."""

    government_id = models.PositiveBigIntegerField(unique=True)
    sequence = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(null=True)


class DailyHead(ScopedModel):
    """The end of the chain when a day was over, on the government's own clock: what is kept elsewhere."""

    government_id = models.PositiveBigIntegerField()
    day = models.DateField()
    sequence = models.PositiveBigIntegerField()
    seal = models.CharField(max_length=64)
    mailed_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government_id", "day"], name="audit_dailyhead_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.sequence}:{self.seal}"
