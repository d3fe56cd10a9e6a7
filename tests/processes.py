"""Real processes of Simpul for tests, on the database of the test; none is left behind."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

Found = TypeVar("Found")


def environment(**changes: str) -> dict[str, str]:
    """The environment in which a process sees the same rows, files and keys as the test."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "simpul.site.settings",
        "SIMPUL_DATABASE_URL": _database_url(),
        "SIMPUL_DATA_DIR": str(settings.DATA_DIR),
        "SIMPUL_SECRET_KEY": settings.SECRET_KEY,
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
        "PYTHONUNBUFFERED": "1",
    } | changes  # fmt: skip


def _database_url() -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    from tests import postgres

    return postgres.url(connection.settings_dict["NAME"])


@contextlib.contextmanager
def running(*words: str, **changes: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`simpul <words>` as a process in a session of its own; at the end all that is left of it is killed.

    What it wrote is shown when the test fails.
    """
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "simpul", *words],
            env=environment(**changes), start_new_session=True, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            log.seek(0)
            sys.stdout.write(f"--- simpul {' '.join(words)}\n{log.read().decode()}")


def until(look: Callable[[], Found | None], seconds: float = 20) -> Found:
    """Look again and again until there is something; the test fails when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.02)
    raise AssertionError(f"nothing came within {seconds} seconds")


def awaited(coroutine: Coroutine[Any, Any, Found]) -> Found:
    """The result of a coroutine, from a thread of its own: the browser keeps a loop in the thread of the tests."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def lives(pid: int) -> bool:
    """True while a process exists and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def free_port() -> int:
    """A port on the loopback that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
