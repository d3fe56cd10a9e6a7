"""States of invitations and restorations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InvitationState(models.TextChoices):
    OPEN = "terbuka", _("menunggu diterima")
    ACCEPTED = "diterima", _("diterima")
    EXPIRED = "kedaluwarsa", _("kedaluwarsa")
    REVOKED = "dibatalkan", _("dibatalkan")


class RestorationState(models.TextChoices):
    WAITING = "menunggu", _("menunggu persetujuan administrator kedua")
    APPROVED = "disetujui", _("disetujui")
    REFUSED = "ditolak", _("ditolak")
    EXPIRED = "kedaluwarsa", _("kedaluwarsa")
