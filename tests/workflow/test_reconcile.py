"""The ledger follows what is owed: new, changed, climbed and lost duties, and two workers at once."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from simpul.audit.models import Entry
from simpul.core.scope import Scope
from simpul.workflow import api as workflow
from simpul.workflow import queries, registry
from simpul.workflow.enums import Level
from simpul.workflow.models import Holiday, LedgerEntry
from tests import cast
from tests.workflow.conftest import SetClock
from tests.workflow.desk import KIND, TODAY, Desk

EVERYWHERE = Scope.system("test")


def rows() -> list[LedgerEntry]:
    return list(LedgerEntry.objects.within(EVERYWHERE).order_by("pk"))


def only() -> LedgerEntry:
    (row,) = rows()
    return row


@pytest.mark.django_db
def test_a_new_duty_gets_one_row_however_often_it_is_seen(desk: Desk) -> None:
    duty = desk.lay("penduduk")
    first = workflow.reconcile(cast.government())
    again = workflow.reconcile(cast.government())
    assert (first.opened, again.opened) == ([duty.key], [])
    row = only()
    assert (row.key, row.due, row.agency_id, row.capability) == (
        duty.key,
        duty.due,
        duty.agency_id,
        "data.upload",
    )


@pytest.mark.django_db
def test_only_the_ledger_of_the_government_is_touched(desk: Desk) -> None:
    desk.lay("sini")
    desk.lay("sana", government=cast.neighbour())
    workflow.reconcile(cast.government())
    assert only().object_key == "sini"


@pytest.mark.django_db
def test_a_changed_promise_is_taken_over_and_climbs_anew(desk: Desk) -> None:
    desk.lay("penduduk", due=dt.date(2026, 11, 6))
    workflow.reconcile(cast.government())
    assert only().escalated_to == Level.HEAD
    disdik = cast.agency("DISDIK", cast.government())
    desk.change("penduduk", due=dt.date(2026, 12, 4), agency_id=disdik.pk)
    workflow.reconcile(cast.government())
    row = only()
    assert (row.due, row.agency_id) == (dt.date(2026, 12, 4), disdik.pk)
    assert (row.escalated_to, row.escalated_at) == ("", None)


@pytest.mark.django_db
def test_a_duty_that_vanishes_without_an_ending_is_named(desk: Desk) -> None:
    duty = desk.lay("penduduk")
    workflow.reconcile(cast.government())
    desk.clear("penduduk")
    assert workflow.reconcile(cast.government()).vanished == [duty.key]
    assert only().ended_reason == "hilang"
    assert workflow.reconcile(cast.government()).vanished == []


@pytest.mark.django_db
def test_nothing_vanishes_along_the_normal_path(desk: Desk) -> None:
    """Upload, return, correction, approval, verification: each ends what it fulfils."""
    government = cast.government()
    oki, hana, wati = (cast.scope_of(cast.person(part)) for part in ("operator", "head", "walidata"))
    vanished = []

    def seen() -> None:
        vanished.extend(workflow.reconcile(government).vanished)

    desk.lay("penduduk")
    seen()
    desk.fulfil(oki, "penduduk")
    desk.lay("penduduk", "setujui", capability="data.approve")
    seen()
    desk.fulfil(hana, "penduduk", "setujui", "dikembalikan")
    desk.lay("penduduk", "betulkan")
    seen()
    desk.fulfil(oki, "penduduk", "betulkan")
    desk.lay("penduduk", "setujui", capability="data.approve")
    desk.fulfil(hana, "penduduk", "setujui", "disetujui")  # at once: no run in between
    desk.lay("penduduk", "verifikasi", capability="data.verify")
    seen()
    desk.fulfil(wati, "penduduk", "verifikasi", "diverifikasi")
    seen()
    assert vanished == []
    assert all(row.ended_at for row in rows())


@pytest.mark.django_db
def test_a_duty_ended_while_the_ledger_was_being_read_is_not_taken_for_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The duties are read, then the area ends one, then the row is written: the next run clears it away."""
    desk.lay("penduduk")
    scope, read = cast.scope_of(cast.person("operator")), queries.answers

    def ended_meanwhile(*facts: object) -> list[workflow.Duty]:
        found = read(*facts)  # type: ignore[arg-type]
        desk.fulfil(scope, "penduduk")
        return found

    monkeypatch.setattr(queries, "answers", ended_meanwhile)
    workflow.reconcile(cast.government())
    assert sorted(row.ended_reason for row in rows()) == ["", "diunggah"]
    monkeypatch.setattr(queries, "answers", read)
    assert workflow.reconcile(cast.government()).vanished == []
    assert only().ended_reason == "diunggah"


@pytest.mark.django_db
def test_a_duty_that_another_worker_saw_meanwhile_is_not_taken_for_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The duties are read, then a new one arises and the other worker writes its row."""
    read, government = queries.answers, cast.government()

    def overtaken(*facts: object) -> list[workflow.Duty]:
        found = read(*facts)  # type: ignore[arg-type]
        monkeypatch.setattr(queries, "answers", read)
        desk.lay("penduduk")
        workflow.reconcile(government)
        return found

    monkeypatch.setattr(queries, "answers", overtaken)
    assert workflow.reconcile(government).vanished == []
    assert only().ended_at is None


@pytest.mark.django_db
def test_a_late_duty_climbs_step_by_step_and_each_step_is_on_record_once(
    desk: Desk, set_clock: SetClock
) -> None:
    government = cast.government()
    desk.lay("penduduk", due=dt.date(2026, 11, 6))
    set_clock(dt.date(2026, 11, 19), 9)
    assert workflow.reconcile(government).climbed == []
    set_clock(dt.date(2026, 11, 20), 9)
    assert len(workflow.reconcile(government).climbed) == 1
    assert workflow.reconcile(government).climbed == []
    assert only().escalated_to == Level.HEAD
    set_clock(dt.date(2026, 11, 27), 9)
    workflow.reconcile(government)
    workflow.reconcile(government)
    assert only().escalated_to == Level.SEKDA
    acts = Entry.objects.within(EVERYWHERE).filter(action="duty.escalated").order_by("pk")
    assert [(act.object_key, act.details["to"]) for act in acts] == [
        ("penduduk", "head"),
        ("penduduk", "sekda"),
    ]


@pytest.mark.django_db
def test_a_duty_first_seen_very_late_climbs_to_the_sekda_at_once(desk: Desk) -> None:
    desk.lay("penduduk", due=dt.date(2026, 3, 2))
    workflow.reconcile(cast.government())
    assert only().escalated_to == Level.SEKDA


@pytest.mark.django_db
def test_a_provider_that_fails_keeps_its_rows_and_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = Desk()
    fine = workflow.Provider("beres", lambda scope, today: other.answer(scope, today))
    monkeypatch.setitem(registry._providers, "beres", fine)
    desk.lay("penduduk")
    other.lay("lain", kind="beres")
    workflow.reconcile(cast.government())
    desk.is_broken = True
    other.fulfil(cast.scope_of(cast.person("operator")), "lain")
    result = workflow.reconcile(cast.government())
    assert (result.failed, result.vanished) == ([KIND], [("beres", "lain", "kirim")])
    assert [row.object_key for row in rows() if row.ended_at is None] == ["penduduk"]


def at_once(count: int, government_id: int) -> list[workflow.Reconciled]:
    """Reconcile a government in several connections at the same moment."""
    from simpul.organizations.models import Government

    start, results = threading.Barrier(count), []

    def work() -> None:
        government = Government.objects.get(pk=government_id)
        start.wait()
        try:
            results.append(workflow.reconcile(government))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_workers_at_once_open_climb_and_lose_each_duty_once(desk: Desk) -> None:
    government = cast.government()
    for number in range(40):
        desk.lay(f"d{number}", due=dt.date(2026, 11, 6) if number % 2 else dt.date(2026, 12, 4))
    results = at_once(3, government.pk)
    assert all(not result.failed for result in results)
    assert len(rows()) == 40
    assert sum(len(result.climbed) for result in results) == 20
    assert Entry.objects.within(EVERYWHERE).filter(action="duty.escalated").count() == 20
    for number in range(10):
        desk.clear(f"d{number}")
    results = at_once(3, government.pk)
    assert sum(len(result.vanished) for result in results) == 10
    assert sum(row.ended_reason == "hilang" for row in rows()) == 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_endings_during_reconciliation_are_never_reported_as_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An area fulfils duties one by one, row and ending in one transaction, while two workers compare."""
    government, scope = cast.government(), cast.scope_of(cast.person("operator"))
    patterns = [desk.lay(f"d{number}") for number in range(60)]
    Holiday.objects.bulk_create(  # any table of rows that stand for something owed
        Holiday(government=government, day=TODAY + dt.timedelta(days=n), name=duty.object_key, kind="daerah")
        for n, duty in enumerate(patterns)
    )

    def owed(scope: Scope, today: dt.date) -> list[workflow.Duty]:
        names = set(Holiday.objects.within(scope).values_list("name", flat=True))
        return [duty for duty in patterns if duty.object_key in names]

    monkeypatch.setitem(registry._providers, KIND, workflow.Provider(KIND, owed))
    done, vanished = threading.Event(), []

    def compare() -> None:
        while not done.is_set():
            vanished.extend(workflow.reconcile(government).vanished)
        connection.close()

    threads = [threading.Thread(target=compare) for _ in range(2)]
    for thread in threads:
        thread.start()
    for duty in patterns:
        with transaction.atomic():
            Holiday.objects.within(scope).filter(name=duty.object_key).delete()
            workflow.end(scope=scope, kind=KIND, object_key=duty.object_key, duty="kirim", reason="diunggah")
    done.set()
    for thread in threads:
        thread.join()
    vanished.extend(workflow.reconcile(government).vanished)
    vanished.extend(workflow.reconcile(government).vanished)
    assert vanished == []
    assert {row.ended_reason for row in rows()} == {"diunggah"}
