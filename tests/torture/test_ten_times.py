"""Ten times what an agency sends: 50,000 rows through the whole path, with the figures of what it costs."""

import io
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from simpul.commandcenter import operations as boards
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.datahub.checks.models import CheckReport
from simpul.datahub.intake.enums import SubmissionState
from simpul.datahub.releases.models import Release, ServedRow
from tests import cast, processes
from tests.datahub import situations
from tests.torture import visitors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.torture]

ROWS = 50_000
PAGE_SECONDS = 0.3
PEAK_KB = 600 * 1024
NOTE = "x" * 90  # the file is over five megabytes, so the heavy queue checks it
DESCRIPTOR = {
    "fields": [
        {"name": "nomor", "type": "string", "title": "Nomor", "constraints": {"required": True}},
        {"name": "kode", "type": "string", "simpul:type": "area", "simpul:level": "district", "title": "Kode kecamatan",
         "constraints": {"required": True}},
        {"name": "kecamatan", "type": "string", "title": "Kecamatan"},
        {"name": "balita", "type": "integer", "title": "Balita", "constraints": {"required": True, "minimum": 0}},
        {"name": "stunting", "type": "integer", "title": "Stunting", "constraints": {"minimum": 0}},
        {"name": "catatan", "type": "string", "title": "Catatan"},
    ],
    "primaryKey": ["nomor"],
}  # fmt: skip


def _dataset() -> None:
    owner = cast.government()
    datahub.define_dataset(
        scope=Scope.system("tes", owner.pk), descriptor=DESCRIPTOR, government=owner,
        agency=cast.agency("DINKES", owner), code="posyandu", title="Posyandu", frequency="tahunan",
    )  # fmt: skip


def sheet(spoilt: bool = False) -> bytes:
    """One line for each posyandu month; spoilt: every second one holds a word for a number."""
    buffer = io.StringIO("Nomor;Kode kecamatan;Kecamatan;Balita;Stunting;Catatan\n")
    buffer.seek(0, io.SEEK_END)
    for number in range(ROWS):
        code, name, _bps = situations.DISTRICTS[number % 3]
        count = "tidak tahu" if spoilt and number % 2 else number % 90
        buffer.write(f"P{number:06};{code};{name};{count};{number % 9};{NOTE}\n")
    return buffer.getvalue().encode()


class Measured:
    """What each step took, printed with the test and held against its bounds at the end."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.peak_kb = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - started, 2)

    def wait(self, name: str, groups: list[int], done: Callable[[], bool], longest: float) -> None:
        """A step of the machine, whose processes are watched for the memory that they hold."""

        def look() -> bool:
            held = [kb for group in groups for kb in visitors.memory_kb(group, "VmHWM").values()]
            self.peak_kb = max(self.peak_kb, *held)
            return done()

        with self.step(name):
            processes.until(look, longest)


def _is(submission: datahub.Submission, *states: SubmissionState) -> bool:
    return datahub.Submission.everywhere.filter(pk=submission.pk, state__in=states).exists()


@contextmanager
def _workers() -> Iterator[list[int]]:
    quiet = {"SIMPUL_LOG_LEVEL": "WARNING"}
    with (
        processes.running("worker", "--queue", "quick", "--interval", "0.1", **quiet) as quick,
        processes.running("worker", "--queue", "heavy", "--interval", "0.1", **quiet) as heavy,
    ):
        yield [quick.pid, heavy.pid]


def _send(content: bytes) -> datahub.Submission:
    return datahub.upload(
        scope=cast.scope_of(cast.person("operator")), dataset=datahub.Dataset.everywhere.get(code="posyandu"),
        period=situations.period(), filename="posyandu.csv", chunks=[content],
    )  # fmt: skip


def _decide(submission: datahub.Submission) -> None:
    submission = datahub.Submission.everywhere.select_related("dataset__government").get(pk=submission.pk)
    datahub.submit(
        scope=cast.scope_of(cast.person("operator")), submission=submission, note="Angka posyandu."
    )
    datahub.approve(scope=cast.scope_of(cast.person("head")), submission=submission)
    datahub.verify(scope=cast.scope_of(cast.person("walidata")), submission=submission)


def board() -> None:
    """A board that shows another number, so that it has nothing to do with the large release."""
    situations.released(situations.dataset())
    indicator = datahub.Indicator.everywhere.get(code="stunting")
    boards.compose(
        scope=Scope.system("tes", indicator.government_id), government_id=indicator.government_id, code="utama",
        title="Uji", lead=indicator, numbers=[indicator], wall=[indicator], mapped=indicator,
    )  # fmt: skip


def _page(part: str, path: str) -> tuple[float, int]:
    """(seconds, queries) of a page, the best of three drawings, for a person, so that no cache of pages answers."""
    browser = cast.client_for(cast.person(part))
    return min(_drawn(browser, path) for _ in range(3))


def _drawn(browser: Client, path: str) -> tuple[float, int]:
    with CaptureQueriesContext(connection) as queries:
        started = time.monotonic()
        assert browser.get(path).status_code == 200
        return round(time.monotonic() - started, 3), len(queries)


def _released(measured: Measured) -> tuple[datahub.Submission, datahub.Submission]:
    """A spoilt sheet that was checked, and a clean one that went the whole path."""
    with _workers() as groups:
        spoilt = _send(sheet(spoilt=True))
        measured.wait(
            "check with 25,000 faults", groups, lambda: _is(spoilt, SubmissionState.NEEDS_FIXING), 120
        )
        clean = _send(sheet())
        measured.wait("check", groups, lambda: _is(clean, SubmissionState.READY), 120)
        _decide(clean)
        measured.wait("release", groups, lambda: _is(clean, SubmissionState.RELEASED), 120)
    return spoilt, clean


def test_fifty_thousand_rows_go_the_whole_path() -> None:
    board()
    _dataset()
    measured = Measured()
    board_before = _page("leader", "/command-center/")
    spoilt, clean = _released(measured)

    release = f"/data/posyandu/rilis/{Release.everywhere.get(submission=clean).number}"
    paths = (f"{release}/", f"{release}/?halaman=900", "/data/posyandu/", f"/data/kiriman/{spoilt.pk}/")
    pages = {path: _page("operator", path) for path in paths}
    board_after = _page("leader", "/command-center/")
    with measured.step("csv"):
        lines = cast.client_for().get(f"{release}.csv").content.count(b"\n")
    figures = (
        f"{measured.seconds} peak {measured.peak_kb // 1024} MB {pages} board {board_before} {board_after}"
    )
    logging.getLogger("simpul.torture").warning(figures)

    assert CheckReport.everywhere.get(submission=spoilt).errors == ROWS // 2
    assert ServedRow.everywhere.filter(release__submission=clean).count() == ROWS
    assert lines > ROWS
    assert {path: page for path, page in pages.items() if page[0] > PAGE_SECONDS} == {}
    assert board_after[1] <= board_before[1]
    assert measured.peak_kb < PEAK_KB
