"""What ordinary web processes answer of `/langsung/`: polling, where the stream is, and who may listen."""

from typing import Any, cast

import pytest
from django.db.models import F
from django.http import HttpRequest
from django.test import Client

from simpul.core import events
from simpul.organizations.models import Government
from simpul.web import cache
from tests import cast as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def government() -> Government:
    return people.government()


@pytest.fixture
def leader(government: Government) -> Client:
    return people.client_for(people.person("leader", government))


def publish(government: Government, key: str) -> None:
    events.publish(government_id=government.pk, kind="rilis", key=key, payload={"period": "2024"})


def test_a_page_that_asks_gets_what_came_behind_its_position(leader: Client, government: Government) -> None:
    publish(government, "seen")
    begun = leader.get("/langsung/jajak/").json()
    assert begun == {"sejak": events.newest(), "utuh": True, "peristiwa": []}
    publish(government, "new")
    publish(people.neighbour(), "theirs")
    told = leader.get(f"/langsung/jajak/?sejak={begun['sejak']}").json()
    assert told["utuh"]
    assert [event["key"] for event in told["peristiwa"]] == ["new"]
    again = leader.get(f"/langsung/jajak/?sejak={told['sejak']}").json()
    assert again == {"sejak": told["sejak"], "utuh": True, "peristiwa": []}


@pytest.mark.parametrize("since", ["0", "999999"])
def test_who_missed_too_much_is_told_so(leader: Client, government: Government, since: str) -> None:
    """Too many to tell, or a position that this database never gave (restored from a backup)."""
    for number in range(201):
        publish(government, f"n{number}")
    told = leader.get(f"/langsung/jajak/?sejak={since}").json()
    assert told == {"sejak": events.newest(), "utuh": False, "peristiwa": []}


@pytest.mark.parametrize("since", ["-1", "x", "1e5", "²", "9" * 40])
def test_a_position_that_is_none_begins_anew(leader: Client, since: str) -> None:
    assert leader.get("/langsung/jajak/", {"sejak": since}).json()["utuh"]


@pytest.mark.parametrize("path", ["/langsung/", "/langsung/jajak/", "/langsung/izin/"])
def test_who_may_not_see_the_board_may_not_listen(government: Government, path: str) -> None:
    assert people.client_for(people.person("coach", government)).get(path).status_code == 404
    assert people.client_for(None, government).get(path).status_code == 302


def test_the_stream_is_on_its_own_port_where_no_proxy_stands(leader: Client, settings: Any) -> None:
    assert leader.get("/langsung/").status_code == 503
    settings.LIVE_PORT = 8001
    response = leader.get("/langsung/?sejak=7")
    assert (response.status_code, response["Location"]) == (
        307,
        "http://uji.localhost:8001/langsung/?sejak=7",
    )
    assert "connect-src 'self' http://uji.localhost:8001;" in response["Content-Security-Policy"]


def test_without_a_port_of_its_own_pages_may_reach_their_own_origin_only(leader: Client) -> None:
    assert "connect-src 'self';" in leader.get("/langsung/izin/")["Content-Security-Policy"]


def test_a_part_fetched_because_of_an_event_is_never_the_one_before_it(government: Government) -> None:
    """A process remembers the government for a second; the event is here sooner."""
    request = HttpRequest()
    cast(Any, request).government = government
    assert cache.kept(request, "bagian", lambda: "old") == "old"
    Government.objects.filter(pk=government.pk).update(content_version=F("content_version") + 1)
    assert cache.kept(request, "bagian", lambda: "new") == "new"
