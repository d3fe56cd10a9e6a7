"""The worker: one process, one queue, a small loop. `simpul worker --queue quick` runs it."""

import datetime as dt
import logging
import os
import secrets
import signal
import socket
import time
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections, connections

from simpul.core import clock
from simpul.core.jobs import child, declare, pulse, queue, schedule
from simpul.core.jobs.declare import Queue
from simpul.core.jobs.failures import Failure
from simpul.core.jobs.queue import Claimed

GRACE_SECONDS = 5  # what a running job gets when the worker is asked to stop
MAINTAIN_SECONDS = 1.0
logger = logging.getLogger("simpul.jobs")


class StoppedError(BaseException):
    """The worker was asked to stop and the job at hand did not end in time."""


class Worker:
    """Takes jobs of one queue, one at a time, until SIGTERM or SIGINT; the job at hand ends or waits anew.

    The quick queue runs jobs in this process, beside a thread that beats the pulse. The heavy queue runs each
    in a child process and beats while it waits: a process that forks must not have a second thread.
    """

    def __init__(self, queue_name: Queue, interval: float) -> None:
        self.queue_name = queue_name
        self.interval = interval
        self.pulse = pulse.Pulse(queue_name, _name())
        self.stopped_at = 0.0
        self.maintained_at = float("-inf")
        self.seen_slots: dict[str, dt.datetime] = {}

    def run(self) -> None:
        """The loop."""
        declare.load()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGALRM, _interrupt)
        if self.queue_name == "quick":
            pulse.start_thread(self.pulse)
        logger.info("worker begins", extra={"facts": {"queue": self.queue_name}})
        while not self.stopped_at:
            if not self._turn():
                time.sleep(self.interval)

    def _turn(self) -> bool:
        """Look once for work; True when there was some."""
        try:
            self._maintain()
            claimed = queue.claim([self.queue_name], self.pulse.worker)
            if claimed is not None:
                self._work(claimed)
            return claimed is not None
        except (OperationalError, InterfaceError) as error:  # the database is away or locked: it comes back
            logger.warning("no database", extra={"facts": {"error": type(error).__name__}})
            connections.close_all()
            return False
        finally:
            close_old_connections()

    def _maintain(self) -> None:
        if time.monotonic() - self.maintained_at < MAINTAIN_SECONDS:
            return
        self.maintained_at = time.monotonic()
        queue.recover()
        if self.queue_name == "quick":
            schedule.tick(clock.now(), self.seen_slots)
        else:
            self.pulse.beat()

    def _work(self, claimed: Claimed) -> None:
        self.pulse.take(claimed)
        try:
            failure = self._in_child(claimed) if self.queue_name == "heavy" else child.run(claimed)
            if failure is None:
                outcome = "done" if queue.succeed(claimed) else "lost"
            else:
                outcome = "failed" if queue.fail(claimed, failure) else "lost"
        except StoppedError:
            outcome = "handed back" if queue.hand_back(claimed) else "lost"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self.pulse.drop()
        _log(claimed, outcome, time.monotonic() - self.pulse.begun)

    def _in_child(self, claimed: Claimed) -> Failure | None:
        ended, failure = child.wait(child.start(claimed), self._child_goes_on)
        if ended:
            return failure
        if self.stopped_at:
            raise StoppedError
        return child.over_limit(claimed)

    def _child_goes_on(self) -> bool:
        self.pulse.beat()
        out_of_grace = self.stopped_at and time.monotonic() - self.stopped_at > GRACE_SECONDS
        return not out_of_grace and not self.pulse.is_lost and self.pulse.seconds_left > 0

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopped_at = time.monotonic()
        if self.queue_name == "quick" and self.pulse.current:
            signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise StoppedError


def _name() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"


def _log(claimed: Claimed, outcome: str, seconds: float) -> None:
    facts = {
        "job": claimed.path,
        "id": str(claimed.id),
        "attempt": claimed.attempt,
        "outcome": outcome,
        "ms": round(seconds * 1000, 1),
    }
    is_routine = outcome == "done" and claimed.path in declare.SCHEDULED
    logger.log(logging.DEBUG if is_routine else logging.INFO, "job", extra={"facts": facts})
