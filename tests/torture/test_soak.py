"""Fifty walls and phones stay open while releases come: the memory of web and live process stays where it is.

The short form takes ten seconds of `make test`, `make torture` a minute.
"""

import contextlib
import http.client
import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from simpul.core import events
from simpul.datahub import api as datahub
from tests import cast, processes
from tests.datahub import situations
from tests.torture import test_ten_times, visitors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.torture]

LONG = os.environ.get("SIMPUL_TORTURE") == "long"
SECONDS = 60 if LONG else 10
CLIENTS = 50
RELEASES = 20 if LONG else 5
GROWTH = 1.15
CONTENT = "/command-center/dinding/isi/"


class Wall:
    """One open page: it listens to the stream and fetches its content again at each event."""

    def __init__(self, port: int, live: int, session: str) -> None:
        self.page = visitors.Visitor(port)
        self.page.cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
        self.live = live
        self.fetched: list[int] = []
        self.heard = 0
        self.seen = ""

    def watch(self, over: Callable[[], bool]) -> None:
        """Until it is over; a line that is cut is opened anew."""
        while not over():
            self._listen(over)

    def _listen(self, over: Callable[[], bool]) -> None:
        headers = {"Host": "localhost", "Cookie": self.page.cookie, "Last-Event-ID": self.seen}
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.live, timeout=20)) as line:
            line.request("GET", "/langsung/", headers={name: text for name, text in headers.items() if text})
            response = line.getresponse()
            assert response.status == 200
            while not over() and (said := response.readline()):
                self._take(said)

    def _take(self, said: bytes) -> None:
        if said.startswith(b"id: "):
            self.seen = said[4:].decode().strip()
        if said.startswith(b"event: peristiwa"):
            self.heard += 1
            self.fetched.append(self.page.get(CONTENT).status)


@pytest.fixture
def sessions() -> list[str]:
    """Sessions of the leader on as many browsers as there are clients."""
    leader = cast.person("leader")
    name = settings.SESSION_COOKIE_NAME
    return [cast.client_for(leader).cookies[name].value for _ in range(CLIENTS)]


@contextlib.contextmanager
def _served() -> Iterator[tuple[int, int, list[int]]]:
    """Ports of a web and a live process, and the groups of their processes."""
    live_port, port, quiet = processes.free_port(), processes.free_port(), {"SIMPUL_LOG_LEVEL": "WARNING"}
    with (
        visitors.web(port, **quiet) as web,
        processes.running("live", SIMPUL_LIVE_PORT=str(live_port), **quiet) as live,
    ):
        processes.until(lambda: _is_up(live_port), 40)
        yield port, live_port, [web.pid, live.pid]


def _is_up(port: int) -> bool:
    with (
        contextlib.suppress(OSError),
        contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as line,
    ):
        line.request("GET", "/langsung/hidup/", headers={"Host": "localhost"})
        return line.getresponse().status == 200
    return False


@contextlib.contextmanager
def _open(walls: list[Wall]) -> Iterator[None]:
    over = threading.Event()
    threads = [threading.Thread(target=wall.watch, args=(over.is_set,)) for wall in walls]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        events.publish(
            government_id=cast.government().pk, kind="rilis", key="akhir", payload={}
        )  # wakes them all
        for thread in threads:
            thread.join()


def _release(number: int) -> None:
    """One more release of the same number on the wall."""
    rows = [(code, name, 100 + number, number) for code, name, _bps in situations.DISTRICTS]
    situations.released(datahub.Dataset.everywhere.get(code="stunting"), content=situations.workbook(rows))


def _held(groups: list[int]) -> list[int]:
    """Memory of each group in KiB."""
    return [sum(visitors.memory_kb(group).values()) for group in groups]


def test_fifty_open_walls_do_not_make_the_server_grow(sessions: list[str]) -> None:
    test_ten_times.board()
    with _served() as (port, live_port, groups):
        walls = [Wall(port, live_port, session) for session in sessions]
        with _open(walls):
            _release(1)
            processes.until(lambda: all(wall.fetched for wall in walls), 30)
            before, started = _held(groups), time.monotonic()
            for number in range(2, RELEASES + 2):
                _release(number)
                processes.until(
                    lambda n=number: time.monotonic() > started + n * SECONDS / (RELEASES + 2), SECONDS
                )
            newest = events.newest()
            processes.until(lambda: all(len(wall.fetched) > RELEASES for wall in walls), 30)
            after = _held(groups)

    assert newest >= RELEASES + 1
    assert {status for wall in walls for status in wall.fetched} == {200}
    assert [kb for kb, first in zip(after, before, strict=True) if kb > first * GROWTH] == [], (before, after)
