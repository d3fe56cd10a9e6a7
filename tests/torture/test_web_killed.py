"""The web process is killed with SIGKILL at random moments while people upload and decide over HTTP.

Afterwards every submission has its whole file, what was sent twice stands once, nothing hangs. The short form
runs in `make test` with a fixed seed; `make torture` runs some ten times as long.
"""

import os
import random
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from simpul.core import clock
from simpul.core.jobs.models import Lease
from simpul.datahub import api as datahub
from simpul.datahub.intake.enums import SubmissionState
from simpul.datahub.releases.models import Release, ServedRow
from simpul.documents import api as documents
from simpul.documents import tasks as housekeeping
from tests import cast, processes
from tests.datahub import situations
from tests.torture import visitors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.torture]

ROUNDS = 50 if os.environ.get("SIMPUL_TORTURE") == "long" else 4
SEED = 20261122
UPLOAD = "/data/stunting/unggah/"
NEXT_ACT = {
    SubmissionState.READY: ("operator", {"tindakan": "kirim", "catatan": "Angka posyandu."}),
    SubmissionState.SUBMITTED: ("head", {"tindakan": "setujui"}),
    SubmissionState.APPROVED: ("walidata", {"tindakan": "verifikasi"}),
}


@dataclass
class Sent:
    """What the operator sent under one key, and where the server said it stands."""

    fields: dict[str, str]
    content: bytes
    location: str = ""


@dataclass
class Office:
    """Three people at their screens, until the day ends."""

    port: int
    dice: random.Random
    seats: dict[str, visitors.Visitor] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    problems: list[BaseException] = field(default_factory=list)

    def upload(self) -> None:
        """One more file, sent until the server has taken it; the machine gets time to keep up."""
        number = len(self.sent)
        if number > 2 * ROUNDS:
            self.over.wait(0.2)
            return
        rows = [(code, name, 100 + number, number % 90) for code, name, _bps in situations.DISTRICTS]
        one = Sent(
            {"period": situations.last_year(1 + number % 12), "key": f"k{number:040}"},
            visitors.heavier(situations.workbook(rows), self.dice),
        )
        self.sent.append(one)
        one.location = self.send(one)

    def send(self, one: Sent) -> str:
        """Send it (again); returns the address of its page."""
        return self.seats["operator"].insist(UPLOAD, one.fields, ("stunting.xlsx", one.content)).location

    def decide(self) -> None:
        """Everybody presses the button that waits for them."""
        waiting = datahub.Submission.everywhere.filter(state__in=NEXT_ACT).order_by("pk")
        for pk, state in waiting.values_list("pk", "state"):
            part, fields = NEXT_ACT[SubmissionState(state)]
            self.seats[part].insist(f"/data/kiriman/{pk}/tindakan/", fields)

    def at_work(self, work: str) -> threading.Thread:
        """A thread in which one kind of work goes on; what goes wrong in it fails the test."""

        def run() -> None:
            try:
                visitors.repeated(getattr(self, work), self.over.is_set)
            except BaseException as problem:
                self.problems.append(problem)
            finally:
                connection.close()

        thread = threading.Thread(target=run)
        thread.start()
        return thread


@pytest.fixture
def office() -> Office:
    port = processes.free_port()
    found = Office(port, random.Random(SEED))
    found.seats = {
        part: visitors.Visitor(port, cast.person(part)) for part in ("operator", "head", "walidata")
    }
    return found


def _killed_again_and_again(office: Office, temporary: Path) -> None:
    dice = random.Random(SEED)
    people = [office.at_work("upload"), office.at_work("decide")]
    try:
        for _ in range(ROUNDS):
            with visitors.web(office.port, TMPDIR=str(temporary)) as process:
                visitors.kill_in_a_while(process, dice, 1.5)
        with visitors.web(office.port, TMPDIR=str(temporary)):
            office.over.set()
            for person in people:
                person.join()
            _carry_to_the_end(office)
    finally:
        office.over.set()
    assert office.problems == []


def _carry_to_the_end(office: Office) -> None:
    """No submission hangs: with the server up, people bring each of them to its release."""

    def all_released() -> bool:
        office.decide()
        return not datahub.Submission.everywhere.exclude(state=SubmissionState.RELEASED).exists()

    def no_work_left() -> bool:
        return not Lease.objects.filter(is_open=True, key__regex="^(check|release)").exists()

    processes.until(all_released, 120)
    processes.until(no_work_left)
    for one in office.sent:
        assert office.send(one) == one.location


def test_a_killed_web_process_loses_no_upload_and_takes_none_twice(office: Office, tmp_path: Path) -> None:
    dataset = situations.dataset()

    with processes.running("worker", "--queue", "quick", "--interval", "0.05", SIMPUL_LOG_LEVEL="WARNING"):
        _killed_again_and_again(office, tmp_path)

    kept = {s.get_absolute_url(): s for s in datahub.Submission.everywhere.select_related("file")}
    assert len(office.sent) >= ROUNDS
    assert sorted(kept) == sorted(one.location for one in office.sent)
    for one in office.sent:
        file = kept[one.location].file
        assert documents.path_of(file.sha256).read_bytes() == one.content
        assert documents.checksum(documents.path_of(file.sha256)) == file.sha256
    assert Release.everywhere.filter(dataset=dataset).count() == len(office.sent)
    assert ServedRow.everywhere.count() == len(office.sent) * len(situations.DISTRICTS)
    call_command("data_verify")
    _temporary_files_are_swept(tmp_path)


def _temporary_files_are_swept(temporary: Path) -> None:
    """Killed uploads leave temporary files in the folder that is swept, and nowhere else."""
    assert list(temporary.glob("*.upload*")) == []
    documents.sweep(older_than=clock.now().timestamp() + 1)
    assert list((Path(settings.FILES_DIR) / "tmp").iterdir()) == []
    assert housekeeping.sweep.schedule is not None
