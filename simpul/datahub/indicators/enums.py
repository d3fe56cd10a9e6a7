"""Words of indicators."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pillar(models.TextChoices):
    """The six dimensions of the national smart-city programme (facts: smartcity_dimensions)."""

    GOVERNANCE = "governance", _("Tata kelola")
    BRANDING = "branding", _("Branding")
    ECONOMY = "economy", _("Ekonomi")
    LIVING = "living", _("Kehidupan")
    SOCIETY = "society", _("Masyarakat")
    ENVIRONMENT = "environment", _("Lingkungan")


class Wish(models.TextChoices):
    """Which way the number should go; it colours nothing, it only judges the path to the target."""

    UP = "naik", _("makin tinggi makin baik")
    DOWN = "turun", _("makin rendah makin baik")
    NONE = "netral", _("tanpa arah")


class CaseKind(models.TextChoices):
    CONFLICT = "beda-sumber", _("Beda sumber")
    BREAK = "lompatan", _("Lompatan")


class CaseState(models.TextChoices):
    OPEN = "terbuka", _("Menunggu putusan")
    DECIDED = "diputuskan", _("Sudah diputuskan")
    GONE = "gugur", _("Gugur karena rilis baru")
