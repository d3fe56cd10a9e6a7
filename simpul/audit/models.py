"""The append-only record. Actor, post and label are stored as values: they must survive the person's row."""

from django.db import models

from simpul.core.models import ScopedModel


class Entry(ScopedModel):
    """One act; `sequence`, `previous_seal` and `seal` come from the sealing process and then stand for ever.

    No foreign keys: the record stands when everything it speaks of is gone. Details hold no personal value.
    """

    government_id = models.PositiveBigIntegerField(db_index=True)
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

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government_id", "sequence"], name="audit_entry_sequence")
        ]
        indexes = [
            models.Index(fields=["government_id", "object_kind", "object_key"], name="audit_entry_object")
        ]
