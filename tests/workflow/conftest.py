"""A desk in place of the upper areas, and a day that stands still."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from simpul.core import clock
from simpul.workflow import api as workflow
from simpul.workflow import registry
from tests.workflow.desk import KIND, TODAY, Desk

SetClock = Callable[[dt.date, int], None]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The only provider of duties."""
    table = Desk()
    provider = workflow.Provider(KIND, table.answer, "Pekerjaan uji")
    monkeypatch.setattr(registry, "_providers", {KIND: provider})
    return table


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Put the clock to an hour of a day in WITA, the zone of Kabupaten Uji."""

    def put(day: dt.date, hour: int = 9) -> None:
        instant = dt.datetime.combine(day, dt.time(hour, 30), ZoneInfo("Asia/Makassar"))
        monkeypatch.setattr(clock, "now", lambda: instant.astimezone(dt.UTC))

    put(TODAY)
    return put


@pytest.fixture(autouse=True)
def _still(set_clock: SetClock) -> None:
    """Every test of the area plays on the same day."""
