"""The pulse of a worker: says each few seconds that it lives, and holds the lease of the job at hand."""

import logging
import os
import threading
import time
from dataclasses import dataclass, field

from django.db import DatabaseError, connection

from simpul.core import marks
from simpul.core.jobs import queue
from simpul.core.jobs.queue import Claimed

MARK_SECONDS = 5.0
logger = logging.getLogger("simpul.jobs")


def mark_name(queue_name: str) -> str:
    """Name of the mark that tells when a worker of this queue was last alive."""
    return f"worker:{queue_name}"


@dataclass
class Pulse:
    """`beat` may be called as often as one likes; it writes only when it is time."""

    queue: str
    worker: str
    current: Claimed | None = None
    begun: float = 0.0
    is_lost: bool = False  # another worker took the job at hand over
    _marked: float = field(default=float("-inf"))
    _renewed: float = 0.0

    def take(self, claimed: Claimed) -> None:
        """A job begins; its lease is fresh."""
        self.begun = self._renewed = time.monotonic()
        self.is_lost = False
        self.current = claimed

    def drop(self) -> None:
        """The job is over."""
        self.current = None

    @property
    def seconds_left(self) -> float:
        """What the limit of the job at hand leaves it."""
        limit = self.current.limit_seconds if self.current else 0
        return self.begun + limit - time.monotonic()

    def beat(self) -> None:
        """Write the mark and renew the lease where due; a database that does not answer is asked again."""
        now = time.monotonic()
        try:
            if now - self._marked >= MARK_SECONDS:
                marks.set(mark_name(self.queue), worker=self.worker, job=self.current and self.current.path)
                self._marked = now
            if self.current and now - self._renewed >= self.current.lease_seconds / 3:
                self.is_lost = not queue.renew(self.current)
                self._renewed = now
        except DatabaseError as error:
            logger.warning("the pulse was not written", extra={"facts": {"error": type(error).__name__}})
            connection.close()


def start_thread(pulse: Pulse) -> None:
    """Beat beside a job that runs in this process; a job over its limit takes the process with it.

    The job cannot be stopped from outside its thread. The process ends, is started anew by whoever keeps it,
    and the lease returns the job, one attempt poorer.
    """

    def loop() -> None:
        while True:
            pulse.beat()
            if pulse.current and pulse.seconds_left < 0:
                logger.error("job over its limit", extra={"facts": {"job": pulse.current.path}})
                os._exit(75)
            time.sleep(0.25)

    threading.Thread(target=loop, name="pulse", daemon=True).start()
