"""A region's first days: from an empty database to the first released number on its board."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from simpul.core import jobs
from simpul.datahub.standards.marks import DATA_SHEET
from simpul.organizations import addresses
from simpul.organizations.models import Area
from tests.accounts import acts
from tests.journeys import steps
from tests.organizations import test_first_day as first_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIGURE = "306.111"
SEATS = {"kartika": "Kepala", "oman": "Operator", "wulan": "Walidata"}


@pytest.fixture
def codes() -> None:
    """The area codes of which `simpul init` needs one; it loads all of Indonesia where there are none."""
    addresses.forget()
    Area.objects.create(code="64", name="Kalimantan Timur", level=1, kind="provinsi")
    Area.objects.create(code="64.01", name="Kabupaten Paser", level=2, kind="kabupaten", parent_code="64")


def init(address: str) -> str:
    """`simpul init`; returns the link of the administrator's invitation."""
    told = io.StringIO()
    call_command(
        "init", area="64.01", address="localhost", admin_name="Rini", admin_email="rini@paser.localhost",
        origin=address, json=True, stdout=told,
    )  # fmt: skip
    addresses.forget()
    return str(json.loads(told.getvalue())["invitation"])


def accept(page: Page, link: str, name: str) -> None:
    """A password of one's own, and in."""
    page.goto(link)
    page.get_by_label("Nama lengkap").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(acts.NEW_PASSWORD)
    page.get_by_label("Ketik sekali lagi").fill(acts.NEW_PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()


def enrol(page: Page) -> None:
    """The authenticator app, for those whose role demands it."""
    page.get_by_role("link", name="Pasang aplikasi").click()
    secret = page.locator(".rahasia").inner_text().replace(" ", "")
    page.get_by_label("Kode", exact=True).fill(acts.code(secret))
    page.get_by_role("button", name="Pasang", exact=True).click()
    expect(page.locator(".kode-pemulihan li")).to_have_count(10)


def invite_everybody(page: Page, folder: Path) -> dict[str, str]:
    """One workbook brings the agency, its posts and people; returns the links of their letters."""
    blank = first_day.template(page, folder)
    first_day.upload(page, first_day.fill_in(blank, agency_of_operator="DLH"))
    page.get_by_role("button", name="Terapkan semuanya").click()
    page.get_by_role("button", name="Undang semuanya").click()
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_text("3 undangan masuk antrean kirim.")).to_be_visible()
    jobs.drain()
    letters = {letter.to[0].partition("@")[0]: str(letter.body) for letter in mail.outbox}
    return {name: "/undangan/" + letters[name].split("/undangan/")[1].split()[0] for name in SEATS}


def define(page: Page) -> None:
    """The walidata says what is delivered, by whom, and which column is the number."""
    page.goto("/data/baru/")
    page.get_by_label("Judul", exact=True).fill("Jumlah penduduk")
    page.get_by_label("Perangkat daerah yang mengirim").select_option(label="Dinas Lingkungan Hidup")
    page.get_by_label("Judul kolom 1").fill("Jumlah")
    page.get_by_label("Isinya 1").select_option(label="bilangan bulat")
    page.get_by_label("Satuan 1").fill("jiwa")
    page.get_by_label("Wajib 1").check()
    page.get_by_label("Kolom yang menjadi angka di papan").fill("Jumlah")
    page.get_by_role("button", name="Buat data set").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jumlah penduduk")


def compose(page: Page) -> None:
    """The board, before there is a figure."""
    page.goto("/command-center/")
    page.get_by_role("link", name="Susun papan").first.click()
    page.get_by_role("checkbox", name="Jumlah penduduk").check()
    page.get_by_label("Angka yang memimpin").select_option(label="Jumlah penduduk")
    page.get_by_role("button", name="Simpan papan").click()
    expect(page.get_by_text("Papan tersimpan.")).to_be_visible()
    expect(page.get_by_text("Belum ada data").first).to_be_visible()


def filled_in_template(page: Page, folder: Path) -> Path:
    """The sheet that the page hands out, with the figure typed under the heading."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Ambil lembar isian (XLSX)").click()
    path = folder / "penduduk.xlsx"
    waiting.value.save_as(path)
    book = openpyxl.load_workbook(path)
    sheet = book[DATA_SHEET]
    heading = next(
        cell for row in sheet for cell in row if str(cell.value or "").casefold().startswith("jumlah")
    )
    sheet.cell(heading.row + 1, heading.column, 306_111)
    book.save(path)
    return path


def deliver(page: Page, folder: Path) -> None:
    """The operator starts from the task."""
    page.goto("/tugas/")
    page.get_by_role("link", name="Unggah").first.click()
    steps.upload(page, filled_in_template(page, folder))
    page.get_by_role("button", name="Kirim ke kepala").click()
    expect(page.get_by_text("Terkirim ke kepala dinas.")).to_be_visible()


def test_from_an_empty_database_to_the_first_number_on_the_board(
    chromium: Browser, live_server, codes: None, tmp_path: Path
) -> None:
    link = init(live_server.url)
    with steps.browsing(chromium, live_server.url) as rini:
        accept(rini, link, "Rini Kartini")
        enrol(rini)
        links = invite_everybody(rini, tmp_path)
    with (
        steps.browsing(chromium, live_server.url) as wulan,
        steps.browsing(chromium, live_server.url) as oman,
        steps.browsing(chromium, live_server.url) as kartika,
    ):
        for page, name in ((wulan, "wulan"), (oman, "oman"), (kartika, "kartika")):
            accept(page, links[name], SEATS[name])
        enrol(wulan)
        define(wulan)
        compose(wulan)
        deliver(oman, tmp_path)
        steps.decide(kartika, "Setujui")
        steps.decide(wulan, "Verifikasi dan rilis")
        wulan.goto("/command-center/")
        expect(wulan.locator(".angka__nilai").first).to_contain_text(FIGURE)
        wulan.get_by_role("link", name="Asal angka").first.click()
        expect(wulan.locator('.lembar td[data-sel="asal"]')).to_contain_text("306")
