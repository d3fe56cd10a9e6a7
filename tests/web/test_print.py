"""Pages on paper: what is for pressing stays away, what is for reading is black on white, also from the dark view."""

import pytest
from playwright.sync_api import Page

from tests import cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LUMINANCE = """(selector) => {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = getComputedStyle(document.querySelector(selector)).color;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}"""
FOR_PRESSING = ".nav, .tombol, .menu, .lompat"


def on_paper(page: Page, *, dark: bool) -> None:
    cast.government()
    page.goto("/komponen/")
    if dark:
        page.evaluate("document.documentElement.dataset.theme = 'gelap'")
    page.emulate_media(media="print")


def test_what_is_for_pressing_is_not_printed(page: Page):
    on_paper(page, dark=False)

    shown = page.locator(FOR_PRESSING).evaluate_all(
        "all => all.filter(e => e.offsetParent).map(e => e.className)"
    )
    assert shown == []
    assert page.locator("main table").first.is_visible()


@pytest.mark.parametrize("dark", [False, True])
def test_words_are_dark_on_white_paper(page: Page, dark: bool):
    on_paper(page, dark=dark)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(LUMINANCE, "main h1") < 0.2
    assert page.evaluate(LUMINANCE, "main table td") < 0.4
