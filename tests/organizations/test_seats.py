"""From a person and a government to what they may see and do on a day."""

import datetime as dt

import pytest

from simpul.core.scope import Scope
from simpul.organizations import seats
from simpul.organizations.models import Membership, Post
from simpul.organizations.roles import GRANTS, Role
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)


def seat(user, owner=None) -> seats.Seat:
    return seats.seat_of(user, owner or cast.government(), TODAY)


def hold(user, role, agency="", *, since=cast.SINCE, until=None) -> Membership:
    place = cast.agency(agency, cast.government()) if agency else None
    post = Post.objects.create(government=cast.government(), agency=place, title=f"Jabatan {role}", role=role)
    return Membership.objects.create(user=user, post=post, since=since, until=until)


def test_an_operator_reaches_their_own_agency_and_no_other():
    scope = seat(cast.person("operator")).scope
    assert scope.capabilities == GRANTS[Role.OPERATOR]
    assert scope.agencies == {cast.agency("DINKES", cast.government()).pk}
    assert not scope.covers_agency(cast.agency("DISDIK", cast.government()).pk)


def test_a_post_above_the_agencies_reaches_all_of_them():
    assert seat(cast.person("leader")).scope.agencies is None


def test_two_posts_join_their_capabilities_agencies_and_labels():
    operator = cast.person("operator")
    hold(operator, Role.AGENCY_HEAD, "DISDIK")
    found = seat(operator)
    assert found.scope.capabilities == GRANTS[Role.OPERATOR] | GRANTS[Role.AGENCY_HEAD]
    assert len(found.scope.agencies or ()) == 2
    assert found.label == "Operator data, Dinkes · Jabatan kepala, Disdik"


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY + dt.timedelta(days=1), None, False),
        (cast.SINCE, TODAY - dt.timedelta(days=1), False),
    ],
)
def test_a_post_counts_from_its_first_day_to_its_last(since, until, holds):
    resident = cast.person("resident")
    hold(resident, Role.PLANNER, since=since, until=until)
    assert seat(resident).scope.has("data.read") is holds


def test_who_has_no_post_here_reaches_no_row():
    scope = seat(cast.person("operator"), cast.neighbour()).scope
    assert scope.governments == frozenset()
    assert scope.capabilities == frozenset()


def test_a_post_in_one_government_opens_nothing_in_another():
    stranger = cast.person("administrator", cast.neighbour())
    assert seat(stranger).scope.governments == frozenset()
    assert seat(stranger, cast.neighbour()).scope.has("people.manage")


def test_a_seat_takes_one_query(django_assert_num_queries):
    operator = cast.person("operator")
    government = cast.government()
    with django_assert_num_queries(1):
        seats.seat_of(operator, government, TODAY)


def test_a_scope_of_the_system_says_why():
    with pytest.raises(ValueError, match="states its reason"):
        Scope.system("")


def test_an_operator_who_is_also_a_planner_uploads_for_their_own_agency_only():
    government = cast.government()
    oki = cast.person("operator", government)
    own, other = cast.agency("DINKES", government), cast.agency("DISDIK", government)
    post = Post.objects.create(government=government, title="Perencana", role=Role.PLANNER)
    Membership.objects.create(user=oki, post=post, since=cast.SINCE)

    scope = cast.scope_of(oki, government)

    assert scope.agencies is None
    assert scope.may_for("data.upload", own.pk)
    assert not scope.may_for("data.upload", other.pk)
