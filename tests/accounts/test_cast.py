"""The cast that every other test relies on."""

import pytest

from simpul.accounts.models import User
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", cast.PARTS)
def test_everybody_of_the_cast_can_take_their_part_twice(part: str) -> None:
    assert cast.person(part) == cast.person(part)
    assert User.objects.count() == 1


def test_wati_verifies_and_rudi_does_nothing_in_the_government() -> None:
    assert cast.scope_of(cast.person("walidata")).has("data.verify")
    assert cast.scope_of(cast.person("resident")).governments == frozenset()


def test_people_of_the_neighbour_are_other_people() -> None:
    neighbour = cast.neighbour()
    cast.government()
    there = cast.person("operator", neighbour)
    assert there != cast.person("operator")
    assert cast.scope_of(there).governments == frozenset()
    assert cast.scope_of(there, neighbour).governments == frozenset({neighbour.pk})


def test_a_client_is_signed_in_as_the_person_at_the_address_of_the_government() -> None:
    oki = cast.person("operator")
    assert cast.client_for(oki).session["_auth_user_id"] == str(oki.pk)
    assert "_auth_user_id" not in cast.client_for().session
