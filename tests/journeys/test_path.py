"""The main job in a browser: from a clerk's sheet to the board, and from the number back to its cell."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from simpul.datahub import api as datahub
from tests import cast
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def download(page: Page, link: str) -> bytes:
    """What the browser stores when the link is followed."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    return Path(waiting.value.path()).read_bytes()


def follow_the_number(page: Page) -> None:
    """From the board to the cell that holds the figure."""
    page.goto("/command-center/")
    page.get_by_role("link", name=re.compile(r"^15(,00)?\s*(%|persen)")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^Dari mana angka 15(,00)?\s*(%|persen) ini\?$")
    )


def cells_of_origin(page: Page) -> list[str]:
    """The text of the marked cells, without the words for screen readers."""
    found = page.locator('.lembar td[data-sel="asal"]').all_inner_texts()
    return [re.sub(r"\s*\(.*\)", "", text) for text in found]


def test_a_sheet_becomes_a_number_on_the_board_and_leads_back_to_its_cell(page: Page, tmp_path: Path) -> None:
    made = steps.board()
    steps.sign_in(page, cast.person("operator"))
    page.goto("/data/")
    page.get_by_role("link", name=made.title).first.click()
    page.get_by_role("link", name="Unggah", exact=True).click()
    template = openpyxl.load_workbook(io.BytesIO(download(page, "Ambil lembar isian (XLSX)")))
    assert "Kode kecamatan" in [cell.value for sheet in template for row in sheet for cell in row]

    steps.upload(page, steps.sheet(tmp_path, "salah.xlsx", steps.FAULTY_ROWS))
    expect(page.locator(".vonis__angka")).to_contain_text("2")
    assert sorted(page.locator(".temuan .sel:not(.sel--awas)").all_inner_texts()) == steps.FAULTY_CELLS
    marked = openpyxl.load_workbook(io.BytesIO(download(page, "Lembar Anda, sel ditandai (XLSX)")))
    assert [marked["Data"][cell].comment is not None for cell in (*steps.FAULTY_CELLS, "C4")] == [
        True,
        True,
        False,
    ]

    page.get_by_role("link", name="Unggah lagi").click()
    steps.upload(page, steps.sheet(tmp_path, "benar.xlsx"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Semua pemeriksaan lolos, siap dikirim")
    page.get_by_role("button", name="Kirim ke kepala").click()
    expect(page.get_by_text("Terkirim ke kepala dinas.")).to_be_visible()

    steps.enter(page, cast.person("head"))
    steps.decide(page, "Setujui")
    steps.enter(page, cast.person("walidata"))
    steps.decide(page, "Verifikasi dan rilis")

    follow_the_number(page)
    assert cells_of_origin(page) == ["200", "30"]
    assert page.locator("tr[data-sel]").evaluate_all("rows => rows.map(row => row.dataset.sel)") == [
        "C3",
        "D3",
    ]
    expect(page.get_by_text("benar.xlsx").first).to_be_visible()
    expect(page.get_by_text("Cocok hari ini")).to_be_visible()


def test_walidata_come_in_with_their_second_factor(page: Page) -> None:
    steps.sign_in(page, cast.person("walidata"), secret=cast.TOTP_SECRET)


def test_an_upload_shows_its_progress(page: Page, tmp_path: Path, live_server) -> None:
    made = steps.board()
    steps.enter(page, cast.person("operator"), live_server.url)
    page.goto(f"/data/{made.code}/unggah/")
    page.evaluate(
        """() => {
          window.seen = [];
          const status = document.querySelector("[data-simpul-kemajuan]");
          new MutationObserver(() => window.seen.push(status.textContent.trim()))
            .observe(status, {subtree: true, childList: true, characterData: true, attributes: true});
          window.addEventListener("beforeunload", () => localStorage.setItem("seen", window.seen.join("|")));
        }"""
    )

    steps.upload(page, steps.sheet(tmp_path, "benar.xlsx"))

    seen = page.evaluate("localStorage.getItem('seen')")
    assert "Mengirim berkas" in seen
    assert "Terkirim, sedang diperiksa" in seen


def test_upload_and_decision_work_without_javascript(chromium: Browser, live_server, tmp_path: Path) -> None:
    made = steps.board()
    with steps.browsing(
        chromium, live_server.url, cast.person("operator"), java_script_enabled=False
    ) as page:
        page.goto(f"/data/{made.code}/unggah/")
        steps.upload(page, steps.sheet(tmp_path, "benar.xlsx"))
        page.get_by_role("button", name="Kirim ke kepala").click()
        expect(page.get_by_text("Terkirim ke kepala dinas.")).to_be_visible()
        steps.enter(page, cast.person("head"), live_server.url)
        steps.decide(page, "Setujui")
        steps.enter(page, cast.person("walidata"), live_server.url)
        page.goto("/data/antrean/")
        page.get_by_text("Kembalikan dengan alasan").click()
        page.get_by_label("Satuan").first.check()
        page.get_by_role("button", name="Kembalikan", exact=True).click()
        expect(page.get_by_text("Dikembalikan kepada pengirim beserta alasannya.")).to_be_visible()

    submission = datahub.Submission.everywhere.get()
    assert submission.state == datahub.SubmissionState.RETURNED
