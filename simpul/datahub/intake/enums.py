"""States of a submission and their named groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionState(models.TextChoices):
    """From the first byte to the release.

        RECEIVED → CHECKING → UNREADABLE | NEEDS_FIXING | READY → SUBMITTED → APPROVED → VERIFIED → RELEASED

    VERIFIED is the short time in which the machine builds the release. RETURNED leads out of SUBMITTED and
    APPROVED, WITHDRAWN out of every state before APPROVED, SUPERSEDED out of those that wait for the operator.
    """

    RECEIVED = "diterima", _("Menunggu diperiksa")
    CHECKING = "diperiksa", _("Sedang diperiksa")
    UNREADABLE = "tak-terbaca", _("Tidak terbaca")
    NEEDS_FIXING = "perlu-dibetulkan", _("Perlu dibetulkan")
    READY = "siap-dikirim", _("Siap dikirim")
    SUBMITTED = "dikirim", _("Menunggu persetujuan kepala")
    APPROVED = "disetujui", _("Menunggu verifikasi walidata")
    VERIFIED = "diverifikasi", _("Sedang dirilis")
    RELEASED = "dirilis", _("Dirilis")
    RETURNED = "dikembalikan", _("Dikembalikan")
    WITHDRAWN = "ditarik", _("Ditarik")
    SUPERSEDED = "diganti", _("Diganti unggahan baru")


IN_MACHINE = (SubmissionState.RECEIVED, SubmissionState.CHECKING)
WITH_OPERATOR = (
    SubmissionState.UNREADABLE,
    SubmissionState.NEEDS_FIXING,
    SubmissionState.READY,
    SubmissionState.RETURNED,
)
UNDER_WAY = (
    *IN_MACHINE,
    *WITH_OPERATOR,
    SubmissionState.SUBMITTED,
    SubmissionState.APPROVED,
    SubmissionState.VERIFIED,
)
ENDED = (SubmissionState.RELEASED, SubmissionState.WITHDRAWN, SubmissionState.SUPERSEDED)
REPLACEABLE = (*IN_MACHINE, *WITH_OPERATOR)
