"""Ending a duty in the ledger."""

import pytest
from django.db import IntegrityError, transaction

from simpul.core.scope import Scope
from simpul.workflow import api as workflow
from simpul.workflow.models import LedgerEntry
from tests import cast
from tests.workflow.desk import KIND, TODAY, Desk

pytestmark = pytest.mark.django_db
EVERYWHERE = Scope.system("test")


def rows() -> list[LedgerEntry]:
    return list(LedgerEntry.objects.within(EVERYWHERE).order_by("pk"))


def test_an_ending_closes_the_open_row_with_its_reason(desk: Desk) -> None:
    desk.lay("penduduk")
    workflow.reconcile(cast.government())
    scope = cast.scope_of(cast.person("operator"))
    assert workflow.end(scope=scope, kind=KIND, object_key="penduduk", duty="kirim", reason="diunggah")
    (row,) = rows()
    assert (row.ended_reason, row.ended_on) == ("diunggah", TODAY)
    assert row.ended_at is not None


def test_a_duty_done_before_the_ledger_saw_it_leaves_a_closed_row() -> None:
    scope = cast.scope_of(cast.person("operator"))
    assert not workflow.end(scope=scope, kind=KIND, object_key=7, duty="kirim", reason="diunggah")
    (row,) = rows()
    assert (row.object_key, row.ended_reason, row.due) == ("7", "diunggah", None)


def test_a_duty_that_comes_back_gets_a_row_of_its_own(desk: Desk) -> None:
    scope = cast.scope_of(cast.person("operator"))
    desk.lay("penduduk")
    workflow.reconcile(cast.government())
    desk.fulfil(scope, "penduduk")
    desk.lay("penduduk")
    workflow.reconcile(cast.government())
    first, second = rows()
    assert (first.ended_at is None, second.ended_at is None) == (False, True)


def test_nobody_ends_a_duty_of_another_government(desk: Desk) -> None:
    desk.lay("penduduk", government=cast.neighbour())
    workflow.reconcile(cast.neighbour())
    scope = cast.scope_of(cast.person("operator"))
    workflow.end(scope=scope, kind=KIND, object_key="penduduk", duty="kirim", reason="diunggah")
    assert [row.ended_reason for row in rows() if row.government == cast.neighbour()] == [""]
    with pytest.raises(ValueError, match="government"):
        workflow.end(
            scope=scope,
            kind=KIND,
            object_key="x",
            duty="kirim",
            reason="y",
            government_id=cast.neighbour().pk,
        )


def test_system_work_says_in_which_government_a_duty_ends(desk: Desk) -> None:
    with pytest.raises(ValueError, match="government"):
        workflow.end(scope=EVERYWHERE, kind=KIND, object_key="x", duty="kirim", reason="dirilis")
    desk.lay("penduduk")
    workflow.reconcile(cast.government())
    assert workflow.end(
        scope=EVERYWHERE,
        kind=KIND,
        object_key="penduduk",
        duty="kirim",
        reason="dirilis",
        government_id=cast.government().pk,
    )


@pytest.mark.parametrize("reason", ["", "hilang"])
def test_an_ending_without_a_reason_is_refused(reason: str) -> None:
    scope = cast.scope_of(cast.person("operator"))
    with pytest.raises(ValueError, match="reason"):
        workflow.end(scope=scope, kind=KIND, object_key="x", duty="kirim", reason=reason)


def test_the_database_keeps_two_open_rows_of_one_duty_out(desk: Desk) -> None:
    desk.lay("penduduk")
    workflow.reconcile(cast.government())
    (row,) = rows()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_an_ending_that_is_rolled_back_has_not_happened(desk: Desk) -> None:
    desk.lay("penduduk")
    workflow.reconcile(cast.government())
    scope = cast.scope_of(cast.person("operator"))
    with transaction.atomic():
        workflow.end(scope=scope, kind=KIND, object_key="penduduk", duty="kirim", reason="diunggah")
        transaction.set_rollback(True)
    assert rows()[0].ended_at is None
