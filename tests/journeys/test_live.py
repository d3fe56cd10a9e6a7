"""The wall, open in a browser beside real processes: a release is seen within two seconds of its commit."""

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from simpul.commandcenter import operations as boards
from simpul.core import jobs
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from tests import cast
from tests.datahub import situations
from tests.journeys import steps
from tests.processes import environment, free_port, running, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESCRIPTOR = {"fields": [{"name": "jumlah", "type": "integer", "title": "Jumlah", "simpul:unit": "jiwa"}]}
# Keeps when each new text of the leading number came into the page, by the clock of this machine.
WATCH = """() => {
  window.seen = {};
  const look = () => {
    for (const place of document.querySelectorAll(".d-nilai"))
      window.seen[place.firstChild.textContent.trim()] ??= Date.now() / 1000;
  };
  new MutationObserver(look).observe(document.body, {subtree: true, childList: true, characterData: true});
  look();
}"""


@dataclass(frozen=True)
class Installation:
    """Web and worker run; the live process is the test's to start and to kill."""

    web: int
    live: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.web}"


@pytest.fixture(scope="session")
def static_files() -> None:
    """What a real server needs before it starts."""
    command = [sys.executable, "-m", "simpul", "collectstatic", "--noinput", "-v0"]
    subprocess.run(command, env=environment(), check=True)


@pytest.fixture
def installation(transactional_db: None, static_files: None) -> Iterator[Installation]:
    """Real processes on the database of the test."""
    made = Installation(free_port(), free_port())
    ports = {"SIMPUL_PORT": str(made.web), "SIMPUL_LIVE_PORT": str(made.live), "SIMPUL_WEB_WORKERS": "1"}
    with ExitStack() as stack:
        stack.enter_context(running("web", **ports))
        stack.enter_context(running("worker", "--queue", "quick"))
        yield made


@contextmanager
def live(made: Installation) -> Iterator[None]:
    """The live process, killed at the end."""
    with running("live", SIMPUL_LIVE_PORT=str(made.live)):
        until(lambda: _is_up(made.live))
        yield


def _is_up(port: int) -> bool:
    with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as line:
        line.request("GET", "/langsung/hidup/")
        return line.getresponse().status == 200
    return False


def population() -> datahub.Dataset:
    """A data set of one cell, whose number stands on the wall."""
    made = situations.dataset(code="penduduk", title="Penduduk", descriptor=DESCRIPTOR)
    indicator = datahub.Indicator.everywhere.get(code="penduduk")
    datahub.Indicator.everywhere.filter(pk=indicator.pk).update(
        name="Penduduk", short_name="Penduduk", unit="jiwa", decimals=0, break_limit=None
    )
    datahub.IndicatorSource.everywhere.update(formula={"column": "jumlah"}, area_field="")
    boards.compose(
        scope=Scope.system("tes", made.government_id), government_id=made.government_id, code="utama",
        title="Kabupaten Uji", lead=indicator, numbers=[indicator], wall=[indicator],
    )  # fmt: skip
    return made


def number_of(made: datahub.Dataset, people: int) -> datahub.Submission:
    """A sheet with this number that waits for Wati; the checks run here, the release in the worker."""
    return situations.approved(made, content=situations.workbook([(people,)], ("Jumlah",)))


def verified(submission: datahub.Submission) -> tuple[float, float]:
    """Wati verifies. Returns the last moment before the release's commit, and the first at which it was seen."""
    before = time.time()
    datahub.verify(scope=cast.scope_of(cast.person("walidata")), submission=submission)

    def release() -> datahub.Release | None:
        nonlocal before
        found: datahub.Release | None = datahub.Release.everywhere.filter(submission=submission).first()
        before = before if found else time.time()
        return found

    until(release)
    return before, time.time()


def shown(page: Page, text: str) -> float:
    """When this number first stood in the page."""
    page.wait_for_function("text => window.seen[text]", arg=text, timeout=10_000)
    return float(page.evaluate("text => window.seen[text]", text))


@contextmanager
def wall(chromium: Browser, made: Installation, state: str) -> Iterator[Page]:
    """The wall, open and listening in this way."""
    with steps.browsing(chromium, made.address, cast.person("leader"), width=1920, height=1080) as page:
        until(lambda: _reached(page), seconds=30)
        expect(page.locator("html")).to_have_attribute("data-simpul-sambungan", state, timeout=15_000)
        page.evaluate(WATCH)
        yield page


def _reached(page: Page) -> bool:
    try:
        answer = page.goto("/command-center/dinding/")
    except Exception:  # the server is still starting
        return False
    return bool(answer and answer.ok)


def test_a_release_changes_the_number_on_the_wall_within_two_seconds_of_its_commit(
    chromium: Browser, installation: Installation, record_property
) -> None:
    made = population()
    measured = []
    with live(installation), wall(chromium, installation, "tersambung") as page:
        for people, text in ((280_065, "280.065"), (303_424, "303.424"), (306_111, "306.111")):
            before, _seen = verified(number_of(made, people))
            measured.append(shown(page, text) - before)
        expect(page.locator(".d-nilai")).to_contain_text("306.111")
    sys.stdout.write(f"release's commit to the wall: {', '.join(f'{s:.2f} s' for s in measured)}\n")
    record_property("seconds", measured)
    assert max(measured) < 2


def test_the_wall_goes_on_by_asking_while_the_live_process_is_away_and_comes_back_to_it(
    chromium: Browser, installation: Installation
) -> None:
    made = population()
    with ExitStack() as stack:
        first = stack.enter_context(ExitStack())
        first.enter_context(live(installation))
        page = stack.enter_context(wall(chromium, installation, "tersambung"))
        first.close()  # killed
        expect(page.locator("html")).to_have_attribute("data-simpul-sambungan", "jajak", timeout=15_000)
        _before, committed = verified(number_of(made, 280_065))
        sys.stdout.write(f"by asking: {shown(page, '280.065') - committed:.2f} s\n")
        stack.enter_context(live(installation))
        expect(page.locator("html")).to_have_attribute("data-simpul-sambungan", "tersambung", timeout=45_000)
        before, _committed = verified(number_of(made, 303_424))
        assert shown(page, "303.424") - before < 2


def test_the_wall_says_nothing_of_its_own_when_nothing_happens(
    chromium: Browser, installation: Installation
) -> None:
    """A page that listens does not load itself anew."""
    population()
    jobs.drain()
    with live(installation), wall(chromium, installation, "tersambung") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.wait_for_timeout(3000)
        assert [url for url in asked if not re.search("/langsung/", url)] == []
