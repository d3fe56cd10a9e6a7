"""Freshness is a contract: days since the end of the newest released period plus the agreed lag."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core.periods import Frequency, Period


class State(models.TextChoices):
    """How a number stands against its agreed clock; `kosong` when nothing was ever released."""

    FRESH = "mutakhir", _("Mutakhir")
    DUE = "tempo", _("Jatuh tempo")
    OVERDUE = "terlambat", _("Terlambat")
    DELINQUENT = "menunggak", _("Menunggak")
    NO_DATA = "kosong", _("Belum ada data")
    UNDATED = "tak-bertanggal", _("Tahun tidak diketahui")


# Days after which a data set is due, overdue, delinquent: the table of the project's design, section 4.
THRESHOLDS: dict[Frequency, tuple[int, int, int]] = {
    Frequency.DAILY: (1, 2, 3),
    Frequency.WEEKLY: (7, 14, 21),
    Frequency.MONTHLY: (30, 44, 60),
    Frequency.QUARTERLY: (90, 120, 150),
    Frequency.HALF_YEARLY: (180, 210, 240),
    Frequency.YEARLY: (365, 425, 455),
}


@dataclass(frozen=True)
class Freshness:
    """State with the days behind it; `age_days` is None when there is nothing to count from."""

    state: State
    age_days: int | None
    thresholds: tuple[int, int, int]
    due_on: dt.date | None

    @property
    def overdue_on(self) -> dt.date | None:
        """The day after which it is overdue; None when nothing can be counted."""
        return self._after(self.thresholds[1])

    @property
    def delinquent_on(self) -> dt.date | None:
        """The day after which it is delinquent; None when nothing can be counted."""
        return self._after(self.thresholds[2])

    def _after(self, days: int) -> dt.date | None:
        return None if self.due_on is None else self.due_on + dt.timedelta(days=days - self.thresholds[0])


def of(newest: Period | None, frequency: Frequency, lag_days: int, today: dt.date) -> Freshness:
    """Freshness of a data set whose newest released period is `newest` (None: nothing released).

    The upload day plays no part: last year's sheet sent today is as old as last year.
    """
    thresholds = THRESHOLDS[frequency]
    if newest is None:
        return Freshness(State.NO_DATA, None, thresholds, None)
    if newest.end is None:
        return Freshness(State.UNDATED, None, thresholds, None)
    start = newest.end + dt.timedelta(days=lag_days)
    age = (today - start).days
    return Freshness(
        _state(age, thresholds), max(age, 0), thresholds, start + dt.timedelta(days=thresholds[0])
    )


def _state(age: int, thresholds: tuple[int, int, int]) -> State:
    due, overdue, delinquent = thresholds
    if age > delinquent:
        return State.DELINQUENT
    if age > overdue:
        return State.OVERDUE
    return State.DUE if age > due else State.FRESH
