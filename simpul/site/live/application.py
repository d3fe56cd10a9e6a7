"""The ASGI application of the live process; `simpul live` serves it."""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any
from urllib.parse import parse_qs

import django
from django.db import DatabaseError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.site.settings")
django.setup()

from simpul.site.live import entry, listening, pages, stream  # noqa: E402  (they need Django to stand)
from simpul.site.live.hub import Hub, Listener  # noqa: E402

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

logger = logging.getLogger("simpul.live")
_hub: Hub | None = None


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Streams at `/langsung/`, a word about itself at `/langsung/hidup/`, nothing else."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/langsung/" and _hub:
        await _stream(_hub, scope, receive, send)
    elif scope["type"] == "http":
        await _answer(send, 200 if scope["path"] == "/langsung/hidup/" else 404)


async def _live(receive: Receive, send: Send) -> None:
    """From start to end of the process: the hub runs beside.

    The server would wait for open streams to end by themselves. So a signal to end is answered here: streams
    are cut, whose browsers come back and resume, and the process is gone.
    """
    global _hub
    await receive()
    _hub = Hub()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _hub.closing.set)
    await _hub.at_door(entry.warm_up)
    beside = [asyncio.create_task(_hub.run()), asyncio.create_task(listening.listen(_hub))]
    await send({"type": "lifespan.startup.complete"})
    await _hub.closing.wait()
    await _hub.close()
    await asyncio.gather(*beside)
    await asyncio.sleep(0.1)  # the last piece of each stream leaves
    os._exit(0)


async def _stream(hub: Hub, scope: dict[str, Any], receive: Receive, send: Send) -> None:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    try:
        status, listener = await stream.open_for(hub, headers)
    except DatabaseError:
        status, listener = 503, None
    if listener is None:
        await _answer(send, status, _sharing(headers))
        return
    try:
        await _until_gone(receive, listener, _write(hub, listener, headers, _since(scope, headers), send))
    finally:
        hub.remove(listener)


async def _write(
    hub: Hub, listener: Listener, headers: dict[str, str], since: int | None, send: Send
) -> None:
    told = {"content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store"}
    await _begin(send, 200, told | {"x-accel-buffering": "no"} | _sharing(headers))
    with contextlib.suppress(DatabaseError):  # the browser comes back and resumes
        async for part in stream.parts(hub, listener, headers, since):
            await send({"type": "http.response.body", "body": part.encode(), "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(receive: Receive, listener: Listener, writing: Coroutine[Any, Any, None]) -> None:
    """Write until all is written, the browser has left, or the hub drops the listener."""
    tasks = [asyncio.create_task(part) for part in (writing, _left(receive), listener.dropped.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                logger.error("stream", exc_info=ended)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _since(scope: dict[str, Any], headers: dict[str, str]) -> int | None:
    """Where the browser stopped: the header of a resumed stream, else the query of a new one."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("sejak", [""])[0]
    return pages.whole_number(headers.get("last-event-id", "") or asked)


def _sharing(headers: dict[str, str]) -> dict[str, str]:
    """Lets a page of the same host on another port read the stream."""
    if "origin" not in headers or not entry.origin_is_ours(headers):
        return {}
    return {
        "access-control-allow-origin": headers["origin"],
        "access-control-allow-credentials": "true",
        "vary": "Origin",
    }


async def _answer(send: Send, status: int, headers: dict[str, str] | None = None) -> None:
    await _begin(send, status, {"content-length": "0"} | (headers or {}))
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _begin(send: Send, status: int, headers: dict[str, str]) -> None:
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
