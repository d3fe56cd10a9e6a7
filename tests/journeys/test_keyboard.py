"""The upload form and a decision by keyboard alone: Tab, Enter, Space and the arrows; no mouse."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from simpul.core import jobs
from simpul.datahub import api as datahub
from tests import cast
from tests.datahub import situations
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What holds the focus, in words, and whether the page shows that it does.
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const name = one.labels?.[0]?.textContent || one.getAttribute("aria-label") || one.textContent || one.value || "";
  const isShown = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return [one.tagName.toLowerCase(), name.trim().replace(/\\s+/g, " "), isShown];
}"""
LONGEST_WAY = 60


def tab_to(page: Page, tag: str, name: str) -> None:
    """Press Tab until this holds the focus; each stop on the way shows that it does."""
    for _press in range(LONGEST_WAY):
        page.keyboard.press("Tab")
        found, words, is_shown = page.evaluate(FOCUSED)
        assert is_shown or found == "body", f"the focus on {found} “{words}” cannot be seen"
        if found == tag and words.startswith(name):
            return
    raise AssertionError(f"Tab does not lead to {tag} “{name}”")


def test_the_first_stop_leads_past_the_header(page: Page, live_server) -> None:
    steps.board()
    steps.enter(page, cast.person("leader"), live_server.url)
    page.goto("/command-center/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#isi"
    assert page.evaluate("document.activeElement.closest('main') !== null")


def choose_by_keyboard(page: Page, file: Path) -> None:
    """Open the file dialog with Enter; a browser on a busy machine now and then swallows the first press."""
    for _ in range(3):
        try:
            with page.expect_file_chooser(timeout=10_000) as chooser:
                page.keyboard.press("Enter")
        except TimeoutError:
            continue
        chooser.value.set_files(file)
        return
    raise AssertionError("Enter opens no file dialog")


def test_a_sheet_is_uploaded_and_sent_by_keyboard_alone(page: Page, live_server, tmp_path: Path) -> None:
    made = steps.board()
    page.set_viewport_size({"width": 1440, "height": 900})
    steps.enter(page, cast.person("operator"), live_server.url)
    page.goto(f"/data/{made.code}/unggah/")

    tab_to(page, "select", "Periode yang digambarkan angkanya")
    page.keyboard.press("ArrowDown")
    tab_to(page, "input", "Pilih berkas")
    choose_by_keyboard(page, steps.sheet(tmp_path, "benar.xlsx"))
    tab_to(page, "button", "Unggah dan periksa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/data/kiriman/*/")
    jobs.drain()
    page.reload()
    tab_to(page, "textarea", "Keterangan")
    page.keyboard.type("Angka posyandu.")
    tab_to(page, "button", "Kirim ke kepala")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Terkirim ke kepala dinas.")).to_be_visible()
    submission = datahub.Submission.everywhere.get()
    assert (submission.period_code, submission.note) == (situations.last_year(2), "Angka posyandu.")


def test_a_submission_is_returned_by_keyboard_alone(page: Page, live_server) -> None:
    submission = situations.approved(steps.board())
    page.set_viewport_size({"width": 1440, "height": 900})
    steps.enter(page, cast.person("walidata"), live_server.url)
    page.goto("/data/antrean/")

    tab_to(page, "summary", "Kembalikan dengan alasan")
    page.keyboard.press("Enter")
    tab_to(page, "input", "Periode tidak sesuai")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "textarea", "Penjelasan untuk pengirim")
    page.keyboard.type("Sebutkan sumbernya.")
    tab_to(page, "button", "Kembalikan")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Dikembalikan kepada pengirim beserta alasannya.")).to_be_visible()
    decision = submission.decisions.latest("at")
    assert (decision.reason, decision.note) == ("sumber", "Sebutkan sumbernya.")


def test_a_submission_is_verified_by_keyboard_alone(page: Page, live_server) -> None:
    submission = situations.approved(steps.board())
    steps.enter(page, cast.person("walidata"), live_server.url)
    page.goto("/data/antrean/")

    tab_to(page, "button", "Verifikasi dan rilis")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Diverifikasi.")).to_be_visible()
    submission.refresh_from_db()
    assert submission.state == datahub.SubmissionState.VERIFIED
