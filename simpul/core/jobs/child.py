"""One heavy job in a child process: what it eats, leaks or breaks ends with it.

The worker forks, so a job starts within milliseconds. That is safe because the worker has one thread of
Python, closes its database connections first, and itself computes nothing: the pool of polars is not begun
before the child begins it, and what numpy and jemalloc run beside prepares for forks by itself.
"""

import json
import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from simpul.core import processes
from simpul.core.jobs import failures
from simpul.core.jobs.failures import Failure
from simpul.core.jobs.queue import Claimed

_MEGABYTE = 1024 * 1024
_TO_REPORT = 32 * _MEGABYTE  # kept back, so that a job out of memory can still say so


@dataclass(frozen=True)
class Child:
    """A running job: its process and the pipe on which it will say how it went."""

    pid: int
    pipe: int


def start(claimed: Claimed) -> Child:
    """Begin the job."""
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _be_the_child(claimed, parent, writing)
    os.close(writing)
    return Child(pid, reading)


def wait(child: Child, goes_on: Callable[[], bool]) -> tuple[bool, Failure | None]:
    """Wait for the end; `goes_on` is asked several times a second, and when it says no the child is killed.

    Returns whether the child ended by itself, and what went wrong if anything did.
    """
    said = b""
    while True:
        if select.select([child.pipe], [], [], 0.2)[0]:
            part = os.read(child.pipe, 65536)
            said += part
            if not part:
                break
        elif not goes_on():
            _end(child, kill=True)
            return False, None
    return True, _failure(said, _end(child))


def _end(child: Child, *, kill: bool = False) -> int:
    if kill:
        os.kill(child.pid, signal.SIGKILL)
    os.close(child.pipe)
    return os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])


def _failure(said: bytes, exit_code: int) -> Failure | None:
    if said:
        spoken = json.loads(said)
        return Failure(**spoken) if spoken else None
    if exit_code in (0, -signal.SIGKILL, -signal.SIGTERM):  # somebody ended it from outside
        return failures.worker_died()
    # Native code that gets no memory aborts, or ends as it likes; Python would have said why.
    return Failure(f"{failures.out_of_memory()} ({settings.HEAVY_MEMORY_MB} MB)", is_final=True)


def over_limit(claimed: Claimed) -> Failure:
    """The failure of a job that was killed because it took too long."""
    return Failure(_("Pekerjaan melebihi batas %(seconds)s detik.") % {"seconds": claimed.limit_seconds})


def _be_the_child(claimed: Claimed, parent: int, pipe: int) -> None:
    try:
        _bind_to(parent)
        ceiling = _limit_memory()
        failure = run(claimed)
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
        os.write(pipe, json.dumps(asdict(failure) if failure else None).encode())
    finally:
        os._exit(0)


def _bind_to(parent: int) -> None:
    """Die with the worker (Linux), leave Ctrl-C to it, and end at once when it asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    processes.die_with_parent(parent)


def _limit_memory() -> int:
    """Limit what the job may add to the address space that the worker's own code fills."""
    limit = _own_space() + settings.HEAVY_MEMORY_MB * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit + _TO_REPORT))
    return int(limit + _TO_REPORT)


def _own_space() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except FileNotFoundError:  # not Linux
        return 0


def run(claimed: Claimed) -> Failure | None:
    """Run a job in this process; None when it went well."""
    try:
        claimed.job(*claimed.args, **claimed.kwargs)
    except Exception as error:
        return failures.of_exception(error)
    return None
