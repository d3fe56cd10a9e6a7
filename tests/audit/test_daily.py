"""The day's head: taken once when the day is over, mailed where nobody here can change it."""

import datetime as dt

import pytest
from django.core import mail
from pytest_django import Settings

from simpul.audit import daily, sealing
from simpul.audit.models import DailyHead
from simpul.audit.operations import record
from simpul.audit.tasks import keep_heads
from simpul.core import clock
from simpul.core.scope import Scope
from tests import cast

pytestmark = pytest.mark.django_db


def _act(government_id: int) -> None:
    record(
        scope=Scope.system("test"), government_id=government_id, action="uji", object_kind="x", object_key=1
    )


def _at(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(clock, "now", lambda: dt.datetime.fromisoformat(text))


def test_a_day_ends_at_midnight_of_the_governments_own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    government = cast.government()  # WITA, eight hours ahead of UTC
    _act(government.pk)
    _at(monkeypatch, "2026-11-21T15:59:00+00:00")
    daily.take_heads()
    assert [head.day for head in DailyHead.everywhere.all()] == [dt.date(2026, 11, 20)]
    _at(monkeypatch, "2026-11-21T16:01:00+00:00")
    daily.take_heads()
    days = DailyHead.everywhere.order_by("day").values_list("day", flat=True)
    assert list(days) == [dt.date(2026, 11, 20), dt.date(2026, 11, 21)]


def test_what_waits_is_sealed_before_the_head_is_taken_and_the_head_then_stays() -> None:
    government = cast.government()
    _act(government.pk)
    assert daily.take_heads() == 1
    first = str(DailyHead.everywhere.get())
    assert first == str(sealing.head(government.pk))
    _act(government.pk)
    sealing.seal_pending()
    assert daily.take_heads() == 0
    assert str(DailyHead.everywhere.get()) == first


def test_a_government_without_acts_has_no_head() -> None:
    cast.government()
    assert daily.take_heads() == 0


def test_heads_are_mailed_once_with_the_command_that_checks_them(settings: Settings) -> None:
    settings.AUDIT_MAIL = ["inspektorat@example.go.id"]
    for government in (cast.government(), cast.neighbour()):
        _act(government.pk)
    keep_heads()
    keep_heads()
    assert len(mail.outbox) == 2
    head = DailyHead.everywhere.get(government_id=cast.government().pk)
    letter = next(each for each in mail.outbox if "Kabupaten Uji" in each.subject)
    assert letter.to == ["inspektorat@example.go.id"]
    assert f"simpul audit verify --government 99.01 --head {head}" in letter.body
    assert head.mailed_at is not None


def test_without_an_address_nothing_is_mailed_and_nothing_is_lost(settings: Settings) -> None:
    _act(cast.government().pk)
    keep_heads()
    assert mail.outbox == []
    settings.AUDIT_MAIL = ["inspektorat@example.go.id"]
    assert daily.mail_heads() == 1


def test_a_mail_that_fails_is_sent_the_next_time(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.AUDIT_MAIL = ["inspektorat@example.go.id"]
    _act(cast.government().pk)
    daily.take_heads()

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError

    with monkeypatch.context() as context:
        context.setattr(mail, "send_mail", refuse)
        with pytest.raises(OSError):  # noqa: PT011  (any failure of the mail server)
            daily.mail_heads()
    assert daily.mail_heads() == 1
