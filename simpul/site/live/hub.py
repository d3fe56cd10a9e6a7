"""The hub: reads new events once for all who listen, and hands each what their governments publish."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, connection, connections

from simpul.core import events, marks
from simpul.core.events import Event

Found = TypeVar("Found")
LOOK_SECONDS = 0.3  # how often the table is read where nobody notifies us
LOOK_ANYWAY_SECONDS = 1.0  # and where PostgreSQL does
MARK_SECONDS = 5.0
QUEUE_LENGTH = 256
PER_SESSION = 8
logger = logging.getLogger("simpul.live")


@dataclass(eq=False)
class Listener:
    """One open stream; `queue` is bounded, and who does not empty it in time is dropped."""

    session: str
    governments: frozenset[int] = frozenset()
    queue: asyncio.Queue[Event] = field(default_factory=lambda: asyncio.Queue(QUEUE_LENGTH))
    dropped: asyncio.Event = field(default_factory=asyncio.Event)


class Hub:
    """All listeners of the process.

    The database is read in two threads with a connection each: one reads events, the other asks the door who
    may listen, so that a crowd at the door does not hold up the news.
    """

    def __init__(self) -> None:
        self.listeners: set[Listener] = set()
        self.closing = asyncio.Event()
        self.news = asyncio.Event()
        self._sessions: Counter[str] = Counter()
        self._position: int | None = None
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._door = ThreadPoolExecutor(1, thread_name_prefix="door")
        self._marked = float("-inf")

    def has_room_for(self, session: str) -> bool:
        """False when the process or this browser has as many streams as it may."""
        return len(self.listeners) < settings.LIVE_CLIENTS and self._sessions[session] < PER_SESSION

    def add(self, listener: Listener) -> None:
        """From now on the listener gets what is read."""
        self.listeners.add(listener)
        self._sessions[listener.session] += 1

    def remove(self, listener: Listener) -> None:
        """The stream has ended."""
        self.listeners.discard(listener)
        self._sessions[listener.session] -= 1
        self._sessions += Counter()  # forgets zeros

    async def read(self, ask: Callable[[], Found]) -> Found:
        """Run what reads events; a broken connection is not kept for the next time."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, _guarded, ask)

    async def at_door(self, ask: Callable[[], Found]) -> Found:
        """Run what settles who may listen."""
        return await asyncio.get_running_loop().run_in_executor(self._door, _guarded, ask)

    async def close(self) -> None:
        """End all streams, whose browsers come back to the next process and resume, and all connections."""
        self.closing.set()
        self.news.set()
        for listener in self.listeners:
            listener.dropped.set()
        await self.read(connections.close_all)
        await self.at_door(connections.close_all)

    async def run(self) -> None:
        """Read and hand out until the process ends; a database that is away is asked again."""
        notified = await self.read(lambda: connection.vendor == "postgresql")
        pause = LOOK_ANYWAY_SECONDS if notified else LOOK_SECONDS
        while not self.closing.is_set():
            try:
                await self._mark()
                await self._look()
            except Exception:  # without the hub all streams are mute, so it goes on whatever happens
                logger.exception("the hub could not look")
            self.news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self.news.wait()

    async def _mark(self) -> None:
        if time.monotonic() - self._marked >= MARK_SECONDS:
            count = len(self.listeners)
            await self.read(lambda: marks.set("live", listeners=count))
            self._marked = time.monotonic()

    async def begin(self) -> None:
        """Settle from where is read; who listens and then asks for the past misses nothing in between."""
        if self._position is None:
            newest = await self.read(events.newest)
            self._position = newest if self._position is None else self._position

    async def _look(self) -> None:
        if not self.listeners:
            self._position = None  # nobody listens: begin anew when somebody comes
            return
        await self.begin()
        position = self._position or 0
        for event in await self.read(lambda: events.after(None, position)):
            self._position = event.position
            for listener in self.listeners:
                if event.government_id in listener.governments:
                    _offer(listener, event)


def _offer(listener: Listener, event: Event) -> None:
    try:
        listener.queue.put_nowait(event)
    except asyncio.QueueFull:
        listener.dropped.set()


def _guarded(ask: Callable[[], Found]) -> Found:
    try:
        return ask()
    except DatabaseError:
        connections.close_all()
        raise
