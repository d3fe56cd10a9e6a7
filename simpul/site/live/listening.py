"""PostgreSQL tells of new events the moment they commit; SQLite cannot, so there nothing happens here."""

import asyncio
import threading
from typing import Any

from django.db import DatabaseError, connection, connections

from simpul.core import events
from simpul.site.live.hub import Hub

AGAIN_SECONDS = 2.0


async def listen(hub: Hub) -> None:
    """Wake the hub at each notice, over one connection that does nothing else."""
    if not await hub.read(lambda: connection.vendor == "postgresql"):
        return
    ended, loop = threading.Event(), asyncio.get_running_loop()
    thread = threading.Thread(target=_listen, args=(hub, loop, ended), name="listen", daemon=True)
    thread.start()
    try:
        await hub.closing.wait()
    finally:
        ended.set()


def _listen(hub: Hub, loop: asyncio.AbstractEventLoop, ended: threading.Event) -> None:
    while not ended.is_set():
        own: Any = connections.create_connection("default")
        try:
            with own.cursor() as cursor:
                cursor.execute(f"LISTEN {events.CHANNEL}")
            while not ended.is_set():
                for _ in own.connection.notifies(timeout=1, stop_after=1):
                    loop.call_soon_threadsafe(hub.news.set)
        except (DatabaseError, own.Database.Error):  # the hub looks by itself meanwhile
            ended.wait(AGAIN_SECONDS)
        finally:
            own.close()
