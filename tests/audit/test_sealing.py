"""Acts join the chain of their government, in one order, whoever seals."""

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from simpul.audit import rules, sealing, verification
from simpul.audit.models import Chain, Entry
from simpul.audit.operations import record
from simpul.audit.tasks import seal
from simpul.core.scope import Scope

SYSTEM = Scope.system("test")


def _record(count: int, government_id: int = 1) -> None:
    for number in range(count):
        record(
            scope=SYSTEM, government_id=government_id, action="uji", object_kind="berkas", object_key=number
        )


@pytest.mark.django_db
def test_each_seal_stands_on_the_one_before() -> None:
    _record(3)
    assert sealing.seal_pending() == 3
    entries = list(Entry.everywhere.order_by("sequence"))
    assert [entry.sequence for entry in entries] == [1, 2, 3]
    assert [entry.previous_seal for entry in entries] == [rules.GENESIS, entries[0].seal, entries[1].seal]
    assert len({entry.seal for entry in entries}) == 3


@pytest.mark.django_db
def test_a_seal_is_the_sha256_that_the_documentation_describes() -> None:
    record(
        scope=SYSTEM,
        government_id=1,
        action="uji",
        object_kind="berkas",
        object_key="é",
        rows=2,
        period="2024",
    )
    sealing.seal_pending()
    entry = Entry.everywhere.get()
    text = json.dumps(
        {
            "action": "uji",
            "actor_id": None,
            "actor_label": "Simpul",
            "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "details": {"period": "2024", "rows": 2},
            "format": 1,
            "government_id": 1,
            "id": entry.pk,
            "object_key": "é",
            "object_kind": "berkas",
            "post_label": "test",
            "previous_seal": "0" * 64,
            "request_id": entry.request_id,
            "sequence": 1,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    assert entry.seal == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.django_db
def test_every_column_is_under_the_seal() -> None:
    _record(1)
    sealing.seal_pending()
    entry = Entry.everywhere.get()
    columns = {field.attname for field in Entry._meta.fields} - {"seal"}
    changed = {"details": {"a": 1}, "at": entry.at + dt.timedelta(microseconds=1)}
    for column in columns:
        other = Entry.everywhere.get()
        setattr(other, column, changed.get(column, 12345))
        assert rules.seal_of(other) != entry.seal, column


@pytest.mark.django_db
def test_governments_have_chains_of_their_own() -> None:
    _record(2, government_id=1)
    _record(1, government_id=2)
    sealing.seal_pending()
    assert str(sealing.head(1)).startswith("2:")
    assert str(sealing.head(2)).startswith("1:")
    assert sealing.head(3) is None


@pytest.mark.django_db
def test_more_than_a_batch_is_sealed_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    _record(8)
    assert sealing.seal_pending() == 8
    assert verification.verify(government_id=1).checked == 8


@pytest.mark.django_db
def test_sealing_costs_the_same_few_queries_when_nothing_waits(
    django_assert_num_queries: Callable[..., object],
) -> None:
    _record(5)
    seal()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        seal()


@pytest.mark.django_db
def test_a_row_sealed_behind_ones_back_undoes_the_whole_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    _record(2)
    genuine = rules.seal_of

    def seal_of(entry: Entry) -> str:
        if entry.sequence == 2:
            Chain.everywhere.update(sequence=7)
        return genuine(entry)

    monkeypatch.setattr(rules, "seal_of", seal_of)
    with pytest.raises(sealing.SealRaceError):
        sealing.seal_pending()
    assert Entry.everywhere.filter(sequence=None).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 5)
    _record(60)
    start, results = threading.Barrier(3), []

    def work() -> None:
        start.wait()
        results.append(sealing.seal_pending())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sealing.seal_pending()  # who gave way leaves the rest to the next round
    report = verification.verify(government_id=1)
    assert (report.holds, report.checked, report.unsealed) == (True, 60, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_transaction_that_commits_late_with_a_smaller_key_is_sealed_later() -> None:
    opened, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            _record(1)
            opened.set()
            finish.wait(20)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    opened.wait(20)
    _record(1)
    assert sealing.seal_pending() == 1
    finish.set()
    thread.join()
    assert sealing.seal_pending() == 1
    late, early = Entry.everywhere.order_by("pk")
    assert (late.sequence, early.sequence) == (2, 1)
    assert verification.verify(government_id=1).holds


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite waits instead")
def test_who_comes_second_gives_way() -> None:
    _record(1)
    Chain.everywhere.create(government_id=1, seal=rules.GENESIS)
    seen = []

    def second() -> None:
        seen.append(sealing.seal_government(government_id=1))
        connection.close()

    with transaction.atomic():
        Chain.everywhere.select_for_update().get(government_id=1)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(20)
    assert seen == [0]
    assert sealing.seal_government(government_id=1) == 1
