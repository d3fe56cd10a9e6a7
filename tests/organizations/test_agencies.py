"""Agencies are added, renamed and merged, and what they were stays readable."""

import datetime as dt

import pytest

from simpul.audit.models import Entry
from simpul.core.errors import NotFoundError
from simpul.core.scope import Scope
from simpul.organizations import errors, signals
from simpul.organizations.models import Agency, AgencyChange, Membership, Post
from simpul.organizations.operations import agencies
from tests import cast

pytestmark = pytest.mark.django_db

SYSTEM = Scope.system("test")
DAY = dt.date(2026, 1, 2)


@pytest.fixture
def scope() -> Scope:
    return cast.scope_of(cast.person("administrator"))


def test_a_code_stands_once_in_a_government(scope):
    cast.agency("DINKES", cast.government())
    with pytest.raises(errors.AgencyCodeTakenError, match="Dinas Kesehatan"):
        agencies.add_agency(
            scope=scope, government=cast.government(), code="DINKES", name="Lain", short_name="Lain"
        )


def test_the_same_code_may_stand_in_another_government(scope):
    cast.agency("DINKES", cast.neighbour())
    added = agencies.add_agency(
        scope=scope, government=cast.government(), code="DINKES", name="Dinas Kesehatan", short_name="Dinkes"
    )
    assert added.government == cast.government()


def test_a_renamed_agency_keeps_its_old_name_with_day_and_legal_basis(scope):
    agency = cast.agency("DINKES", cast.government())
    agencies.rename_agency(
        scope=scope,
        agency=agency,
        name="Dinas Kesehatan dan KB",
        short_name="Dinkes KB",
        effective_on=DAY,
        legal_basis="Perda 3/2025",
    )
    change = AgencyChange.objects.within(scope).get()
    assert (change.old_name, change.new_name) == ("Dinas Kesehatan", "Dinas Kesehatan dan KB")
    assert (change.effective_on, change.legal_basis) == (DAY, "Perda 3/2025")
    assert change.recorded_by == "Adi, Administrator, Diskominfo"


def test_renaming_to_the_same_name_writes_no_history(scope):
    agency = cast.agency("DINKES", cast.government())
    unchanged = agencies.rename_agency(
        scope=scope, agency=agency, name=agency.name, short_name=agency.short_name, effective_on=DAY
    )
    assert unchanged is None
    assert not AgencyChange.objects.within(scope).exists()


def test_a_change_cannot_take_effect_on_a_day_that_has_not_come(scope):
    agency = cast.agency("DINKES", cast.government())
    with pytest.raises(errors.FutureDateError, match="1 Januari 2199"):
        agencies.rename_agency(
            scope=scope, agency=agency, name="Baru", short_name="Baru", effective_on=dt.date(2199, 1, 1)
        )


def test_a_merger_moves_posts_with_their_people_and_keeps_the_memberships(scope):
    operator = cast.person("operator")
    source, target = (cast.agency(code, cast.government()) for code in ("DINKES", "DISDIK"))
    before = Membership.objects.within(scope).get(user=operator)
    agencies.merge_agencies(scope=scope, source=source, target=target, effective_on=DAY)
    after = Membership.objects.within(scope).get(user=operator)
    assert (after.pk, after.since, after.until) == (before.pk, before.since, None)
    assert after.post.agency == target
    source.refresh_from_db()
    assert (source.ended_on, source.merged_into) == (DAY, target)


def test_the_people_of_a_merged_agency_work_for_the_new_one(scope):
    operator = cast.person("operator")
    source, target = (cast.agency(code, cast.government()) for code in ("DINKES", "DISDIK"))
    agencies.merge_agencies(scope=scope, source=source, target=target, effective_on=DAY)
    assert cast.scope_of(operator).agencies == {target.pk}


def test_upper_areas_hear_of_a_merger_and_can_undo_it(scope):
    source, target = (cast.agency(code, cast.government()) for code in ("DINKES", "DISDIK"))
    heard = []

    def listener(*, source_id, target_id, effective_on, **_):
        heard.append((source_id, target_id, effective_on))
        raise RuntimeError("the data sets could not be moved")

    signals.agency_merged.connect(listener)
    try:
        with pytest.raises(RuntimeError):
            agencies.merge_agencies(scope=scope, source=source, target=target, effective_on=DAY)
    finally:
        signals.agency_merged.disconnect(listener)
    assert heard == [(source.pk, target.pk, DAY)]
    assert Agency.objects.within(scope).get(pk=source.pk).is_living


def test_an_agency_cannot_be_merged_twice_nor_into_an_ended_one(scope):
    first, second, third = (cast.agency(code, cast.government()) for code in ("DINKES", "DISDIK", "BAPPEDA"))
    agencies.merge_agencies(scope=scope, source=first, target=second, effective_on=DAY)
    with pytest.raises(errors.AgencyEndedError):
        agencies.merge_agencies(scope=scope, source=first, target=third, effective_on=DAY)
    with pytest.raises(errors.AgencyEndedError):
        agencies.merge_agencies(scope=scope, source=third, target=first, effective_on=DAY)


def test_an_agency_cannot_be_merged_into_itself(scope):
    agency = cast.agency("DINKES", cast.government())
    with pytest.raises(errors.MergeIntoItselfError):
        agencies.merge_agencies(scope=scope, source=agency, target=agency, effective_on=DAY)


def test_an_agency_cannot_be_merged_into_one_of_another_government(scope):
    mine, theirs = cast.agency("DINKES", cast.government()), cast.agency("DINKES", cast.neighbour())
    with pytest.raises(NotFoundError):
        agencies.merge_agencies(scope=scope, source=mine, target=theirs, effective_on=DAY)


def test_each_change_is_in_the_audit(scope):
    source, target = (cast.agency(code, cast.government()) for code in ("DINKES", "DISDIK"))
    agencies.rename_agency(scope=scope, agency=source, name="Baru", short_name="Baru", effective_on=DAY)
    agencies.merge_agencies(scope=scope, source=source, target=target, effective_on=DAY)
    entries = Entry.objects.within(SYSTEM).filter(object_kind="perangkat-daerah").order_by("pk")
    assert [entry.action for entry in entries] == ["perangkat.ganti-nama", "perangkat.gabung"]
    assert entries[1].details["ke"] == target.pk


def test_posts_of_other_agencies_stay_where_they_are(scope):
    cast.person("planner")
    source, target = (cast.agency(code, cast.government()) for code in ("DINKES", "DISDIK"))
    agencies.merge_agencies(scope=scope, source=source, target=target, effective_on=DAY)
    assert Post.objects.within(scope).get(title="Perencana").agency.code == "BAPPEDA"
