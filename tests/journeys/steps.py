"""What people do on their way, step by step, as they would with mouse and keyboard."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from simpul.accounts.models import User
from simpul.commandcenter import operations as boards
from simpul.core import jobs
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from tests import cast
from tests.accounts import acts
from tests.datahub import situations

FAULTY_ROWS = (
    ("99.01.01", "Hulu", "seratus", 10),
    ("99.01.09", "Hilir", 200, 30),
    ("99.01.03", "Muara", 50, 0),
)
FAULTY_CELLS = ["A3", "C2"]


def board() -> datahub.Dataset:
    """A data set of Dinas Kesehatan whose indicator leads the board and is mapped."""
    made = situations.dataset()
    compose(made)
    return made


def compose(made: datahub.Dataset) -> None:
    """The board with the indicators of the data set."""
    indicator = datahub.Indicator.everywhere.get(code=made.code, government=made.government)
    boards.compose(
        scope=Scope.system("tes", made.government_id),
        government_id=made.government_id,
        code="utama",
        title="Kabupaten Uji",
        lead=indicator,
        numbers=[indicator],
        wall=[indicator],
        mapped=indicator,
    )


def sheet(folder: Path, name: str, rows: object = situations.GOOD_ROWS) -> Path:
    """A workbook in the clerk's folder."""
    path = folder / name
    path.write_bytes(situations.workbook(rows))
    return path


def sign_in(page: Page, user: User, *, secret: str = "") -> None:
    """Through the form; `secret` is that of the person's authenticator app, when they have one."""
    page.goto("/masuk/")
    page.get_by_label("Alamat surel").fill(user.email)
    page.get_by_label("Kata sandi", exact=True).fill(cast.PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    if secret:
        page.get_by_label("Kode", exact=True).fill(acts.code(secret))
        page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tugas Saya")


def enter(page: Page, user: User, address: str = "") -> None:
    """Carry the person's session, for tests whose matter is not the door; `address` is that of the server."""
    session = cast.client_for(user).cookies[settings.SESSION_COOKIE_NAME].value
    url = address or page.evaluate("location.origin")
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


@contextmanager
def browsing(chromium: Browser, address: str, user: User | None = None, **options: object) -> Iterator[Page]:
    """A fresh profile at the server, signed in as the person; the page's errors fail the test."""
    width, height = options.pop("width", 1440), options.pop("height", 900)
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        if user is not None:
            enter(page, user, address)
        yield page
    finally:
        context.close()
    assert complaints == []


def upload(page: Page, path: Path) -> None:
    """Choose the file and send it; the machine checks it."""
    page.get_by_label("Pilih berkas").set_input_files(path)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url(re.compile(r"/data/kiriman/\d+/$"))
    jobs.drain()
    page.reload()


def decide(page: Page, button: str) -> None:
    """Open the queue and press the button on its first record."""
    page.goto("/data/antrean/")
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Antrean pemeriksaan")
    jobs.drain()
