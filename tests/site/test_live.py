"""The live process, talked to as a browser does."""

import asyncio
import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import pytest
from django.conf import settings

from simpul.core import clock, events, marks
from simpul.core.events import Event
from simpul.organizations.models import Government, Membership
from simpul.site.live import stream
from simpul.site.live.hub import Hub
from tests import cast
from tests.processes import awaited, free_port, running, until

pytestmark = pytest.mark.django_db(transaction=True)

GOVERNMENT_HOST = "localhost"


def publish(government: Government, key: str) -> None:
    events.publish(government_id=government.pk, kind="rilis", key=key, payload={"period": "2024"})


def cookie_of(part: str, government: Government) -> str:
    session = cast.client_for(cast.person(part, government)).cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}"


class Stream:
    """An open stream; `next` waits for the next event as (kind, data, id), None when the stream has ended."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.response = response

    def next(self) -> tuple[str, Any, int] | None:
        told: dict[str, str] = {}
        while raw := self.response.readline():
            name, _, value = raw.decode().rstrip("\n").partition(": ")
            if name:
                told[name] = value
            elif "event" in told:
                return told["event"], json.loads(told["data"]), int(told.get("id", 0))
        return None

    def keys(self, count: int) -> list[str]:
        return [told[1]["key"] for told in (self.next() for _ in range(count)) if told]


@contextmanager
def asked(port: int, headers: dict[str, str], query: str = "") -> Iterator[http.client.HTTPResponse]:
    """One answer of the live process, whose line is cut at the end."""
    with _pipe(port) as pipe, closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
        line.sock = pipe
        line.request("GET", f"/langsung/{query}", headers={"Host": f"{GOVERNMENT_HOST}:{port}"} | headers)
        with closing(line.getresponse()) as response:
            yield response
            with suppress(OSError):
                pipe.shutdown(socket.SHUT_RDWR)


@contextmanager
def _pipe(port: int) -> Iterator[socket.socket]:
    """A line that holds little, so that a listener who does not read is noticed."""
    with socket.socket() as pipe:
        pipe.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        pipe.settimeout(12)
        pipe.connect(("127.0.0.1", port))
        yield pipe


def status(port: int, headers: dict[str, str], query: str = "") -> int:
    with asked(port, headers, query) as response:
        return response.status


def is_up(port: int) -> bool:
    try:
        return status(port, {}, "hidup/") == 200
    except OSError:
        return False


@contextmanager
def live_process(**changes: str) -> Iterator[int]:
    port = free_port()
    with running("live", SIMPUL_LIVE_PORT=str(port), **changes):
        until(lambda: is_up(port))
        yield port


@pytest.fixture
def port(transactional_db: None) -> Iterator[int]:
    """Where a live process listens."""
    with live_process() as port:
        yield port


@contextmanager
def opened(port: int, headers: dict[str, str], query: str = "") -> Iterator[Stream]:
    with asked(port, headers, query) as response:
        assert response.status == 200
        yield Stream(response)


def test_an_event_reaches_the_stream_within_a_second_of_its_commit(port: int) -> None:
    government = cast.government()
    with opened(port, {"Cookie": cookie_of("leader", government)}) as heard:
        assert heard.next() == ("mulai", {}, 0)
        publish(government, "penduduk")
        committed = time.monotonic()
        kind, data, number = heard.next() or ("", {}, 0)
        assert time.monotonic() - committed < 1
    assert (kind, data["kind"], data["key"], data["payload"]) == (
        "peristiwa",
        "rilis",
        "penduduk",
        {"period": "2024"},
    )
    assert number == data["id"] == events.newest()


def test_a_stream_resumes_where_it_was_cut(port: int) -> None:
    government = cast.government()
    cookie = cookie_of("leader", government)
    publish(government, "seen")
    seen = events.newest()
    publish(government, "missed")
    with opened(port, {"Cookie": cookie, "Last-Event-ID": str(seen)}) as heard:
        assert heard.keys(1) == ["missed"]
        assert (heard.next() or [""])[0] == "mulai"
        publish(government, "new")
        assert heard.keys(1) == ["new"]
    with opened(port, {"Cookie": cookie}, f"?sejak={seen}") as heard:
        assert heard.keys(2) == ["missed", "new"]


def test_who_was_away_too_long_is_told_to_load_anew(port: int) -> None:
    government = cast.government()
    for number in range(201):
        publish(government, f"n{number}")
    with opened(port, {"Cookie": cookie_of("leader", government)}, "?sejak=0") as heard:
        assert heard.next() == ("sela", {}, events.newest())


def test_events_of_the_neighbour_are_not_heard(port: int) -> None:
    government, neighbour = cast.government(), cast.neighbour()
    with opened(port, {"Cookie": cookie_of("leader", government)}) as heard:
        heard.next()
        publish(neighbour, "theirs")
        publish(government, "ours")
        assert heard.keys(1) == ["ours"]


@pytest.mark.parametrize("part", ["resident", "coach"])
def test_who_may_not_see_the_board_hears_nothing(port: int, part: str) -> None:
    government = cast.government()
    assert status(port, {"Cookie": cookie_of(part, government)}) == 403


def test_without_a_session_or_from_a_foreign_page_the_door_is_shut(port: int) -> None:
    government = cast.government()
    cookie = cookie_of("leader", government)
    assert status(port, {}) == 403
    assert status(port, {"Cookie": f"{settings.SESSION_COOKIE_NAME}=guessed"}) == 403
    with asked(port, {"Cookie": cookie, "Origin": "http://elsewhere.example"}) as refused:
        assert (refused.status, refused.getheader("Access-Control-Allow-Origin")) == (403, None)
    assert status(port, {"Cookie": cookie, "Host": "elsewhere.example"}) == 403
    with asked(port, {"Cookie": cookie, "Origin": "http://localhost:8000"}) as own:
        assert own.status == 200
        assert own.getheader("Access-Control-Allow-Origin") == "http://localhost:8000"


def test_a_person_whose_post_ended_is_cut_off_when_the_door_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    government = cast.government()
    headers = {"cookie": cookie_of("leader", government), "host": GOVERNMENT_HOST}
    monkeypatch.setattr(stream, "SETTLE_SECONDS", 0.2)

    async def listen() -> list[str]:
        hub = Hub()
        answer, listener = await stream.open_for(hub, headers)
        assert answer == 200
        assert listener is not None
        told = []
        async for part in stream.parts(hub, listener, headers, None):
            told.append(part)
            await hub.read(Membership.everywhere.all().delete)
        await hub.close()
        return told

    assert awaited(asyncio.wait_for(listen(), 10))[-1].startswith("event: putus")


def test_the_door_is_asked_again_within_a_minute() -> None:
    assert stream.SETTLE_SECONDS + 5 < 60


def test_the_number_of_streams_is_limited() -> None:
    government = cast.government()
    first, second = cookie_of("leader", government), cookie_of("walidata", government)
    with live_process(SIMPUL_LIVE_CLIENTS="1") as port, opened(port, {"Cookie": first}) as heard:
        heard.next()
        assert status(port, {"Cookie": second}) == 503


def test_a_listener_that_does_not_read_is_dropped(port: int) -> None:
    government = cast.government()
    headers = {"Cookie": cookie_of("leader", government)}
    with asked(port, headers):
        until(lambda: (mark := marks.get("live")) and mark.facts == {"listeners": 1})
        Event.objects.bulk_create(
            Event(
                government_id=government.pk, at=clock.now(), position=number, payload={"long": "x" * 60_000}
            )
            for number in range(1, 600)
        )
        until(lambda: (mark := marks.get("live")) and mark.facts == {"listeners": 0}, seconds=20)


def test_a_live_process_asked_to_end_cuts_its_streams_and_is_gone() -> None:
    government, port = cast.government(), free_port()
    with running("live", SIMPUL_LIVE_PORT=str(port)) as process:
        until(lambda: is_up(port))
        with opened(port, {"Cookie": cookie_of("leader", government)}) as heard:
            heard.next()
            process.terminate()
            assert heard.next() is None
            process.wait(3)


def test_the_live_process_says_that_it_lives(port: int) -> None:
    assert until(lambda: marks.get("live")).facts == {"listeners": 0}
