"""What is owed, since when, and until when."""

import datetime as dt

import pytest

from simpul.core import clock
from simpul.datahub import duties
from simpul.datahub.standards.models import Dataset
from tests import cast
from tests.datahub import situations

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)


def _delivery(dataset):
    scope = cast.scope_of(cast.person("walidata"))
    return next(iter(duties.deliveries(scope, TODAY)), None)


def _agreed(dataset, day: dt.date) -> None:
    Dataset.everywhere.filter(pk=dataset.pk).update(starts_on=day)


def test_the_first_missing_period_is_asked_for_not_the_newest():
    dataset = situations.dataset()
    _agreed(dataset, dt.date(2020, 1, 1))
    situations.released(dataset, period="2022")

    duty = _delivery(dataset)

    assert "2023" in duty.title
    assert duty.since == dt.date(2024, 1, 1)
    assert duty.due >= duty.since


def test_nobody_is_late_for_what_was_agreed_today():
    dataset = situations.dataset()

    duty = _delivery(dataset)

    agreed = clock.local(dataset.created_at, "Asia/Makassar").date()
    assert duty.due == agreed + dt.timedelta(days=14)
    assert (duty.head_on, duty.sekda_on) == (None, None)


def test_an_old_promise_climbs_with_the_states_of_freshness():
    dataset = situations.dataset()
    _agreed(dataset, dt.date(2020, 1, 1))
    situations.released(dataset, period="2023")

    duty = _delivery(dataset)

    assert (duty.due, duty.head_on, duty.sekda_on) == (
        dt.date(2025, 1, 1),
        dt.date(2025, 2, 28),
        dt.date(2025, 3, 30),
    )


def test_what_has_come_is_not_asked_for_again():
    dataset = situations.dataset()
    situations.released(dataset, period="2025")

    assert _delivery(dataset) is None
