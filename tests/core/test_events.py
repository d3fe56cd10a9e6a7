"""Live events: in order, none skipped."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from simpul.core import clock, events

HERE, ELSEWHERE = 7, 8


def publish(key: str, government_id: int = HERE) -> None:
    events.publish(government_id=government_id, kind="rilis", key=key, payload={"period": "2024"})


def keys(position: int = 0, governments: list[int] | None = None) -> list[str]:
    return [event.key for event in events.after(governments or [HERE], position)]


@pytest.fixture
def second(transactional_db: None) -> Iterator[BaseDatabaseWrapper]:
    """Another connection to the same database, as another process has one."""
    other = connections.create_connection("default")
    yield other
    other.close()


def publish_over(other: BaseDatabaseWrapper, key: str) -> None:
    """Write an event as `publish` does, over another connection."""
    insert = (
        "INSERT INTO core_event (government_id, kind, key, payload, at) VALUES (%s, 'rilis', %s, '{}', %s)"
    )
    with other.cursor() as cursor:
        cursor.execute(insert, [HERE, key, clock.now()])


@pytest.mark.django_db
def test_events_come_in_order_behind_what_was_seen() -> None:
    publish("a")
    publish("b")
    first, last = events.after([HERE], 0)
    assert (first.key, last.key, last.kind, last.payload) == ("a", "b", "rilis", {"period": "2024"})
    assert keys(first.position) == ["b"]
    assert events.newest() == last.position


@pytest.mark.django_db
def test_events_of_other_governments_are_not_told() -> None:
    publish("ours")
    publish("theirs", ELSEWHERE)
    assert keys() == ["ours"]
    assert keys(governments=[ELSEWHERE]) == ["theirs"]
    assert [event.key for event in events.after(None, 0)] == ["ours", "theirs"]


@pytest.mark.django_db
def test_a_limit_leaves_the_rest_for_the_next_time() -> None:
    for key in "abc":
        publish(key)
    (first,) = events.after([HERE], 0, limit=1)
    assert keys(first.position) == ["b", "c"]


@pytest.mark.django_db(transaction=True)
def test_an_event_is_gone_with_the_transaction_that_published_it() -> None:
    with transaction.atomic():
        publish("a")
        transaction.set_rollback(True)
    assert keys() == []


@pytest.mark.postgres
def test_an_event_that_commits_late_is_not_skipped(second: BaseDatabaseWrapper) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; run with SIMPUL_TEST_DATABASE=postgres")
    second.set_autocommit(False)
    publish_over(second, "early, commits late")  # takes the lower id and keeps its transaction open
    publish("late, commits early")
    (seen,) = events.after([HERE], 0)
    second.commit()
    assert seen.key == "late, commits early"
    assert keys(seen.position) == ["early, commits late"]
    assert keys() == ["late, commits early", "early, commits late"]


@pytest.mark.postgres
def test_postgresql_notifies_on_commit(second: BaseDatabaseWrapper) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is asked every 0.3 seconds; run with SIMPUL_TEST_DATABASE=postgres")
    with second.cursor() as cursor:
        cursor.execute(f"LISTEN {events.CHANNEL}")
    publish("a")
    assert [note.channel for note in second.connection.notifies(timeout=5, stop_after=1)] == [events.CHANNEL]


@pytest.mark.django_db
def test_old_events_are_forgotten_and_numbers_go_on() -> None:
    publish("a")
    publish("b")
    newest = events.newest()
    assert events.prune(clock.now() + dt.timedelta(days=8)) == 1
    assert keys() == ["b"]
    publish("c")
    assert events.newest() > newest
