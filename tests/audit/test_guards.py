"""What stands on record is only added to: refused by the ORM, and again by the database."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, models, transaction

from simpul.audit import guards, sealing
from simpul.audit.errors import ImmutableEntryError
from simpul.audit.models import Entry
from simpul.audit.operations import record
from simpul.core.scope import Scope

SYSTEM = Scope.system("test")


def _entry() -> Entry:
    return record(scope=SYSTEM, government_id=1, action="uji", object_kind="berkas", object_key=7)


WAYS: list[Callable[[Entry], object]] = [
    lambda entry: entry.save(),
    lambda entry: entry.save(update_fields=["action"]),
    lambda entry: entry.delete(),
    lambda entry: Entry(**{f.attname: getattr(entry, f.attname) for f in Entry._meta.fields}).save(),
    lambda entry: Entry.everywhere.filter(pk=entry.pk).update(action="lain"),
    lambda entry: Entry.everywhere.filter(pk=entry.pk).delete(),
    lambda entry: Entry.everywhere.bulk_update([entry], ["action"]),
    lambda entry: Entry.everywhere.bulk_create([Entry(government_id=1)]),
    lambda entry: Entry.objects.within(SYSTEM).update(action="lain"),
    lambda entry: Entry.objects.within(SYSTEM).delete(),
    lambda entry: Entry.everywhere.update_or_create(pk=entry.pk, defaults={"action": "lain"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_the_orm_offers_no_way_to_change_or_remove_an_act(way: Callable[[Entry], object]) -> None:
    entry = _entry()
    with pytest.raises((ImmutableEntryError, DatabaseError)), transaction.atomic():
        way(entry)
    assert Entry.everywhere.get().action == "uji"


STATEMENTS = [
    "UPDATE audit_entry SET action = 'lain'",
    "UPDATE audit_entry SET details = '{\"a\": 2}'",
    "UPDATE audit_entry SET actor_id = 9",
    "UPDATE audit_entry SET id = id + 100",
    "DELETE FROM audit_entry",
]


@pytest.mark.django_db
@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_or_remove_an_act(statement: str, sealed: bool) -> None:
    before = _entry()
    if sealed:
        sealing.seal_pending()
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        connection.cursor().execute(statement)
    after = Entry.everywhere.get()
    assert (after.pk, after.action, after.details, after.actor_id) == (before.pk, "uji", {}, None)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["seal = 'x'", "previous_seal = 'x'", "sequence = 9", "sequence = NULL"])
def test_a_seal_that_was_given_stays(column: str) -> None:
    _entry()
    sealing.seal_pending()
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        connection.cursor().execute(f"UPDATE audit_entry SET {column}")  # noqa: S608
    assert Entry.everywhere.get().sequence == 1


@pytest.mark.django_db
def test_nobody_slips_in_a_row_that_is_sealed_already() -> None:
    entry = _entry()
    entry.pk, entry.sequence, entry.seal, entry._state.adding = None, 5, "0" * 64, True
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        entry.save()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite")
def test_a_replacing_insert_does_not_remove_what_stands() -> None:
    entry = _entry()
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        connection.cursor().execute(
            "INSERT OR REPLACE INTO audit_entry (id, government_id, at, actor_label, post_label, action,"
            " object_kind, object_key, details, request_id, previous_seal, seal)"
            " SELECT id, government_id, at, actor_label, post_label, 'lain', object_kind, object_key,"
            " details, request_id, previous_seal, seal FROM audit_entry WHERE id = %s",
            [entry.pk],
        )
    assert Entry.everywhere.get().action == "uji"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a statement of PostgreSQL")
def test_the_table_is_not_emptied() -> None:
    _entry()
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_entry")
    assert Entry.everywhere.count() == 1


@pytest.mark.django_db
def test_guards_that_were_taken_away_are_missed() -> None:
    assert not guards.are_missing(connection)
    guards.remove(connection)
    assert guards.are_missing(connection)
    guards.install(connection)
    assert not guards.are_missing(connection)


@pytest.mark.django_db
def test_the_plain_queryset_is_no_way_around_either() -> None:
    entry = _entry()
    sealing.seal_pending()
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        models.QuerySet(Entry).filter(pk=entry.pk).update(action="lain")
