"""Decisions of people about a submission; rows are only ever added."""

from django.db import models

from simpul.core.models import ScopedModel
from simpul.datahub.review.enums import DecisionKind, ReturnReason


class Decision(ScopedModel):
    """Who decided what about a submission and when; labels are values that outlive the person's row."""

    scope_path = "submission__dataset__government_id"

    submission = models.ForeignKey("datahub.Submission", models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    reason = models.CharField(max_length=20, choices=ReturnReason.choices, blank=True)
    note = models.TextField(blank=True)
    actor_id = models.PositiveBigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    post_label = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta(ScopedModel.Meta):
        ordering = ["at", "pk"]
