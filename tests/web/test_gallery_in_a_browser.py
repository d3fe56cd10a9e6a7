"""The gallery in Chromium: nothing breaks the content policy, nothing leaves the page, all goes by keyboard."""

import pytest
from playwright.sync_api import Browser, Page

from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What stands below the foot of the wall or beyond its right edge.
CUT_OFF = """() => {
  const foot = document.querySelector(".d-kaki").getBoundingClientRect().top;
  const outside = (box) => box.bottom > foot || box.right > innerWidth;
  return [...document.querySelectorAll(".d-isi *")]
    .filter((e) => e.textContent.trim() && outside(e.getBoundingClientRect()))
    .map((e) => e.className || e.tagName);
}"""
SMALLEST_WORDS = """() => Math.min(...[...document.querySelectorAll("body *")]
  .filter((e) => !e.closest("svg, .sr, script"))
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
TOO_LOW = """() => [...document.querySelectorAll(
    ".tombol, .kop a, .menu > summary, .halaman a, .isian, .pilihan label")]
  .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 40)
  .map((e) => e.outerHTML.slice(0, 60))"""


@pytest.fixture(autouse=True)
def _government() -> None:
    cast.government()


def show(page: Page, address: str, width: int, height: int = 900) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1440])
def test_no_page_is_wider_than_its_window(page: Page, width: int):
    show(page, "/komponen/", width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "height"), [(3840, 2160), (1920, 1080)])
def test_the_wall_fills_its_screen_and_cuts_nothing_off(page: Page, width: int, height: int):
    show(page, "/komponen/dinding/", width, height)
    assert page.evaluate(CUT_OFF) == []


def test_words_on_the_wall_are_readable_from_eight_metres(page: Page):
    show(page, "/komponen/dinding/", 3840, 2160)
    assert page.evaluate(SMALLEST_WORDS) >= 52


def test_the_menu_of_a_phone_opens_by_keyboard_and_closes_with_escape(page: Page):
    show(page, "/komponen/", 390)
    summary = page.locator(".menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu__isi").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".menu__isi").is_visible()
    assert summary.evaluate("element => element === document.activeElement")


def test_without_script_menu_and_filters_still_open(chromium: Browser, live_server):
    page = chromium.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{live_server.url}/komponen/")
    page.locator(".menu > summary").click()
    assert page.locator(".menu__isi").is_visible()
    page.locator(".menu > summary").click()
    assert not page.locator("#saring-contoh").is_visible()
    page.locator(".saring-buka").click()
    assert page.locator("#saring-contoh").is_visible()
    page.close()


def test_an_act_without_return_asks_and_can_be_called_off(page: Page):
    show(page, "/komponen/", 1440)
    page.locator("form[data-simpul-confirm] button").click()
    dialog = page.locator("dialog")
    assert dialog.is_visible()
    page.keyboard.press("Enter")  # the focus stands on the way back
    assert not dialog.is_visible()
    assert "yakin" not in page.url
    page.locator("form[data-simpul-confirm] button").click()
    page.locator("dialog [name=yakin]").click()
    page.wait_for_url("**yakin=ya**")


def test_the_dark_view_is_chosen_and_remembered(page: Page):
    show(page, "/komponen/", 1440)
    page.locator("[data-simpul-tema]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "gelap"
    assert page.locator("[data-simpul-tema]").text_content() == "Tampilan terang"


def test_targets_are_large_enough_for_a_finger(page: Page):
    show(page, "/komponen/", 390)
    assert page.evaluate(TOO_LOW) == []
