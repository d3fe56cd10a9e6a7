"""Deactivating ends everything at once; nobody does it to themselves."""

import pytest

from simpul.accounts import errors
from simpul.accounts.models import User
from simpul.accounts.operations import people
from simpul.audit.models import Entry
from simpul.core.errors import ConflictError, ForbiddenError, NotFoundError
from simpul.core.scope import Scope
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db


def change(act, by: str, user: User) -> None:
    scope = cast.scope_of(cast.person(by))
    act(scope=scope, government_id=cast.government().pk, user=user)


def test_a_deactivated_person_is_out_at_their_next_request() -> None:
    oki = cast.person("operator")
    client = cast.client_for(oki)
    assert acts.is_signed_in(client)
    change(people.deactivate, "administrator", oki)
    assert not acts.is_signed_in(client)


def test_sessions_from_before_do_not_come_back_with_reactivation() -> None:
    oki = cast.person("operator")
    client = cast.client_for(oki)
    change(people.deactivate, "administrator", oki)
    change(people.reactivate, "administrator", oki)
    assert not acts.is_signed_in(client)
    assert acts.sign_in(cast.client_for(), oki).status_code == 302


def test_the_right_password_of_a_deactivated_person_leads_to_an_explanation() -> None:
    oki = cast.person("operator")
    change(people.deactivate, "administrator", oki)
    client = cast.client_for()
    response = client.post("/masuk/", {"login": oki.email, "password": cast.PASSWORD}, follow=True)
    assert response.redirect_chain == [("/masuk/nonaktif/", 302)]
    assert not acts.is_signed_in(client)


def test_nobody_deactivates_themselves() -> None:
    adi = cast.person("administrator")
    with pytest.raises(errors.SelfDeactivationError):
        change(people.deactivate, "administrator", adi)
    assert User.objects.get(pk=adi.pk).is_active


def test_only_who_manages_people_of_this_government_deactivates() -> None:
    oki = cast.person("operator")
    with pytest.raises(ForbiddenError):
        change(people.deactivate, "walidata", oki)
    neighbour = cast.neighbour()
    there = cast.scope_of(cast.person("administrator", neighbour), neighbour)
    with pytest.raises(NotFoundError):
        people.deactivate(scope=there, government_id=cast.government().pk, user=oki)


def test_the_second_of_two_who_deactivate_at_once_is_told() -> None:
    oki = cast.person("operator")
    change(people.deactivate, "administrator", oki)
    with pytest.raises(ConflictError):
        change(people.deactivate, "second_administrator", oki)


def test_both_acts_stand_in_the_record() -> None:
    oki = cast.person("operator")
    change(people.deactivate, "administrator", oki)
    change(people.reactivate, "second_administrator", oki)
    entries = Entry.objects.within(Scope.system("test")).order_by("pk")
    assert [(entry.action, entry.actor_label) for entry in entries] == [
        ("akun.nonaktif", "Adi"),
        ("akun.aktif", "Ani"),
    ]
    assert entries[0].object_key == str(oki.public_id)
