"""Words of duties, of the ledger and of the calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How a duty stands against its last day, in the words of a work deadline."""

    ON_TIME = "ada-waktu", _("Ada waktu")
    DUE = "tenggat", _("Tenggat")
    OVERDUE = "terlambat", _("Terlambat")
    DELINQUENT = "menunggak", _("Menunggak")

    @property
    def mark(self) -> str:
        """The word of data-k: icon and colour of the state."""
        return _MARKS[self]


_MARKS = {
    State.ON_TIME: "mutakhir",
    State.DUE: "tempo",
    State.OVERDUE: "terlambat",
    State.DELINQUENT: "menunggak",
}
LATE = frozenset({State.OVERDUE, State.DELINQUENT})
URGENT = LATE | {State.DUE}


class Level(models.TextChoices):
    """Whom a late duty has reached: nobody above, the agency's head, the regional secretary (Sekda)."""

    NOBODY = "", _("belum naik")
    HEAD = "head", _("kepala dinas")
    SEKDA = "sekda", _("Sekda")


class EndReason(models.TextChoices):
    """Endings that say nothing about kept promises; for the others each area has its own word ("disetujui").

    `hilang` is written by reconciliation alone, when a duty is gone and its area has not ended it.
    """

    WITHDRAWN = "ditarik", _("ditarik")
    VANISHED = "hilang", _("hilang")


class HolidayKind(models.TextChoices):
    """What an imported day off is; a year is known once its national holidays are there."""

    NATIONAL = "nasional", _("libur nasional")
    JOINT_LEAVE = "cuti-bersama", _("cuti bersama")
    REGIONAL = "daerah", _("libur daerah")
