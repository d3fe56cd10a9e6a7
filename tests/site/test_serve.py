"""`simpul serve`: everything comes up, what dies comes back, and nothing stays behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from simpul.core import marks
from simpul.site.management.commands.serve import PROGRAMS
from tests.processes import environment, free_port, lives, running, until

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Served:
    """A running `simpul serve`."""

    process: "subprocess.Popen[bytes]"
    port: int
    live_port: int

    def answers(self, port: int, path: str) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", path)
            return line.getresponse().status == 200
        except OSError:
            return False
        finally:
            line.close()

    def is_up(self) -> bool:
        pages = self.answers(self.port, "/sehat/siap/") and self.answers(self.live_port, "/langsung/hidup/")
        return pages and all(marks.get(f"worker:{queue}") for queue in ("quick", "heavy"))

    def child(self, *words: str) -> int:
        """The process that was started with these words."""
        found = [pid for pid in descendants(self.process.pid) if words_of(pid)[-len(words) :] == list(words)]
        return min(found)


def descendants(pid: int) -> set[int]:
    below: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            below |= {child} | descendants(child)
    return below


def words_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]


@contextmanager
def served() -> Iterator[Served]:
    port, live_port = free_port(), free_port()
    changes = {"SIMPUL_PORT": str(port), "SIMPUL_LIVE_PORT": str(live_port), "SIMPUL_WEB_WORKERS": "1"}
    with running("serve", **changes) as process:
        found = Served(process, port, live_port)
        until(found.is_up, 60)
        try:
            yield found
        finally:
            process.terminate()
            process.wait(15)


def gone(pids: set[int]) -> bool:
    return not any(lives(pid) for pid in pids)


@pytest.mark.torture
def test_what_is_killed_comes_back_and_all_ends_within_ten_seconds() -> None:
    with served() as simpul:
        victims = {name: simpul.child(*words) for name, words in PROGRAMS.items()}
        for pid in victims.values():
            below = descendants(pid)
            os.kill(pid, signal.SIGKILL)
            until(lambda below=below: gone(below))
        marks.OperationMark.objects.all().delete()
        until(simpul.is_up, 60)
        assert all(simpul.child(*words) != victims[name] for name, words in PROGRAMS.items())
        everything = descendants(simpul.process.pid)
        assert len(everything) >= 6
        simpul.process.send_signal(signal.SIGTERM)
        assert simpul.process.wait(10) == 0
        assert gone(everything)


@pytest.mark.torture
def test_nothing_outlives_a_supervisor_that_is_killed() -> None:
    with served() as simpul:
        everything = descendants(simpul.process.pid)
        simpul.process.kill()
        until(lambda: gone(everything), 15)


def test_a_port_in_use_is_named_with_the_setting_that_chooses_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "-m", "simpul", "serve"],
            env=environment(SIMPUL_PORT=str(port)),
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert f"Port {port} is in use" in ended.stderr
    assert "SIMPUL_PORT" in ended.stderr
