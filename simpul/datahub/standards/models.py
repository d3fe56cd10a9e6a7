"""Data sets and the versions of their schema: what an agency agreed to deliver, how often, in which shape."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet
from simpul.core.periods import Frequency
from simpul.datahub.standards.schema import Schema


class Sensitivity(models.TextChoices):
    """Who may see released rows."""

    PUBLIC = "terbuka", _("terbuka untuk umum")
    INTERNAL = "internal", _("hanya di dalam pemerintah daerah")


class DatasetQuerySet(ScopedQuerySet["Dataset"]):
    """Vocabulary of data sets."""

    def open_to_public(self) -> Self:
        """Data sets whose releases anybody may see."""
        return self.filter(sensitivity=Sensitivity.PUBLIC)

    def of_agencies(self, agencies: frozenset[int] | None) -> Self:
        """Data sets that these agencies deliver; None means every agency."""
        return self if agencies is None else self.filter(agency_id__in=agencies)


class Dataset(ScopedModel):
    """A data set of an agency, with its standar data and its agreed clock (`frequency`, `lag_days`)."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="datasets")
    agency = models.ForeignKey("organizations.Agency", models.PROTECT, related_name="datasets")
    code = models.SlugField(_("kode"), max_length=80)
    title = models.CharField(_("judul"), max_length=200)
    description = models.TextField(_("uraian"), blank=True)
    frequency = models.CharField(_("frekuensi"), max_length=20, choices=Frequency.choices)
    lag_days = models.PositiveSmallIntegerField(_("jeda (hari)"), default=0)
    starts_on = models.DateField(_("diminta sejak"), null=True, blank=True)
    sensitivity = models.CharField(max_length=20, choices=Sensitivity.choices, default=Sensitivity.PUBLIC)
    licence = models.CharField(_("lisensi"), max_length=60, blank=True)
    is_priority = models.BooleanField(_("prioritas"), default=False)
    concept = models.TextField(_("konsep"), blank=True)
    definition = models.TextField(_("definisi"), blank=True)
    unit = models.CharField(_("satuan"), max_length=60, blank=True)
    is_sample = models.BooleanField(_("contoh"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(DatasetQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government", "code"], name="datahub_dataset_code_unique")
        ]
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def latest_schema(self) -> "SchemaVersion":
        """The schema that new submissions must follow."""
        newest: SchemaVersion = SchemaVersion.everywhere.filter(dataset=self).latest("number")
        return newest


class SchemaVersion(ScopedModel):
    """One immutable version of a data set's schema, a Frictionless Table Schema descriptor."""

    scope_path = "dataset__government_id"

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="schemas")
    number = models.PositiveIntegerField()
    descriptor = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="datahub_schema_number_unique")
        ]

    @property
    def schema(self) -> Schema:
        return Schema.from_descriptor(self.descriptor)
