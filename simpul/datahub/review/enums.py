"""Kinds of decisions, and the reasons for which work is returned."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionKind(models.TextChoices):
    SUBMITTED = "dikirim", _("Dikirim ke kepala")
    APPROVED = "disetujui", _("Disetujui kepala")
    VERIFIED = "diverifikasi", _("Diverifikasi walidata")
    RETURNED = "dikembalikan", _("Dikembalikan")
    WITHDRAWN = "ditarik", _("Ditarik")


class ReturnReason(models.TextChoices):
    """A list, so that reasons can be counted."""

    WRONG_PERIOD = "periode", _("Periode tidak sesuai")
    WRONG_SOURCE = "sumber", _("Sumber atau dasar angka tidak jelas")
    IMPLAUSIBLE = "tidak-masuk-akal", _("Angka tidak masuk akal")
    INCOMPLETE = "tidak-lengkap", _("Isi tidak lengkap")
    WRONG_UNIT = "satuan", _("Satuan atau definisi tidak sesuai")
    AREA_CODES = "kode-wilayah", _("Kode wilayah tertukar")
    OTHER = "lain", _("Lainnya, dijelaskan dalam catatan")
