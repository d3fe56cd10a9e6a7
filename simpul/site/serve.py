"""`simpul serve`: web, workers and live process in one terminal, each started anew when it dies."""

import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import FrameType
from typing import IO, cast

from simpul.core import processes

STOP_SECONDS = 8.0  # then what still lives is killed; all in all Ctrl-C takes less than ten
STEADY_SECONDS = 30.0  # who lived this long died by chance, and starts again at once
BACK_OFF_SECONDS = (0.5, 1, 2, 5, 10, 30)
EXIT_UNSAFE = 78  # what a program says that refuses its settings; starting it again cannot help


@dataclass
class Kept:
    """One program that is kept running; `due_at` is when it may start again."""

    name: str
    words: tuple[str, ...]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    due_at: float = 0.0
    deaths: int = 0
    said: bytes = b""


class Supervisor:
    """Starts programs, passes on what they say with their name before it, and keeps them running."""

    def __init__(self, programs: Mapping[str, tuple[str, ...]], environment: Mapping[str, str]) -> None:
        self.kept = [Kept(name, words) for name, words in programs.items()]
        self.environment = dict(environment)
        self.width = max(len(name) for name in programs)
        self.lines = selectors.DefaultSelector()
        self.exit_code = 0
        self.stopping = False

    def run(self) -> int:
        """Keep all running until SIGTERM or SIGINT; returns the exit code, 0 when it was asked to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        while not self.stopping:
            for kept in self.kept:
                self._keep(kept)
            self._pass_on(0.2)
        self._stop()
        return self.exit_code

    def _keep(self, kept: Kept) -> None:
        if kept.process is None:
            if time.monotonic() >= kept.due_at:
                self._start(kept)
        elif kept.process.poll() is not None:
            self._bury(kept, kept.process)

    def _start(self, kept: Kept) -> None:
        own = os.getpid()
        kept.process = subprocess.Popen(
            [sys.executable, "-m", "simpul", *kept.words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches this process only, which then ends the others in order
            preexec_fn=lambda: processes.die_with_parent(own, signal.SIGTERM),
        )
        kept.started_at = time.monotonic()
        pipe = cast(IO[bytes], kept.process.stdout)
        os.set_blocking(pipe.fileno(), False)
        self.lines.register(pipe, selectors.EVENT_READ, kept)

    def _bury(self, kept: Kept, process: "subprocess.Popen[bytes]") -> None:
        """Clear away what a dead program leaves, and settle when it starts again."""
        _kill_session(process.pid)
        self._pass_on(0)
        pipe = cast(IO[bytes], process.stdout)
        self.lines.unregister(pipe)
        pipe.close()
        kept.process = None
        if process.returncode == EXIT_UNSAFE:
            self.stopping, self.exit_code = True, EXIT_UNSAFE
            return
        lived = time.monotonic() - kept.started_at
        kept.deaths = 0 if lived > STEADY_SECONDS else kept.deaths + 1
        pause = BACK_OFF_SECONDS[min(max(kept.deaths - 1, 0), len(BACK_OFF_SECONDS) - 1)]
        kept.due_at = time.monotonic() + pause
        self.say(kept.name, f"ended ({_ending(process.returncode)}); starts again in {pause:g} s")

    def say(self, name: str, line: str) -> None:
        """One line of output, with the name of who says it."""
        sys.stdout.write(f"{name:<{self.width}} | {line}\n")
        sys.stdout.flush()

    def _pass_on(self, seconds: float) -> None:
        for key, _ in self.lines.select(seconds):
            kept: Kept = key.data
            part = cast(IO[bytes], key.fileobj).read(65536) or b""
            *lines, kept.said = (kept.said + part).split(b"\n")
            for line in lines:
                self.say(kept.name, line.decode(errors="replace"))
            if not part and not self.stopping:
                time.sleep(0.01)  # an end that is not buried yet reads as ready all the time

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _stop(self) -> None:
        living = [kept.process for kept in self.kept if kept.process]
        for process in living:
            process.terminate()
        until = time.monotonic() + STOP_SECONDS
        while any(process.poll() is None for process in living) and time.monotonic() < until:
            self._pass_on(0.1)
        for process in living:
            _kill_session(process.pid)
            process.wait()
        self._pass_on(0)


def _kill_session(leader: int) -> None:
    """Kill what is left of a program's session: its children, when it could not end them itself."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _ending(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def is_free(address: str, port: int) -> bool:
    """True when nobody listens on this port."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError:
            return False
    return True
