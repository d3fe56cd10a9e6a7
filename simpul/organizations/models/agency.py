"""Agencies (perangkat daerah), which are renamed and merged but never forgotten."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet


class AgencyQuerySet(ScopedQuerySet["Agency"]):
    """Vocabulary of agencies."""

    def living(self) -> Self:
        """Agencies that have not been merged or closed."""
        return self.filter(ended_on__isnull=True)


class Agency(ScopedModel):
    """One perangkat daerah; `merged_into` tells who took over its work."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="agencies")
    code = models.CharField(_("kode"), max_length=30)
    name = models.CharField(_("nama"), max_length=160)
    short_name = models.CharField(_("singkatan"), max_length=60)
    is_sample = models.BooleanField(default=False)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(AgencyQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government", "code"], name="organizations_agency_code_unique")
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_living(self) -> bool:
        return self.ended_on is None


class AgencyChangeKind(models.TextChoices):
    RENAMED = "ganti-nama", _("ganti nama")
    MERGED = "digabung", _("digabung")


class AgencyChange(ScopedModel):
    """History: what an agency was called, or into which it was merged, and since when."""

    scope_path = "agency__government_id"

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=AgencyChangeKind.choices)
    old_name = models.CharField(max_length=160)
    new_name = models.CharField(max_length=160)
    effective_on = models.DateField(default=dt.date.today)
    legal_basis = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.CharField(max_length=300)
