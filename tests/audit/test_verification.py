"""Attacks on the record, and which of them a walk along the chain finds."""

import datetime as dt

import pytest

from simpul.audit import rules, sealing, verification
from simpul.audit.errors import KeptHeadError
from simpul.audit.models import Chain, DailyHead, Entry
from simpul.audit.operations import record
from simpul.audit.sealing import Head
from simpul.core.scope import Scope
from tests.audit import attacks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten acts, walked three at a time."""
    monkeypatch.setattr(verification, "BATCH", 3)
    _record(10)
    sealing.seal_pending()


def _record(count: int) -> None:
    for number in range(count):
        record(
            scope=Scope.system("test"), government_id=1, action="uji", object_kind="data", object_key=number
        )


def _found(kept: Head | None = None) -> list[tuple[str, int]]:
    report = verification.verify(government_id=1, kept=[kept] if kept else [])
    return [(each.kind, each.sequence) for each in report.breaks]


def _kept_at(sequence: int) -> Head:
    return Head(sequence, Entry.everywhere.get(sequence=sequence).seal)


def test_an_untouched_chain_holds() -> None:
    report = verification.verify(government_id=1, kept=[_kept_at(4), _kept_at(10)])
    assert (report.holds, report.checked, report.head) == (True, 10, sealing.head(1))


def test_a_changed_row_is_found_at_its_place_only() -> None:
    attacks.change(4)
    assert _found() == [("berubah", 4)]


def test_a_row_that_was_changed_and_sealed_anew_breaks_the_next_one() -> None:
    attacks.change(4)
    seal = rules.seal_of(Entry.everywhere.get(sequence=4))
    attacks.run("UPDATE audit_entry SET seal = %s WHERE sequence = 4", seal)
    assert _found() == [("tidak-bersambung", 5)]


def test_a_removed_row_is_found() -> None:
    attacks.delete(7)
    assert _found() == [("hilang", 7)]


def test_several_removed_rows_are_told_as_a_range() -> None:
    for sequence in (4, 5, 6):
        attacks.delete(sequence)
    report = verification.verify(government_id=1)
    assert [each.words for each in report.breaks] == ["Nomor 4 sampai 6 hilang."]


def test_a_removed_end_is_found() -> None:
    attacks.delete(10)
    assert _found() == [("hilang", 10)]


def test_a_removed_first_row_is_found() -> None:
    attacks.delete(1)
    assert _found() == [("hilang", 1)]


def test_swapped_rows_are_found() -> None:
    attacks.swap(3, 8)
    assert _found() == [("berubah", 3), ("berubah", 8)]


def test_a_row_that_was_slipped_in_behind_the_end_is_found() -> None:
    _record(1)
    attacks.run("UPDATE audit_entry SET sequence = 11, seal = 'x' WHERE sequence IS NULL")
    assert _found() == [("ujung", 11)]


def test_an_end_that_is_not_the_last_rows_is_found() -> None:
    Chain.everywhere.update(seal="f" * 64)
    assert _found() == [("ujung", 10)]


def test_a_cut_chain_is_found_by_a_days_head() -> None:
    DailyHead.everywhere.create(government_id=1, day=dt.date(2026, 11, 20), sequence=9, seal=_kept_at(9).seal)
    attacks.delete(10)
    attacks.delete(9)
    head = _kept_at(8)
    Chain.everywhere.update(sequence=8, seal=head.seal)
    assert _found() == [("segel-harian", 9)]


def test_a_chain_that_was_sealed_anew_is_found_only_against_a_head_kept_elsewhere() -> None:
    kept = _kept_at(9)
    DailyHead.everywhere.create(government_id=1, day=dt.date(2026, 11, 20), sequence=9, seal=kept.seal)
    attacks.change(4)
    attacks.reseal()
    assert _found() == []  # the claim ends here: nothing inside the database can tell
    assert _found(kept) == [("segel-tersimpan", 9)]


def test_a_cut_chain_is_found_against_a_head_kept_elsewhere() -> None:
    kept = _kept_at(10)
    attacks.delete(10)
    Chain.everywhere.update(sequence=9, seal=_kept_at(9).seal)
    assert _found() == []
    assert _found(kept) == [("segel-tersimpan", 10)]


def test_a_change_after_the_kept_head_is_found_too() -> None:
    kept = _kept_at(3)
    attacks.change(8)
    assert _found(kept) == [("berubah", 8)]


def test_what_waits_to_be_sealed_is_counted_and_is_no_break() -> None:
    _record(2)
    report = verification.verify(government_id=1)
    assert (report.holds, report.checked, report.unsealed) == (True, 10, 2)
    assert report.oldest_unsealed is not None


def test_a_ruin_is_counted_in_full_but_listed_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_KEPT_BREAKS", 4)
    attacks.run("UPDATE audit_entry SET action = 'lain'")
    report = verification.verify(government_id=1)
    assert (report.break_count, len(report.breaks)) == (10, 4)


def test_a_government_without_acts_holds() -> None:
    report = verification.verify(government_id=2)
    assert (report.holds, report.checked, report.head) == (True, 0, None)


@pytest.mark.parametrize("text", ["", "5", "x:y", "0:" + "a" * 64, "5:" + "a" * 63, "5:" + "g" * 64])
def test_a_head_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(KeptHeadError):
        verification.parse_head(text)


def test_a_head_is_read_as_it_is_mailed() -> None:
    head = _kept_at(3)
    assert verification.parse_head(f" {head} ") == head
