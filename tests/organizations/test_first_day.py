"""The first day of a region, in a browser: from an empty installation to everybody invited."""

from pathlib import Path

import openpyxl
import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from simpul.core import jobs
from simpul.core.scope import Scope
from simpul.organizations import addresses, start_codes
from simpul.organizations.models import Area, Membership
from tests.accounts import acts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SYSTEM = Scope.system("test")
CREST = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#005B6B"/></svg>'
SEATS = (
    ("Kepala dinas", "Kepala perangkat daerah", "DLH", "Kartika", "kartika@paser.localhost"),
    ("Operator data", "Operator data", "DLH", "Oman", "oman@paser.localhost"),
    ("Walidata", "Walidata", "DLH", "Wulan", "wulan@paser.localhost"),
)


@pytest.fixture
def empty() -> None:
    """An installation with area codes and nothing else."""
    addresses.forget()
    Area.objects.create(code="64", name="Kalimantan Timur", level=1, kind="provinsi", search_name="kaltim")
    Area.objects.create(
        code="64.01", name="Kabupaten Paser", level=2, kind="kabupaten", search_name="paser", parent_code="64"
    )


def begin(page: Page) -> None:
    """Start the region with the code that the server printed."""
    page.goto("/")
    page.get_by_role("link", name="Saya punya kodenya").click()
    page.get_by_label("Kode awal").fill(start_codes.issue())
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_label("Wilayah").select_option("64.01")
    page.get_by_label("Nama administrator pertama").fill("Rini")
    page.get_by_label("Surel administrator pertama").fill("rini@paser.localhost")
    page.get_by_role("button", name="Mulai").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kabupaten Paser siap")
    addresses.forget()


def become_administrator(page: Page) -> None:
    """Follow the invitation: a password, then the second factor."""
    page.get_by_role("link", name="Buat kata sandi").click()
    page.get_by_label("Nama lengkap").fill("Rini Kartini")
    page.get_by_label("Kata sandi", exact=True).fill(acts.NEW_PASSWORD)
    page.get_by_label("Ketik sekali lagi").fill(acts.NEW_PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()
    page.get_by_role("link", name="Pasang aplikasi").click()
    secret = page.locator(".rahasia").inner_text().replace(" ", "")
    page.get_by_label("Kode", exact=True).fill(acts.code(secret))
    page.get_by_role("button", name="Pasang", exact=True).click()
    expect(page.locator(".kode-pemulihan li")).to_have_count(10)


def put_up_the_crest(page: Page, folder: Path) -> None:
    (folder / "lambang.svg").write_text(CREST)
    page.goto("/kelola/")
    page.get_by_role("link", name="Unggah lambang").click()
    page.get_by_label("Gambar lambang").set_input_files(folder / "lambang.svg")
    page.get_by_role("button", name="Pasang lambang").click()
    expect(page.locator(".merek img")).to_be_visible()


def template(page: Page, folder: Path) -> Path:
    """The empty workbook, taken from the page."""
    page.goto("/kelola/orang/lembar/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Lembar kosong").click()
    download.value.save_as(folder / "templat.xlsx")
    return folder / "templat.xlsx"


def fill_in(path: Path, *, agency_of_operator: str) -> Path:
    """The clerk's work in their own program."""
    book = openpyxl.load_workbook(path)
    book["Perangkat Daerah"].append(["DLH", "Dinas Lingkungan Hidup", "DLH"])
    for row in SEATS:
        book["Jabatan dan Orang"].append(row)
    book["Jabatan dan Orang"]["C3"] = agency_of_operator
    book.save(path.with_name("orang.xlsx"))
    return path.with_name("orang.xlsx")


def upload(page: Page, path: Path) -> None:
    page.goto("/kelola/orang/lembar/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
    page.wait_for_url("**/kelola/orang/lembar/*/")


def test_from_an_empty_installation_to_everybody_invited(page: Page, empty: None, tmp_path: Path) -> None:
    begin(page)
    become_administrator(page)
    put_up_the_crest(page, tmp_path)
    blank = template(page, tmp_path)

    upload(page, fill_in(blank, agency_of_operator="DHL"))
    expect(
        page.get_by_role("heading", name="Lembar sudah kami simpan, belum bisa diterapkan")
    ).to_be_visible()
    expect(page.locator(".sel")).to_have_text("C3")

    upload(page, fill_in(blank, agency_of_operator="DLH"))
    page.get_by_role("button", name="Terapkan semuanya").click()
    expect(page.get_by_text("3 orang belum punya kata sandi")).to_be_visible()
    page.get_by_role("button", name="Undang semuanya").click()
    page.get_by_role("button", name="Kirim undangan").click()
    expect(page.get_by_text("3 undangan masuk antrean kirim.")).to_be_visible()
    jobs.drain()

    page.reload()
    expect(page.get_by_role("row", name="Kartika").get_by_text("Diundang")).to_be_visible()
    assert sorted(letter.to[0].partition("@")[0] for letter in mail.outbox[-3:]) == [
        "kartika",
        "oman",
        "wulan",
    ]
    assert Membership.objects.within(SYSTEM).count() == 4
    page.goto("/kelola/")
    expect(page.get_by_text("Ada yang mengunggah, menyetujui, dan memeriksa.")).to_be_visible()
