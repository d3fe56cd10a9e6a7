"""A crawler walks through the demonstration: every page opens, and every number leads back to its cell.

It comes as a visitor and as each account of Paser and of Contoh. Pages of one kind are bounded, all together
to 400 a crawl; every trace of every number is followed once more by itself.
"""

import functools
import html.parser
import io
import math
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from openpyxl.workbook import Workbook

from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.documents import api as documents
from simpul.organizations import addresses
from simpul.site.demo import cast
from simpul.site.demo.contoh import catalogue
from simpul.site.demo.contoh import loading as contoh
from tests.site import demonstration
from tests.site.demonstration import loaded

__all__ = ["loaded"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

MOST_PAGES = 400
MOST_OF_A_KIND = 4
NEVER = {"account_logout"}
EXTRA = {"contoh": ("operator.dinkes", "kepala.dinkes")}
VISITORS = [(key, "") for key in demonstration.PLACES]
ROLES = [(key, account) for key in ("paser", "contoh") for account in (*cast.ACCOUNTS, *EXTRA.get(key, ()))]


@dataclass
class Found(html.parser.HTMLParser):
    """What a page holds: addresses that a reader can follow, and the rows of cells behind a number."""

    links: list[str] = field(default_factory=list)
    cells: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        if tag == "form" and held.get("method", "get").lower() == "get":
            self.links.append(held.get("action", ""))
        if "hx-get" in held:
            self.links.append(held["hx-get"])
        if tag == "tr" and "data-sel" in held:
            self.cells.append(held)


def _read(response: HttpResponseBase) -> Found:
    found = Found()
    found.feed(_text(response))
    return found


def _links(response: HttpResponseBase) -> list[str]:
    """Where a page leads; a file is read to its end."""
    if response.streaming:
        list(response.streaming_content)
    return [response.headers["Location"]] if "Location" in response.headers else _read(response).links


def _text(response: HttpResponseBase) -> str:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if is_page and not response.streaming else ""


def _inside(at: str, link: str) -> str:
    """The path of a link on this host, "" for any other."""
    whole = urldefrag(urljoin(f"http://here{at}", link)).url
    parts = urlsplit(whole)
    if parts.hostname != "here" or parts.path.startswith("/static/") or "bahasa=" in parts.query:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _kind(path: str) -> str:
    """The route of an address with the names of what is asked: pages of one kind look alike."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).url_name or parts.path
    except Resolver404:
        name = parts.path
    return "?".join((name, "&".join(sorted({key for key, _value in parse_qsl(parts.query)}))))


def _most(kind: str, wholly: bool) -> float:
    is_own_page = kind.endswith("?") and not kind.startswith("area")
    return math.inf if wholly and is_own_page else MOST_OF_A_KIND


def crawl(browser: Client, start: str = "/", *, wholly: bool = False) -> dict[str, HttpResponseBase]:
    """Every page that can be reached, breadth first, each kind a few times.

    `wholly` visits every page of the demonstration itself; bounded stay the orders and filters of lists, and the
    pages of area codes, which are Indonesia's and not the demonstration's.
    """
    seen, kinds = {start}, Counter[str]()
    waiting, visited = deque([start]), dict[str, HttpResponseBase]()
    while waiting and (wholly or len(visited) < MOST_PAGES):
        path = waiting.popleft()
        kind = _kind(path)
        if kind.split("?")[0] in NEVER or kinds[kind] >= _most(kind, wholly):
            continue
        response = visited[path] = browser.get(path, headers={"accept": "text/html"})
        kinds[kind] += 1 if _text(response) else math.inf
        for link in (_inside(path, found) for found in _links(response)):
            if link and link not in seen:
                seen.add(link)
                waiting.append(link)
    return visited


def _faults(visited: dict[str, HttpResponseBase]) -> Iterator[str]:
    for path, response in visited.items():
        if response.status_code >= 400:
            yield f"{path}: {response.status_code}"
        if "⟦unknown:" in _text(response):
            yield f"{path}: {_text(response).split('⟦unknown:')[1][:60]}"


@pytest.mark.parametrize(("key", "account"), [*VISITORS, *ROLES])
def test_every_page_that_somebody_can_reach_opens(key: str, account: str):
    visited = crawl(demonstration.client(key, account))

    assert list(_faults(visited)) == []
    assert len(visited) > 12


@pytest.mark.parametrize(("key", "account"), [("paser", "walidata"), ("contoh", "walidata"), ("contoh", "")])
def test_every_single_page_of_the_demonstration_opens(key: str, account: str):
    visited = crawl(demonstration.client(key, account), wholly=True)

    assert list(_faults(visited)) == []
    assert len(visited) > 100


def _traces(browser: Client) -> set[str]:
    """The address of every trace on the pages of numbers and on the board."""
    numbers = {_inside("/", link) for link in _read(browser.get("/data/angka/")).links}
    pages = {path for path in numbers if _kind(path).startswith("number?")} | {
        "/data/angka/",
        "/command-center/",
    }
    links = {_inside(page, link) for page in pages for link in _read(browser.get(page)).links}
    return {link for link in links if _kind(link).startswith("lineage?")}


@functools.cache
def _book(sha256: str) -> Workbook:
    """The file as it was uploaded."""
    return openpyxl.load_workbook(io.BytesIO(documents.path_of(sha256).read_bytes()), data_only=True)


def _number(cell: object) -> Fraction | None:
    """What a cell says, read without Simpul: a number as it is stored, a text as Indonesians write it."""
    if cell in (None, ""):
        return None
    if isinstance(cell, str):
        return Fraction(cell.replace(".", "").replace(",", "."))
    return Fraction(str(cell))


def _value(trace: str) -> datahub.IndicatorValue:
    found: datahub.IndicatorValue = (
        datahub.IndicatorValue.objects.within(Scope.system("tes"))
        .select_related("release__submission__file")
        .get(pk=int(trace.rstrip("/").rsplit("/", 1)[1]))
    )
    return found


def _broken(browser: Client, trace: str) -> Iterator[str]:
    response = browser.get(trace)
    rows = _read(response).cells
    if response.status_code != 200 or not rows:
        yield f"{trace}: {response.status_code}, {len(rows)} cells"
        return
    release = _value(trace).release
    sheet = _book(release.submission.file.sha256)[release.sheet]
    for row in rows:
        there = _number(sheet[row["data-sel"]].value)
        shown = Fraction(row["data-angka"]) if row["data-angka"] else None
        if there != shown or (shown is not None and not row["data-mentah"]):
            yield f"{trace} {row['data-sel']}: {there} in the file, {row['data-mentah']!r} and {shown} on the page"


@pytest.mark.parametrize("key", demonstration.PLACES)
def test_every_number_leads_to_a_cell_of_the_uploaded_file_that_says_it(key: str):
    for browser in (demonstration.client(key), demonstration.client(key, "walidata")):
        traces = _traces(browser)

        assert [fault for trace in sorted(traces) for fault in _broken(browser, trace)] == []
        assert len(traces) > 3


def _queries(browser: Client, page: str) -> int:
    """How many queries a page takes when nothing of it is kept."""
    cache.clear()
    addresses.forget()
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(page).status_code == 200
    return len(seen)


def test_pages_take_as_many_queries_when_thirty_data_sets_more_are_there():
    browser = demonstration.client("contoh", "walidata")
    pages = ("/command-center/", "/tugas/", "/data/", "/data/angka/")
    before = {page: _queries(browser, page) for page in pages}
    known = {spec.code for spec in catalogue.specs(small=True)}
    more = [spec for spec in catalogue.specs(small=False) if spec.code not in known][:30]

    list(contoh.deliver(contoh.place(), more, years=1))

    assert {page: _queries(browser, page) for page in pages} == before
