"""One open stream: what was missed, then what comes, a sign of life in between, and the door each minute."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from functools import partial

from django.conf import settings

from simpul.core import events
from simpul.core.events import Event, News
from simpul.site.live import entry, pages
from simpul.site.live.hub import Hub, Listener

SIGN_OF_LIFE_SECONDS = 15.0
SETTLE_SECONDS = 50.0  # below a minute, so that a revoked person is gone within one


async def open_for(hub: Hub, headers: Mapping[str, str]) -> tuple[int, Listener | None]:
    """Admit somebody: (200, listener), or the HTTP status that says why not."""
    if not entry.origin_is_ours(headers):
        return 403, None
    session = _session_of(headers)
    if not session:
        return 403, None
    if not hub.has_room_for(session):
        return 503, None
    listener = Listener(session)
    hub.add(listener)
    try:
        listener.governments = await hub.at_door(partial(entry.governments_for, headers))
    finally:
        if not listener.governments:
            hub.remove(listener)
    return (200, listener) if listener.governments else (403, None)


def _session_of(headers: Mapping[str, str]) -> str:
    """The session of the browser, only to count its streams; what it is worth is settled by `entry`."""
    pairs = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return next((value for name, _, value in pairs if name == settings.SESSION_COOKIE_NAME), "")


async def parts(
    hub: Hub, listener: Listener, headers: Mapping[str, str], since: int | None
) -> AsyncIterator[str]:
    """The text of the stream, piece by piece, until the listener is no longer permitted."""
    await hub.begin()
    news = await hub.read(partial(_news, listener.governments, since))
    yield "retry: 2000\n\n" + _told_news(news)
    seen, settled = news.position, time.monotonic()
    while True:
        if time.monotonic() - settled >= SETTLE_SECONDS:
            listener.governments = await hub.at_door(partial(entry.governments_for, headers))
            settled = time.monotonic()
            if not listener.governments:
                yield "event: putus\ndata: {}\n\n"
                return
        event = await _next(listener, settled + SETTLE_SECONDS - time.monotonic())
        if event is None:
            yield ": hidup\n\n"
        elif (event.position or 0) > seen:
            yield _told(event)


def _news(governments: frozenset[int], since: int | None) -> News:
    return News([], events.newest(), is_whole=True) if since is None else events.since(governments, since)


async def _next(listener: Listener, seconds: float) -> Event | None:
    """The next event, None when it is time for a sign of life or for the door."""
    with suppress(TimeoutError):  # not wait_for, which in Python 3.11 may swallow that the task was cancelled
        async with asyncio.timeout(max(0.01, min(SIGN_OF_LIFE_SECONDS, seconds))):
            return await listener.queue.get()
    return None


def _told_news(news: News) -> str:
    """What was missed; `mulai` tells from where the page is up to date, `sela` that it must load anew."""
    kind = "mulai" if news.is_whole else "sela"
    told = "".join(_told(event) for event in news.events)
    return told + f"id: {news.position}\nevent: {kind}\ndata: {{}}\n\n"


def _told(event: Event) -> str:
    data = json.dumps(pages.told_as(event), ensure_ascii=False)
    return f"id: {event.position}\nevent: peristiwa\ndata: {data}\n\n"
