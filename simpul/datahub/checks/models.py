"""What the checks found, kept with the submission."""

from django.db import models

from simpul.core.models import ScopedModel


class CheckReport(ScopedModel):
    """The report of the latest check of a submission; `body` is the JSON of checks.findings.Report."""

    scope_path = "submission__dataset__government_id"

    submission = models.OneToOneField("datahub.Submission", models.CASCADE, related_name="report")
    body = models.JSONField()
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    duration_ms = models.PositiveIntegerField()
    checked_at = models.DateTimeField()
    sheet = models.CharField(max_length=120, blank=True)
    columns = models.JSONField(default=dict)  # field name → column letter
    parquet = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    annotated = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
