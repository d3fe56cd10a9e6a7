"""LibreOffice opens what Simpul writes, and finds the same figures in it."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests import cast
from tests.datahub import situations
from tests.foreign import programs

pytestmark = [pytest.mark.foreign, pytest.mark.django_db]

# Every sheet into a file of its own; comma, quotation mark, UTF-8; figures as they are, not as they are shown.
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
Convert = Callable[[str, bytes], dict[str, list[list[str]]]]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Sheets of a workbook by name, as LibreOffice writes them."""
    office = programs.program("soffice", "libreoffice-calc-nogui")

    def converted(name: str, content: bytes) -> dict[str, list[list[str]]]:
        (tmp_path / f"{name}.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [office, profile, "--headless", "--convert-to", ALL_SHEETS, "--outdir", tmp_path]
        programs.run(*command, tmp_path / f"{name}.xlsx")
        found = {path.stem.removeprefix(f"{name}-"): path for path in tmp_path.glob(f"{name}-*.csv")}
        return {
            sheet: list(csv.reader(path.read_text("utf-8").splitlines())) for sheet, path in found.items()
        }

    return converted


def download(browser: Client, address: str) -> bytes:
    """What the page hands out."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]


def test_a_template_opens_with_its_headings_and_areas(convert: Convert) -> None:
    situations.dataset()
    browser = cast.client_for(cast.person("operator"))

    sheets = convert("templat", download(browser, "/data/stunting/templat.xlsx"))

    cells = {cell for rows in sheets.values() for row in rows for cell in row}
    assert {*situations.HEADINGS, *(code for code, _name, _bps in situations.DISTRICTS)} <= cells
    assert not [cell for cell in cells if cell.startswith("#")]


def test_a_marked_workbook_keeps_the_clerks_figures(convert: Convert) -> None:
    rows = [("99.01.01", "Hulu", "seratus", 10), *situations.GOOD_ROWS[1:]]
    submission = situations.uploaded(situations.dataset(), situations.workbook(rows))
    browser = cast.client_for(cast.person("operator"))

    sheets = convert("ditandai", download(browser, f"/data/kiriman/{submission.pk}/ditandai.xlsx"))

    assert sheets["Data"] == [list(situations.HEADINGS), *[[str(cell) for cell in row] for row in rows]]


def test_an_exported_workbook_holds_the_released_figures(convert: Convert) -> None:
    release = situations.released(situations.dataset())

    sheets = convert("rilis", download(cast.client_for(), f"/data/stunting/rilis/{release.number}.xlsx"))

    assert sheets["Data"][1:] == [[str(cell) for cell in row] for row in situations.GOOD_ROWS]
    assert ["sidik_sha256", release.parquet.sha256] in [row[:2] for row in sheets["Tentang"]]
