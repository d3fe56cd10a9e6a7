"""People are placed, ended, retired and resumed; a government is never left without an administrator."""

import datetime as dt

import pytest
from django.core import mail

from simpul.accounts.models import Invitation, User
from simpul.core import clock, jobs
from simpul.core import errors as core_errors
from simpul.core.scope import Scope
from simpul.organizations import directory, errors, queries
from simpul.organizations.models import Membership, Post
from simpul.organizations.operations import people, posts
from simpul.organizations.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db

SYSTEM = Scope.system("test")
DAY = dt.date(2026, 1, 2)


@pytest.fixture
def scope() -> Scope:
    return cast.scope_of(cast.person("administrator"))


@pytest.fixture
def post(scope) -> Post:
    return posts.add_post(
        scope=scope, government=cast.government(), title="Perencana muda", role=Role.PLANNER
    )


def today() -> dt.date:
    return clock.today(cast.government().zone)


def serve_both(user: User) -> Membership:
    """Give a person of Kabupaten Uji a post in Kabupaten Tetangga, too."""
    theirs = cast.scope_of(cast.person("administrator", cast.neighbour()), cast.neighbour())
    seat = posts.add_post(scope=theirs, government=cast.neighbour(), title="Narahubung", role=Role.PLANNER)
    return posts.appoint(scope=theirs, post=seat, user=user, since=DAY)


def test_an_unknown_address_becomes_a_person_without_a_password(scope, post):
    held = people.place_person(scope=scope, post=post, name="Budi", email="Budi@Uji.id", since=DAY)
    assert held.user.email == "budi@uji.id"
    assert not held.user.has_usable_password()


def test_a_known_address_is_the_same_person_with_their_own_name(scope, post):
    operator = cast.person("operator")
    held = people.place_person(scope=scope, post=post, name="Nama Lain", email=operator.email, since=DAY)
    assert (held.user, held.user.name) == (operator, "Oki")


def test_a_person_holds_a_post_once_at_a_time_and_again_later(scope, post):
    held = people.place_person(scope=scope, post=post, name="Budi", email="b@uji.id", since=DAY)
    with pytest.raises(errors.AlreadyInPostError):
        posts.appoint(scope=scope, post=post, user=held.user, since=dt.date(2026, 3, 1))
    posts.end_membership(scope=scope, membership=held, until=dt.date(2026, 2, 1))
    again = posts.appoint(scope=scope, post=post, user=held.user, since=dt.date(2026, 3, 1))
    assert again.since == dt.date(2026, 3, 1)


def test_a_term_cannot_end_before_it_begins(scope, post):
    with pytest.raises(errors.DatesReversedError, match="2 Januari 2026"):
        people.place_person(
            scope=scope, post=post, name="B", email="b@uji.id", since=DAY, until=dt.date(2026, 1, 1)
        )


def test_capabilities_end_with_the_last_day_of_the_term(scope, post):
    yesterday = today() - dt.timedelta(days=1)
    held = people.place_person(scope=scope, post=post, name="B", email="b@uji.id", since=DAY)
    assert cast.scope_of(held.user).has("data.read")
    posts.end_membership(scope=scope, membership=held, until=today())
    assert cast.scope_of(held.user).has("data.read")
    posts.end_membership(scope=scope, membership=held, until=yesterday)
    assert not cast.scope_of(held.user).has("data.read")


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AGENCY_HEAD, Role.SERVICE_OFFICER])
def test_a_role_that_works_for_an_agency_needs_one(scope, role):
    with pytest.raises(errors.AgencyNeededError):
        posts.add_post(scope=scope, government=cast.government(), title="Tanpa dinas", role=role)


def test_a_title_stands_once_in_an_agency(scope):
    agency = cast.agency("DINKES", cast.government())
    posts.add_post(scope=scope, government=cast.government(), title="Juru", role=Role.PLANNER, agency=agency)
    with pytest.raises(errors.PostExistsError):
        posts.add_post(
            scope=scope, government=cast.government(), title="JURU", role=Role.PLANNER, agency=agency
        )


def test_a_post_that_somebody_held_stays_and_one_that_nobody_held_goes(scope, post):
    held = people.place_person(scope=scope, post=post, name="B", email="b@uji.id", since=DAY)
    posts.end_membership(scope=scope, membership=held, until=DAY)
    with pytest.raises(errors.PostInUseError):
        posts.remove_post(scope=scope, post=post)
    unused = posts.add_post(scope=scope, government=cast.government(), title="Keliru", role=Role.PLANNER)
    posts.remove_post(scope=scope, post=unused)
    assert not Post.objects.within(scope).filter(title="Keliru").exists()


def test_the_last_administrator_can_neither_be_ended_nor_moved_to_another_role(scope):
    held = Membership.objects.within(scope).get(post__role=Role.ADMINISTRATOR)
    with pytest.raises(errors.LastAdministratorError):
        posts.end_membership(scope=scope, membership=held, until=today() - dt.timedelta(days=1))
    with pytest.raises(errors.LastAdministratorError):
        posts.change_role(scope=scope, post=held.post, role=Role.AUDITOR)


def test_an_administrator_who_cannot_sign_in_does_not_count_as_one(scope):
    User.objects.filter(pk=cast.person("second_administrator").pk).update(is_active=False)
    held = Membership.objects.within(scope).get(post__title="Administrator")
    with pytest.raises(errors.LastAdministratorError):
        posts.end_membership(scope=scope, membership=held, until=today() - dt.timedelta(days=1))


def test_one_of_two_administrators_can_be_retired_but_nobody_retires_themselves(scope):
    adi, ani = cast.person("administrator"), cast.person("second_administrator")
    with pytest.raises(errors.OwnAccessError):
        people.retire_person(scope=scope, government=cast.government(), user=adi)
    assert people.retire_person(scope=scope, government=cast.government(), user=ani) is True
    ani.refresh_from_db()
    assert not ani.is_active


def test_a_retired_person_can_be_resumed_with_their_posts(scope):
    operator = cast.person("operator")
    people.retire_person(scope=scope, government=cast.government(), user=operator)
    operator.refresh_from_db()
    people.resume_person(scope=scope, government=cast.government(), user=operator)
    assert cast.scope_of(operator).has("data.upload")


def test_a_person_who_serves_another_government_loses_the_posts_here_and_keeps_the_account(scope):
    operator = cast.person("operator")
    elsewhere = serve_both(operator)
    assert people.retire_person(scope=scope, government=cast.government(), user=operator) is False
    operator.refresh_from_db()
    elsewhere.refresh_from_db()
    assert operator.is_active
    assert elsewhere.until is None
    assert not cast.scope_of(operator).capabilities


def test_another_government_does_not_open_an_account_that_was_closed_here(scope):
    operator = cast.person("operator")
    theirs = cast.scope_of(cast.person("administrator", cast.neighbour()), cast.neighbour())
    posts.end_membership(scope=theirs, membership=serve_both(operator), until=DAY)
    people.retire_person(scope=scope, government=cast.government(), user=operator)
    operator.refresh_from_db()
    with pytest.raises(errors.ServesElsewhereError):
        people.resume_person(scope=theirs, government=cast.neighbour(), user=operator)


def test_a_deactivated_person_is_not_placed_again(scope, post):
    operator = cast.person("operator")
    people.retire_person(scope=scope, government=cast.government(), user=operator)
    with pytest.raises(errors.PersonInactiveError):
        people.place_person(scope=scope, post=post, name="O", email=operator.email, since=DAY)


def test_only_who_manages_people_changes_them(post):
    scope = cast.scope_of(cast.person("walidata"))
    with pytest.raises(core_errors.ForbiddenError):
        people.place_person(scope=scope, post=post, name="B", email="b@uji.id", since=DAY)


def test_the_state_of_an_account_goes_from_uninvited_to_working(scope, post):
    user = people.place_person(scope=scope, post=post, name="B", email="b@uji.id", since=DAY).user
    states = [account_of(scope, user).key]
    Invitation.objects.create(
        government_id=cast.government().pk,
        user=user,
        token_hash="x",
        invited_by="Adi",
        issued_at=clock.now(),
        expires_at=clock.now() + dt.timedelta(days=7),
    )
    states.append(account_of(scope, user).key)
    user.set_password(cast.PASSWORD)
    user.save()
    states.append(account_of(scope, user).key)
    User.objects.filter(pk=user.pk).update(is_active=False)
    states.append(account_of(scope, User.objects.get(pk=user.pk)).key)
    assert states == ["belum-diundang", "diundang", "aktif", "nonaktif"]
    for key in states:
        filtered = directory.in_state(queries.people(scope), key, scope).filter(pk=user.pk)
        assert filtered.exists() == (key == "nonaktif")


def account_of(scope: Scope, user: User) -> directory.Account:
    (person,) = directory.people(scope, cast.government(), [user])
    return person.account


def test_an_expired_invitation_counts_as_none(scope, post):
    user = people.place_person(scope=scope, post=post, name="B", email="b@uji.id", since=DAY).user
    long_ago = clock.now() - dt.timedelta(days=30)
    Invitation.objects.create(
        government_id=cast.government().pk,
        user=user,
        token_hash="x",
        invited_by="Adi",
        issued_at=long_ago,
        expires_at=long_ago + dt.timedelta(days=7),
    )
    assert account_of(scope, user).words == "Undangan kedaluwarsa"
    assert user in queries.uninvited(scope, cast.government())


def test_everybody_is_invited_at_once_and_once_only(scope, post, django_capture_on_commit_callbacks):
    for name in ("a", "b", "c"):
        people.place_person(scope=scope, post=post, name=name, email=f"{name}@uji.id", since=DAY)
    client = cast.client_for(cast.person("administrator"))
    for _twice in range(2):
        client.post("/kelola/orang/undang/", {"yakin": "ya"})
    assert "3 undangan sedang dikirim" in client.get("/kelola/orang/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.drain()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["a@uji.id", "b@uji.id", "c@uji.id"]
    assert "http://uji.localhost/undangan/" in mail.outbox[0].body
    assert not queries.uninvited(scope, cast.government()).exists()


def test_who_uploads_and_verifies_at_once_is_pointed_out(scope):
    operator = cast.person("operator")
    seat = posts.add_post(scope=scope, government=cast.government(), title="Walidata", role=Role.STEWARD)
    posts.appoint(scope=scope, post=seat, user=operator, since=DAY)
    client = cast.client_for(cast.person("administrator"))
    for path in ("/kelola/orang/", f"/kelola/orang/{operator.public_id}/"):
        assert "operator dan walidata sekaligus" in client.get(path).content.decode()
    assert list(queries.with_both_sides(scope, today())) == [operator]
