"""Who owes what: one's own duties, what one waits for, and the sums per agency."""

import datetime as dt

import pytest

from simpul.core.scope import Scope
from simpul.organizations.models import Membership, Post
from simpul.organizations.roles import Role
from simpul.workflow import api as workflow
from simpul.workflow import queries, registry
from simpul.workflow.enums import Level, State
from simpul.workflow.models import LedgerEntry
from tests import cast
from tests.workflow.desk import KIND, TODAY, Desk

pytestmark = pytest.mark.django_db


def keys(duties: list[workflow.Duty]) -> list[str]:
    return [duty.object_key for duty in duties]


def test_an_operator_owes_the_uploads_of_their_own_agency_only(desk: Desk) -> None:
    desk.lay("penduduk")
    desk.lay("sekolah", agency=cast.agency("DISDIK", cast.government()))
    assert keys(workflow.duties_of(cast.scope_of(cast.person("operator")))) == ["penduduk"]
    assert keys(workflow.duties_of(cast.scope_of(cast.person("other_operator")))) == ["sekolah"]
    assert workflow.duties_of(cast.scope_of(cast.person("walidata"))) == []


def test_verification_lies_with_the_walidata_and_its_agency_waits_for_it(desk: Desk) -> None:
    desk.lay("penduduk", "verifikasi", capability="data.verify")
    oki, wati = cast.scope_of(cast.person("operator")), cast.scope_of(cast.person("walidata"))
    assert keys(workflow.duties_of(wati)) == ["penduduk"]
    assert workflow.duties_of_others(wati) == []
    assert workflow.duties_of(oki) == []
    assert keys(workflow.duties_of_others(oki)) == ["penduduk"]
    assert workflow.duties_of_others(cast.scope_of(cast.person("other_operator"))) == []


def test_a_leader_waits_for_everybody_and_an_administrator_for_nobody(desk: Desk) -> None:
    desk.lay("penduduk")
    desk.lay("sekolah", agency=cast.agency("DISDIK", cast.government()))
    assert keys(workflow.duties_of_others(cast.scope_of(cast.person("leader")))) == ["penduduk", "sekolah"]
    assert workflow.duties_of_others(cast.scope_of(cast.person("administrator"))) == []


def test_duties_of_another_government_are_nobodys_here(desk: Desk) -> None:
    desk.lay("tetangga", government=cast.neighbour())
    for part in ("operator", "walidata", "leader"):
        scope = cast.scope_of(cast.person(part))
        assert workflow.duties_of(scope) == []
        assert workflow.duties_of_others(scope) == []
    system = Scope.system("test", cast.government().pk)
    assert workflow.owed_by_agency(system) == []


def test_a_provider_that_answers_for_a_foreign_government_is_not_believed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.lay("tetangga", government=cast.neighbour())
    monkeypatch.setattr(Scope, "covers_government", lambda *_: True)
    assert workflow.duties_of(Scope.system("test", cast.government().pk)) == []


def test_a_resident_and_a_person_without_a_post_owe_nothing(desk: Desk) -> None:
    desk.lay("penduduk", capability="tasks.view", agency_id=None)
    assert workflow.duties_of(cast.scope_of(cast.person("resident"))) == []


def test_the_nearest_last_day_comes_first_and_none_comes_last(desk: Desk) -> None:
    desk.lay("tanpa", due=None)
    desk.lay("jauh", due=dt.date(2027, 1, 4))
    desk.lay("dekat", due=dt.date(2026, 11, 23))
    found = workflow.duties_of(cast.scope_of(cast.person("operator")))
    assert keys(found) == ["dekat", "jauh", "tanpa"]
    assert [duty.state for duty in found] == [State.DUE, State.ON_TIME, State.ON_TIME]


def test_a_promise_in_working_days_counts_from_the_day_it_began(desk: Desk) -> None:
    desk.lay("penduduk", since=dt.date(2026, 11, 19), due=None, within=3)
    (duty,) = workflow.duties_of(cast.scope_of(cast.person("operator")))
    assert (duty.due, duty.days_left, duty.state) == (dt.date(2026, 11, 24), 2, State.DUE)


def test_a_six_day_week_counts_saturday(desk: Desk) -> None:
    government = cast.government()
    government.office_week = 6
    government.save()
    desk.lay("penduduk", since=dt.date(2026, 11, 19), due=None, within=3)
    (duty,) = workflow.duties_of(cast.scope_of(cast.person("operator")))
    assert duty.due == dt.date(2026, 11, 23)


def test_an_upload_climbs_to_the_head_and_then_the_sekda(desk: Desk) -> None:
    desk.lay("penduduk", due=dt.date(2026, 11, 6))
    (duty,) = workflow.duties_of(cast.scope_of(cast.person("operator")))
    assert (duty.state, duty.level, duty.days_left) == (State.OVERDUE, Level.HEAD, -10)
    assert (duty.head_on, duty.sekda_on) == (dt.date(2026, 11, 20), dt.date(2026, 11, 27))


@pytest.mark.parametrize("capability", ["data.approve", "data.verify"])
def test_what_no_head_stands_above_climbs_past_the_head(desk: Desk, capability: str) -> None:
    desk.lay("penduduk", capability=capability, due=dt.date(2026, 11, 6))
    (duty,) = workflow.duties_of(Scope.system("test"))
    assert (duty.head_on, duty.level) == (None, Level.NOBODY)
    assert duty.sekda_on == dt.date(2026, 11, 27)


def test_who_owes_what_puts_the_worst_first_and_names_the_oldest(desk: Desk) -> None:
    disdik = cast.agency("DISDIK", cast.government())
    desk.lay("a", due=dt.date(2026, 12, 4))
    desk.lay("b", agency=disdik, due=dt.date(2026, 11, 18))
    desk.lay("c", agency=disdik, due=dt.date(2026, 10, 1))
    desk.lay("d", agency=disdik, due=dt.date(2026, 11, 24))
    desk.lay("e", "verifikasi", agency=disdik, capability="data.verify", due=dt.date(2026, 11, 24))
    found = workflow.owed_by_agency(cast.scope_of(cast.person("leader")))
    assert [(debt.label, debt.on_time, debt.due, debt.overdue, debt.delinquent) for debt in found] == [
        ("Disdik", 0, 1, 1, 1),
        ("Walidata", 0, 1, 0, 0),
        ("Dinkes", 1, 0, 0, 0),
    ]
    assert (found[0].oldest.object_key, found[0].late, found[0].total) == ("c", 2, 3)
    assert [debt.agency_id for debt in found][1] is None


def test_who_may_not_see_the_board_gets_the_sums_of_their_own(desk: Desk) -> None:
    desk.lay("a")
    desk.lay("b", agency=cast.agency("DISDIK", cast.government()))
    officer = cast.scope_of(cast.person("service_officer"))
    assert [debt.label for debt in workflow.owed_by_agency(officer)] == ["Dinkes"]


def test_a_page_that_shows_everything_asks_the_providers_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.lay("a")
    desk.lay("b", "setujui", capability="data.approve")
    desk.lay("c", agency=cast.agency("DISDIK", cast.government()))
    asked = []

    def answer(scope: Scope, today: dt.date) -> list[workflow.Duty]:
        asked.append(today)
        return list(desk.answer(scope, today))

    monkeypatch.setitem(registry._providers, KIND, workflow.Provider(KIND, answer))
    for part in ("operator", "leader", "service_officer"):
        scope = cast.scope_of(cast.person(part))
        asked.clear()
        owed = workflow.who_owes(scope)
        assert asked == [TODAY]
        assert owed.own == workflow.duties_of(scope)
        assert owed.others == workflow.duties_of_others(scope)
        assert owed.debts == workflow.owed_by_agency(scope)


def ended(
    key: str, due: dt.date, ended_on: dt.date | None, reason: str = "diunggah", **facts: object
) -> None:
    """A row of the ledger as it stands after the duty."""
    now = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    row = {
        "government": cast.government(),
        "kind": "uji",
        "object_key": key,
        "duty": "kirim",
        "agency_id": cast.agency("DINKES", cast.government()).pk,
        "capability": "data.upload",
        "first_seen": now,
        "due": due,
        "ended_at": now if ended_on else None,
        "ended_on": ended_on,
        "ended_reason": reason if ended_on else "",
    }
    LedgerEntry.objects.create(**(row | facts))


def test_the_record_holds_the_last_ninety_days_against_their_promises() -> None:
    day = dt.timedelta(days=1)
    ended("in-time", TODAY - 10 * day, TODAY - 10 * day)
    ended("late", TODAY - 10 * day, TODAY - 9 * day)
    ended("still-open", TODAY - day, None)
    ended("first-day", TODAY - 90 * day, TODAY - 95 * day)
    ended("too-old", TODAY - 91 * day, TODAY - 95 * day)
    ended("today", TODAY, None)
    ended("withdrawn", TODAY - 5 * day, TODAY - 5 * day, reason="ditarik")
    ended("lost", TODAY - 5 * day, TODAY - 5 * day, reason="hilang")
    ended("others", TODAY - 5 * day, TODAY, agency_id=cast.agency("DISDIK", cast.government()).pk)
    ended("of-walidata", TODAY - 5 * day, TODAY, capability="data.verify")
    record = queries.record_of(cast.scope_of(cast.person("head")), TODAY)
    assert (record.kept, record.promised, record.is_sample) == (2, 4, False)
    own = queries.record_of(cast.scope_of(cast.person("walidata")), TODAY)
    assert (own.kept, own.promised) == (0, 1)


def test_the_record_of_one_government_knows_nothing_of_another() -> None:
    ended("in-time", TODAY - dt.timedelta(days=3), TODAY - dt.timedelta(days=4), government=cast.neighbour())
    assert queries.record_of(cast.scope_of(cast.person("head")), TODAY).promised == 0


def test_somebody_with_two_posts_answers_for_both_agencies(desk: Desk) -> None:
    government, oki = cast.government(), cast.person("operator")
    disdik = cast.agency("DISDIK", government)
    post = Post.objects.create(government=government, agency=disdik, title="Pengganti", role=Role.OPERATOR)
    Membership.objects.create(user=oki, post=post, since=cast.SINCE)
    desk.lay("a")
    desk.lay("b", agency=disdik)
    assert keys(workflow.duties_of(cast.scope_of(oki))) == ["a", "b"]
