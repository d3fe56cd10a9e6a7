"""Two people, or one attacker with many hands, at the same moment. Real connections, so PostgreSQL only."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from simpul.accounts import errors
from simpul.accounts.models import Invitation
from simpul.accounts.operations import invitations, restorations
from simpul.core.scope import Scope
from tests import cast
from tests.accounts import acts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def only_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time; run with SIMPUL_TEST_DATABASE=postgres")


def at_once(*things: Callable[[], object]) -> list[object]:
    """What each act returned or raised, all begun at the same moment on connections of their own."""
    barrier, outcomes = threading.Barrier(len(things)), [None] * len(things)

    def run(place: int, act: Callable[[], object]) -> None:
        connection.ensure_connection()  # opening one takes longer than the acts themselves
        barrier.wait()
        try:
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(things)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def raised(outcomes: list[object]) -> list[type]:
    return [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]


def test_a_link_opened_twice_at_once_is_accepted_once() -> None:
    token = acts.token_of(acts.invited(acts.newcomer()).link)
    passwords = ("pertama-menang-11", "kedua-menang-22")
    outcomes = at_once(
        *(
            lambda word=word: invitations.accept(token=token, name="Nurul", password=word)
            for word in passwords
        )
    )
    assert raised(outcomes) == [errors.InvitationUsedError]


@pytest.mark.parametrize("attempt", range(5))
def test_two_invitations_at_once_leave_one_link_alive(attempt: int) -> None:
    user, place = acts.newcomer(), acts.place()
    scopes = [cast.scope_of(cast.person(part)) for part in ("administrator", "second_administrator")]
    outcomes = at_once(
        *(lambda scope=scope: invitations.invite(scope=scope, place=place, user=user) for scope in scopes)
    )
    assert raised(outcomes) == []
    assert Invitation.objects.within(Scope.system("test")).unanswered().count() == 1


def test_of_two_decisions_on_a_restoration_one_wins() -> None:
    wati, place = cast.person("walidata"), acts.place()
    asker, other = (cast.scope_of(cast.person(part)) for part in ("administrator", "second_administrator"))
    restoration = restorations.request_restoration(
        scope=asker, place=place, user=wati, reason="Ponsel hilang.", may_restore=True
    )
    outcomes = at_once(
        lambda: restorations.approve_restoration(scope=other, place=place, restoration_id=restoration.pk),
        lambda: restorations.refuse_restoration(scope=asker, place=place, restoration_id=restoration.pk),
    )
    assert raised(outcomes) == [errors.RestorationClosedError]


@pytest.mark.parametrize("attempt", range(5))
def test_two_requests_for_one_person_at_once_become_one(attempt: int) -> None:
    wati, place = cast.person("walidata"), acts.place()
    scopes = [cast.scope_of(cast.person(part)) for part in ("administrator", "second_administrator")]
    outcomes = at_once(
        *(
            lambda scope=scope: restorations.request_restoration(
                scope=scope, place=place, user=wati, reason="Ponsel hilang.", may_restore=True
            )
            for scope in scopes
        )
    )
    assert raised(outcomes) == [errors.RestorationWaitingError]


def test_guessing_with_many_hands_at_once_gets_five_guesses() -> None:
    oki = cast.person("operator")
    clients = [cast.client_for() for _ in range(8)]

    def guess(number: int) -> str:
        fields = {"login": oki.email, "password": f"tebakan-nomor-{number}"}
        return clients[number].post("/masuk/", fields, REMOTE_ADDR=f"10.0.0.{number}").content.decode()

    pages = at_once(*(lambda number=number: guess(number) for number in range(8)))
    assert raised(pages) == []
    assert sum("kata sandi tidak cocok" in str(page) for page in pages) <= 5
    assert sum("Terlalu banyak percobaan" in str(page) for page in pages) >= 3
