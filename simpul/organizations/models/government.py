"""A regional government: the owner of nearly every row."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core import clock


class OfficeWeek(models.IntegerChoices):
    """Working days a week; deadlines count them."""

    FIVE = 5, _("lima hari, Senin sampai Jumat")
    SIX = 6, _("enam hari, Senin sampai Sabtu")


class Government(models.Model):
    """A kabupaten, kota or province; `address` is the host name under which its pages stand."""

    area_code = models.CharField(_("kode wilayah"), max_length=13)
    name = models.CharField(_("nama lengkap"), max_length=120)
    short_name = models.CharField(_("nama singkat"), max_length=60)
    address = models.CharField(
        _("alamat situs"),
        max_length=253,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9.-]+$", _("Tulis nama host saja, misalnya simpul.paserkab.go.id."))
        ],
    )
    is_default = models.BooleanField(_("tampil pada alamat lain"), default=False)
    zone = models.CharField(
        _("zona waktu"), max_length=40, choices=[(zone, label) for zone, label in clock.ZONES.items()]
    )
    office_week = models.PositiveSmallIntegerField(
        _("minggu kerja"), choices=OfficeWeek.choices, default=OfficeWeek.FIVE
    )
    crest = models.CharField(_("lambang"), max_length=40, blank=True)  # file name of the uploaded picture
    is_sample = models.BooleanField(default=False)
    content_version = models.PositiveBigIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="organizations_one_default"
            )
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone_label(self) -> str:
        """WIB, WITA or WIT."""
        return clock.label(self.zone)

    @property
    def crest_url(self) -> str:
        """Address of the uploaded crest, "" while there is none."""
        return f"/lambang/{self.pk}/{self.crest}" if self.crest else ""
