"""Submissions: one uploaded file on its way to a release."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from simpul.core import periods
from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet
from simpul.datahub.intake.enums import UNDER_WAY, SubmissionState


class SubmissionQuerySet(ScopedQuerySet["Submission"]):
    """Vocabulary of submissions."""

    def of_agencies(self, agencies: frozenset[int] | None) -> Self:
        """Submissions of these agencies' data sets; None means every agency."""
        return self if agencies is None else self.filter(dataset__agency_id__in=agencies)

    def under_way(self) -> Self:
        """Submissions that have not ended."""
        return self.filter(state__in=UNDER_WAY)


class Submission(ScopedModel):
    """A file that an agency sent for one data set and period, and where it stands."""

    scope_path = "dataset__government_id"

    dataset = models.ForeignKey("datahub.Dataset", models.PROTECT, related_name="submissions")
    schema_version = models.ForeignKey("datahub.SchemaVersion", models.PROTECT, related_name="+")
    period_code = models.CharField(max_length=12, blank=True)
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SubmissionState.choices, default=SubmissionState.RECEIVED)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_label = models.CharField(max_length=200)
    uploaded_post = models.CharField(max_length=400, blank=True)
    uploaded_at = models.DateTimeField()
    note = models.TextField(blank=True)
    problem = models.TextField(blank=True)  # why the file cannot be read, in words
    checks_started = models.PositiveSmallIntegerField(
        default=0
    )  # a file that ends its checker each time is given up
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    idempotency_key = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(SubmissionQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["uploaded_by", "idempotency_key"],
                condition=~models.Q(idempotency_key=""),
                name="datahub_submission_sent_once",
            )
        ]
        indexes = [models.Index(fields=["dataset", "state"], name="datahub_submission_state")]
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.dataset} {self.period_code}"

    @property
    def period(self) -> periods.Period:
        return periods.parse(self.period_code)

    def get_absolute_url(self) -> str:
        return reverse("submission", args=[self.pk])
