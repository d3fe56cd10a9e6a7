"""Releases: immutable, numbered, with the rows that pages serve."""

from typing import Any, ClassVar, Self

from django.db import models

from simpul.core import periods
from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet


class ReleaseQuerySet(ScopedQuerySet["Release"]):
    """Vocabulary of releases."""

    def current(self) -> Self:
        """Of each data set and period, the release that counts."""
        return self.filter(is_current=True)


class Release(ScopedModel):
    """One immutable release of a data set for a period.

    Parquet is the truth; `ServedRow` is its copy for pages and can be rebuilt from it. Only `is_current`
    changes, when a later release of the same period takes its place.
    """

    scope_path = "dataset__government_id"

    dataset = models.ForeignKey("datahub.Dataset", models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    period_code = models.CharField(max_length=12, blank=True)
    newest_code = models.CharField(max_length=12, blank=True)  # newest period among the rows
    newest_end = models.DateField(null=True)
    submission = models.OneToOneField("datahub.Submission", models.PROTECT, related_name="release")
    parquet = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=120, blank=True)
    columns = models.JSONField()  # field name → column letter in the sheet
    rows = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    released_at = models.DateTimeField()
    released_by_id = models.PositiveBigIntegerField(null=True)
    released_label = models.CharField(max_length=200)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(ReleaseQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="datahub_release_number_unique"),
            models.UniqueConstraint(
                fields=["dataset", "period_code"],
                condition=models.Q(is_current=True),
                name="datahub_release_one_current",
            ),
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.dataset} {self.number}"

    @property
    def period(self) -> periods.Period:
        return periods.parse(self.period_code)

    @property
    def newest(self) -> periods.Period:
        return periods.parse(self.newest_code)


class ServedRow(ScopedModel):
    """One row of a release as pages read it: raw texts as the sheet held them, numbers as exact text."""

    scope_path = "release__dataset__government_id"

    release = models.ForeignKey(Release, models.CASCADE, related_name="served")
    row = models.PositiveIntegerField()  # row number in the sheet, from 1
    area_code = models.CharField(max_length=13, blank=True)
    period_code = models.CharField(max_length=12, blank=True)
    raw = models.JSONField()  # field name → cell text
    values = models.JSONField()  # field name → exact text of the parsed value, null when blank

    class Meta(ScopedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["release", "row"], name="datahub_served_row_unique")]
        indexes = [models.Index(fields=["release", "area_code"], name="datahub_served_area")]
        ordering = ["row"]
