"""Jobs that the tests run; they leave marks, which a test can read from any process."""

import os
import time
from pathlib import Path

from simpul.core import jobs, marks


def gave_up(name: str, *_: object, reason: str) -> None:
    marks.set(f"gave-up:{name}", reason=reason)


@jobs.job(attempts=3, lease_seconds=30)
def note(name: str, count: int = 1) -> None:
    marks.set(name, count=count)


@jobs.job(attempts=2, give_up=gave_up)
def stumble(name: str) -> None:
    raise ValueError(f"a value of a person: 6401{name}")


@jobs.job(attempts=5, give_up=gave_up)
def hopeless(name: str) -> None:
    raise jobs.FailedForGoodError("Berkas ini bukan lembar kerja.")


@jobs.job()
def note_twice(name: str) -> None:
    note.enqueue(f"{name}-1")
    note.enqueue(f"{name}-2")


@jobs.job(attempts=2, lease_seconds=1, give_up=gave_up)
def hang_at_first(name: str, folder: str) -> None:
    """The first run writes its process id and waits to be killed; the second ends."""
    _hang_unless_tried(name, folder)


@jobs.job(queue="heavy", attempts=2, lease_seconds=1, give_up=gave_up)
def hang_heavily_at_first(name: str, folder: str) -> None:
    _hang_unless_tried(name, folder)


def _hang_unless_tried(name: str, folder: str) -> None:
    tried = Path(folder) / f"{name}.pid"
    if tried.exists():
        marks.set(name, by=os.getpid())
        return
    tried.write_text(str(os.getpid()))
    time.sleep(600)


@jobs.job(attempts=1, lease_seconds=1, give_up=gave_up)
def hang_always(name: str, folder: str) -> None:
    (Path(folder) / f"{name}.pid").write_text(str(os.getpid()))
    time.sleep(600)


@jobs.job(attempts=1, lease_seconds=2)
def outlast_the_lease(name: str) -> None:
    time.sleep(3)
    marks.set(name)


@jobs.job(queue="heavy", attempts=3, give_up=gave_up)
def bomb(name: str) -> None:
    held = [bytearray(50_000_000) for _ in range(200)]
    marks.set(name, blocks=len(held))


@jobs.job(queue="heavy", attempts=1, limit_seconds=1, give_up=gave_up)
def never_end(name: str) -> None:
    time.sleep(600)


@jobs.job(attempts=1, lease_seconds=1, limit_seconds=1, give_up=gave_up)
def never_end_quickly(name: str) -> None:
    time.sleep(600)


@jobs.job(queue="heavy")
def note_heavily(name: str) -> None:
    marks.set(name, by=os.getpid(), above=os.getppid())


@jobs.job()
def count_up(name: str) -> None:
    before = marks.get(name)
    marks.set(name, runs=(before.facts["runs"] if before else 0) + 1)


@jobs.cron("* * * * *")
def by_the_minute() -> None:
    marks.set("minute")
