"""The script of `/langsung/` in Chromium, beside a real web process and a real live process."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from playwright.sync_api import Browser, BrowserContext, Page, expect

from simpul.core import events, marks
from simpul.organizations.models import Government
from tests import cast
from tests.processes import environment, free_port, running, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FRAME = """<!doctype html><html lang="id"><title>Uji</title><body>
<button id="luar">Luar</button>
<div id="angka" data-simpul-sejak="{since}" data-simpul-segarkan="rilis:pend lain:" data-simpul-url="/bagian/">
<a href="/asal/">1</a></div>
<div id="formulir" data-simpul-segarkan="rilis:" data-simpul-url="/bagian/"><input id="isian"></div>"""

# Notes what is heard and which parts are asked for, and answers those in the place of the server. (Playwright's
# own interception would hold the stream up.)
WATCH = """() => {
  window.heard = [];
  window.asked = [];
  document.addEventListener("simpul:peristiwa", (event) => window.heard.push(event.detail.key));
  const real = window.fetch;
  window.fetch = (url, options) => {
    window.asked.push([url, options.headers["HX-Request"]]);
    return url === "/bagian/" ? Promise.resolve(new Response('<a href="/asal/">2</a>')) : real(url, options);
  };
}"""


@dataclass(frozen=True)
class Site:
    """One browser profile at the real address, with a page of the test's own."""

    context: BrowserContext
    government: Government

    def open(self, since: int | None = None) -> Page:
        page = self.context.new_page()
        page.goto(
            "/sehat/hidup/"
        )  # any address of the server: its origin and its content policy are in force
        page.set_content(FRAME.format(since=events.newest() if since is None else since))
        page.evaluate(WATCH)
        page.add_script_tag(url=StaticFilesStorage(base_url="/static/").url("site/langsung.js"))
        return page

    def publish(self, key: str) -> None:
        events.publish(government_id=self.government.pk, kind="rilis", key=key)


def is_connected(page: Page, state: str = "tersambung") -> None:
    expect(page.locator("html")).to_have_attribute("data-simpul-sambungan", state, timeout=30_000)


def heard(page: Page, *keys: str) -> None:
    page.wait_for_function("keys => keys.every((key) => window.heard.includes(key))", arg=list(keys))
    assert page.evaluate("window.heard") == list(keys)


@pytest.fixture(scope="module")
def processes(chromium: Browser, django_db_setup: None) -> Iterator[int]:
    """Web and live process for all tests of the module; answers the port of the pages."""
    collect = [sys.executable, "-m", "simpul", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=environment(), check=True)
    web, live = free_port(), free_port()
    ports = {"SIMPUL_PORT": str(web), "SIMPUL_LIVE_PORT": str(live), "SIMPUL_WEB_WORKERS": "1"}
    with running("web", **ports), running("live", **ports), closing(chromium.new_context()) as context:
        until(lambda: answers(context, f"http://localhost:{live}/langsung/hidup/"), 60)
        until(lambda: answers(context, f"http://localhost:{web}/sehat/siap/"), 60)
        yield web


@pytest.fixture
def site(chromium: Browser, processes: int, transactional_db: None) -> Iterator[Site]:
    """A browser in which Lia is signed in."""
    government = cast.government()
    cookie = cast.client_for(cast.person("leader", government)).cookies[settings.SESSION_COOKIE_NAME]
    with closing(chromium.new_context(base_url=f"http://localhost:{processes}")) as context:
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}])
        # The processes remember the government of the test before for a second.
        until(lambda: answers(context, "/langsung/jajak/"))
        yield Site(context, government)


def answers(context: BrowserContext, url: str) -> bool:
    try:
        return context.request.get(url).ok
    except Exception:  # nobody listens yet
        return False


def test_tabs_share_one_stream_and_the_next_takes_over_when_its_tab_closes(site: Site) -> None:
    first, second = site.open(), site.open()
    for page in (first, second):
        is_connected(page)
    site.publish("pendidikan")
    for page in (first, second):
        heard(page, "pendidikan")
    until(lambda: (mark := marks.get("live")) and mark.facts == {"listeners": 1})
    first.close()
    site.publish("penduduk")
    heard(second, "pendidikan", "penduduk")


def test_what_came_while_the_page_was_being_made_is_heard(site: Site) -> None:
    before = events.newest()
    site.publish("penduduk")
    heard(site.open(since=before), "penduduk")


def test_a_part_is_fetched_anew_and_the_focus_stays(site: Site) -> None:
    page = site.open()
    is_connected(page)
    page.locator("#angka a").focus()
    site.publish("penduduk")
    expect(page.locator("#angka a")).to_have_text("2")
    expect(page.locator("#angka a")).to_be_focused()
    assert ["/bagian/", "true"] in page.evaluate("window.asked")


def test_what_concerns_another_part_of_the_region_fetches_nothing(site: Site) -> None:
    page = site.open()
    is_connected(page)
    site.publish("stunting")
    heard(page, "stunting")
    expect(page.locator("#formulir a")).to_have_text("2")
    expect(page.locator("#angka a")).to_have_text("1")


def test_what_a_person_is_typing_is_not_taken_from_under_their_hands(site: Site) -> None:
    page = site.open()
    is_connected(page)
    page.locator("#isian").fill("setengah")
    site.publish("penduduk")
    expect(page.locator("#angka a")).to_have_text("2")
    expect(page.locator("#isian")).to_have_value("setengah")
    page.locator("#luar").focus()
    expect(page.locator("#formulir a")).to_have_text("2")


def test_who_is_signed_out_is_asked_nothing_more(site: Site) -> None:
    site.context.clear_cookies()
    page = site.open()
    until(lambda: page.evaluate("window.asked").count(["/langsung/jajak/?sejak=0", None]) == 1)
    page.wait_for_timeout(5000)  # two more times to ask would have come
    assert len(page.evaluate("window.asked")) == 1
    is_connected(page, "menyambung")
