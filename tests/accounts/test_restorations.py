"""A lost second factor: two administrators, neither of them the person, within 24 hours."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from simpul.accounts import errors, factors
from simpul.accounts.enums import RestorationState
from simpul.accounts.models import Restoration, User
from simpul.accounts.operations import people, restorations
from simpul.accounts.queries import waiting_restorations
from simpul.audit.models import Entry
from simpul.core import clock
from simpul.core.errors import ForbiddenError, NotFoundError
from simpul.core.scope import Scope
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db
SYSTEM = Scope.system("looking in a test")


def request(
    user: User,
    by: str = "administrator",
    *,
    reason: str = "Ponsel jatuh ke sungai, datang sendiri.",
    may_restore: bool = True,
) -> Restoration:
    return restorations.request_restoration(
        scope=cast.scope_of(cast.person(by)),
        place=acts.place(),
        user=user,
        reason=reason,
        may_restore=may_restore,
    )


def approve(restoration: Restoration, by: str = "second_administrator") -> Restoration:
    return restorations.approve_restoration(
        scope=cast.scope_of(cast.person(by)), place=acts.place(), restoration_id=restoration.pk
    )


def refuse(restoration: Restoration, by: str = "second_administrator") -> Restoration:
    return restorations.refuse_restoration(
        scope=cast.scope_of(cast.person(by)), place=acts.place(), restoration_id=restoration.pk
    )


def test_two_administrators_take_the_factor_away_and_end_the_sessions() -> None:
    wati = cast.person("walidata")
    client = cast.client_for(wati)
    approve(request(wati))
    assert factors.enrolled([wati.pk]) == frozenset()
    assert not acts.is_signed_in(client)


@pytest.mark.urls("tests.accounts.urls")
def test_the_person_enrols_anew_at_the_next_sign_in_whatever_their_role() -> None:
    oki = cast.person("operator", factor=True)
    approve(request(oki))
    client = cast.client_for()
    acts.sign_in(client, oki)
    assert client.get("/uji/kerja/")["Location"].startswith("/akun/faktor/wajib/")


def test_who_asked_cannot_approve() -> None:
    wati = cast.person("walidata")
    restoration = request(wati)
    with pytest.raises(errors.SecondPersonError):
        approve(restoration, "administrator")
    assert factors.enrolled([wati.pk]) == {wati.pk}


def test_nobody_asks_or_decides_for_themselves() -> None:
    adi = cast.person("administrator")
    with pytest.raises(errors.SelfRestorationError):
        request(adi)
    restoration = request(adi, "second_administrator")
    for decide in (approve, refuse):
        with pytest.raises(errors.SelfRestorationError):
            decide(restoration, "administrator")


def test_the_database_itself_refuses_the_same_person_twice() -> None:
    wati, adi = cast.person("walidata"), cast.person("administrator")
    restoration = request(wati)
    row = Restoration.objects.within(SYSTEM).filter(pk=restoration.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(state=RestorationState.APPROVED, decided_by=adi, decided_at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(requested_by=wati)


def test_a_request_lapses_after_24_hours() -> None:
    restoration = request(cast.person("walidata"))
    assert restoration.expires_at - restoration.requested_at == dt.timedelta(hours=24)
    past = clock.now() - dt.timedelta(seconds=1)
    Restoration.objects.within(SYSTEM).filter(pk=restoration.pk).update(expires_at=past)
    with pytest.raises(errors.RestorationClosedError):
        approve(restoration)
    assert request(cast.person("walidata")).state == RestorationState.WAITING


def test_a_decided_request_cannot_be_decided_again() -> None:
    restoration = request(cast.person("walidata"))
    refuse(restoration)
    with pytest.raises(errors.RestorationClosedError):
        approve(restoration)


def test_refusing_changes_nothing_for_the_person() -> None:
    wati = cast.person("walidata")
    client = cast.client_for(wati)
    refuse(request(wati), "administrator")
    assert factors.enrolled([wati.pk]) == {wati.pk}
    assert acts.is_signed_in(client)


def test_an_administrator_deactivated_since_then_has_asked_in_vain() -> None:
    restoration = request(cast.person("walidata"))
    scope = cast.scope_of(cast.person("second_administrator"))
    government_id = cast.government().pk
    people.deactivate(scope=scope, government_id=government_id, user=cast.person("administrator"))
    with pytest.raises(errors.RestorationClosedError):
        approve(restoration)


def test_a_request_waits_once() -> None:
    request(cast.person("walidata"))
    with pytest.raises(errors.RestorationWaitingError):
        request(cast.person("walidata"), "second_administrator")


def test_a_request_needs_a_reason_a_factor_and_a_post() -> None:
    wati = cast.person("walidata")
    with pytest.raises(errors.ReasonMissingError):
        request(wati, reason="  ")
    with pytest.raises(NotFoundError):
        request(wati, may_restore=False)
    with pytest.raises(errors.NoFactorError):
        request(cast.person("operator"))


def test_only_people_with_the_capability_in_this_government_take_part() -> None:
    wati = cast.person("walidata")
    with pytest.raises(ForbiddenError):
        request(wati, "auditor")
    restoration = request(wati)
    with pytest.raises(ForbiddenError):
        approve(restoration, "second_walidata")
    neighbour = cast.neighbour()
    there = cast.scope_of(cast.person("administrator", neighbour), neighbour)
    with pytest.raises(NotFoundError):
        restorations.approve_restoration(scope=there, place=acts.place(), restoration_id=restoration.pk)


def test_a_command_is_nobody_and_cannot_be_one_of_the_two() -> None:
    with pytest.raises(ForbiddenError):
        restorations.request_restoration(
            scope=SYSTEM, place=acts.place(), user=cast.person("walidata"), reason="x", may_restore=True
        )


def test_the_person_is_told_when_it_is_asked_and_when_it_is_done(django_capture_on_commit_callbacks) -> None:
    wati = cast.person("walidata")
    with django_capture_on_commit_callbacks(execute=True):
        restoration = request(wati)
    with django_capture_on_commit_callbacks(execute=True):
        approve(restoration)
    assert [letter.to for letter in mail.outbox] == [[wati.email]] * 2
    assert "meminta" in mail.outbox[0].subject
    assert "http://uji.localhost/masuk/" in mail.outbox[1].body


def test_every_step_stands_in_the_record_with_who_took_it() -> None:
    wati = cast.person("walidata")
    approve(request(wati))
    entries = Entry.objects.within(SYSTEM).order_by("pk")
    assert [(entry.action, entry.actor_label) for entry in entries] == [
        ("pemulihan.minta", "Adi"),
        ("pemulihan.setuju", "Ani"),
    ]
    assert entries[1].details == {"orang": str(wati.public_id), "dilepas": 1}


def test_what_waits_is_listed_for_its_government_only() -> None:
    restoration = request(cast.person("walidata"))
    assert waiting_restorations(cast.scope_of(cast.person("second_administrator"))) == [restoration]
    neighbour = cast.neighbour()
    there = cast.scope_of(cast.person("administrator", neighbour), neighbour)
    assert waiting_restorations(there) == []
