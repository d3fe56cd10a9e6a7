"""Start a throw-away demonstration, render its main pages into docs/screenshots/, end everything."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.screenshots import instance
from tools.screenshots.pages import SHOTS, WALL, Shot

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]
FOLDER = instance.ROOT / "docs" / "screenshots"
LIMIT_BYTES = 6_000_000
PASSWORD = "peragaan-simpul-2026"  # as `simpul demo` prints it with the accounts
KEYS = {"localhost": "paser", "contoh.localhost": "contoh"}


def main() -> None:
    """Render all, or those whose name begins with a word given."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="only pictures whose name begins so")
    parser.add_argument("--port", type=int, help="of a demonstration that runs already")
    options = parser.parse_args()
    wanted = tuple(options.names)
    shots = [shot for shot in SHOTS if shot.name.startswith(wanted or ("",))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    if options.port:
        _render(options.port, shots)
    else:
        with instance.running() as port:
            _render(port, shots)
    _weigh()


def _render(port: int, shots: list[Shot]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        states: dict[tuple[str, str], object] = {}
        for shot in shots:
            for size in shot.sizes:
                with _context(browser, port, shot, size, states) as context:
                    _take(context.new_page(), port, shot, size)
        browser.close()


@contextmanager
def _context(
    browser: Browser, port: int, shot: Shot, size: tuple[int, int], states: dict[tuple[str, str], object]
) -> Iterator[BrowserContext]:
    """A profile of this size, signed in as the shot's person; signing in is done once for each."""
    key = (shot.host, shot.who)
    if shot.who and key not in states:
        states[key] = _signed_in(browser, port, shot)
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        storage_state=states.get(key),  # type: ignore[arg-type]
        reduced_motion="reduce",
        locale="id-ID",
    )
    yield context
    context.close()


def _signed_in(browser: Browser, port: int, shot: Shot) -> object:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://{shot.host}:{port}/masuk/")
    page.get_by_label("Alamat surel").fill(f"{shot.who}@{KEYS[shot.host]}.example")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/tugas/")
    state = context.storage_state()
    context.close()
    return state


def _take(page: Page, port: int, shot: Shot, size: tuple[int, int]) -> None:
    answer = page.goto(f"http://{shot.host}:{port}{shot.address}", wait_until="load")
    if shot.link:
        page.goto(page.locator(shot.link).first.evaluate("link => link.href"), wait_until="load")
    elif answer is None or not answer.ok:
        raise SystemExit(f"{shot.address} as {shot.who or 'visitor'}: {answer and answer.status}")
    page.evaluate("document.fonts.ready")
    path = FOLDER / f"{shot.name}-{size[0]}.png"
    page.screenshot(path=path, full_page=shot.whole and size != WALL, animations="disabled")
    print(f"  {path.name:<28} {path.stat().st_size / 1000:7.0f} kB", flush=True)


def _weigh() -> None:
    total = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"{total / 1e6:.1f} MB in {FOLDER.relative_to(instance.ROOT)}")
    if total > LIMIT_BYTES:
        raise SystemExit(
            f"The pictures weigh more than {LIMIT_BYTES / 1e6:.0f} MB; show less of the long pages."
        )


if __name__ == "__main__":
    main()
