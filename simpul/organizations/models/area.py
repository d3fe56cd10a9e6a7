"""Area codes of Indonesia (global) and outlines that a government imports for its own area."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core.models import ScopedModel


class AreaLevel(models.IntegerChoices):
    """Depth in the code PP.KK.CC.DDDD."""

    PROVINCE = 1, _("provinsi")
    REGENCY = 2, _("kabupaten/kota")
    DISTRICT = 3, _("kecamatan")
    VILLAGE = 4, _("desa/kelurahan")


class AreaQuerySet(models.QuerySet["Area"]):
    """Area codes are the same for everybody, so they need no scope."""

    def living(self) -> Self:
        """Areas of the newest table; at most one row a code."""
        return self.filter(valid_until__isnull=True)

    def on(self, day: dt.date) -> Self:
        """Areas that exist on a day: regions split and merge."""
        started = models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day)
        lasting = models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=day)
        return self.filter(started & lasting)

    def beneath(self, code: str) -> Self:
        """All areas inside the area with this code, itself left out."""
        return self.filter(code__startswith=f"{code}.")


class Area(models.Model):
    """One area by its Kemendagri code, "64.01.04"; `bps_code` is the other series where known.

    A renamed area keeps its former row, closed by `valid_until`, beside the living one: the rows of a code
    are its history. Dates are those of the load that saw the change; None means since or until unknown.
    """

    code = models.CharField(max_length=13)
    bps_code = models.CharField(max_length=10, blank=True, db_index=True)
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=AreaLevel.choices)
    kind = models.CharField(max_length=20, blank=True)  # kabupaten, kota, desa, kelurahan
    parent_code = models.CharField(max_length=13, blank=True, db_index=True)
    search_name = models.CharField(max_length=140, db_index=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(valid_until__isnull=True),
                name="organizations_area_living_code",
            ),
        ]
        indexes = [models.Index(fields=["code"], name="organizations_area_code")]
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Outline(ScopedModel):
    """The outline of one area as a government imported it: GeoJSON geometry, longitude and latitude in degrees."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="outlines")
    area_code = models.CharField(max_length=13)
    level = models.PositiveSmallIntegerField(choices=AreaLevel.choices)
    geometry = models.JSONField()
    simplified = models.JSONField()  # for pages: the same shape with fewer points
    longitude = models.FloatField()
    latitude = models.FloatField()
    was_repaired = models.BooleanField(default=False)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government", "area_code"], name="organizations_outline_once")
        ]


class OutlineDraft(ScopedModel):
    """A file of outlines that was checked and waits for a person to save it; one a government."""

    government = models.OneToOneField(
        "organizations.Government", models.CASCADE, related_name="outline_draft"
    )
    file_name = models.CharField(max_length=255)
    level = models.PositiveSmallIntegerField(choices=AreaLevel.choices, null=True, blank=True)
    code_property = models.CharField(max_length=60, blank=True)
    packed = models.BinaryField()  # the file as it came, gzip
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.CharField(max_length=300)
