from pathlib import Path
from typing import Any

import openpyxl
import pytest

from simpul.core import periods
from simpul.datahub.checks import engine
from simpul.datahub.intake import sheets
from simpul.datahub.standards import template
from simpul.datahub.standards.schema import Schema
from tests.datahub.population import DESCRIPTOR, DISTRICTS, SCHEMA, context

FIRST = sheets.Marker("penduduk-kecamatan", "3", "2024")


def write(path: Path, schema: Schema = SCHEMA, period: str = "2024", **options: Any) -> Path:
    template.write_template(
        schema,
        path,
        dataset_code="penduduk-kecamatan",
        dataset_title="Penduduk menurut kecamatan",
        version="3",
        period=periods.parse(period),
        agency_name="Dinas Contoh A",
        government_name="Kabupaten Contoh",
        **{"areas": list(DISTRICTS.items()), **options},
    )
    return path


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(write(tmp_path / "templat.xlsx"))


def test_a_filled_template_reads_and_checks_clean(book: openpyxl.Workbook, tmp_path: Path) -> None:
    data = book["Data"]
    for row in range(2, 12):
        data.cell(row, 3).value, data.cell(row, 4).value, data.cell(row, 5).value = row, 2 * row, 3 * row
    book.save(tmp_path / "isian.xlsx")
    table = sheets.read(tmp_path / "isian.xlsx", "isian.xlsx", SCHEMA, expect=FIRST)
    report = engine.check(table, SCHEMA, context())
    assert table.sheet == "Data"
    assert report.repairs == ()
    assert report.findings == ()
    assert report.counts.rows == 10


def test_an_unfilled_template_says_which_cells_to_fill(tmp_path: Path) -> None:
    path = write(tmp_path / "templat.xlsx")
    report = engine.check(sheets.read(path, path.name, SCHEMA, expect=FIRST), SCHEMA, context())
    assert {finding.rule for finding in report.findings} == {"wajib-diisi"}
    assert {finding.cell for finding in report.findings} == {f"{c}{r}" for c in "CDE" for r in range(2, 12)}


def test_it_is_recognised_for_what_it_is(tmp_path: Path) -> None:
    table = sheets.read(write(tmp_path / "templat.xlsx", period="2024-Q3"), "templat.xlsx", SCHEMA)
    assert table.marker == sheets.Marker("penduduk-kecamatan", "3", "2024-Q3", "Data")


def test_codes_names_and_the_year_are_filled_in(book: openpyxl.Workbook) -> None:
    lines = [[cell.value for cell in row] for row in book["Data"].iter_rows(max_row=11)]
    assert lines[0] == list(SCHEMA.names)
    assert [line[:2] for line in lines[1:]] == [list(pair) for pair in DISTRICTS.items()]
    assert {line[5] for line in lines[1:]} == {2024}


def test_the_heading_is_locked_and_the_cells_are_free(book: openpyxl.Workbook) -> None:
    data = book["Data"]
    assert data.protection.sheet
    assert data["A1"].protection.locked
    assert not data["C2"].protection.locked
    assert not data.column_dimensions["C"].protection.locked
    assert data.freeze_panes == "C2"


def test_headings_are_teal_with_a_hint_each(book: openpyxl.Workbook) -> None:
    for cell in book["Data"][1]:
        assert cell.fill.fgColor.rgb == "FF005B6B"
        assert cell.font.color.rgb == "FFFFFFFF"
        assert cell.comment is not None
    assert "Bilangan bulat, paling sedikit 0, satuan jiwa" in book["Data"]["C1"].comment.text


def test_drop_downs_hold_the_codes_and_the_choices(tmp_path: Path) -> None:
    choices = [f"pilihan nomor {n}" for n in range(60)]
    descriptor = {
        **DESCRIPTOR,
        "fields": [*DESCRIPTOR["fields"], {"name": "jenis", "constraints": {"enum": choices}}],
    }
    path = write(tmp_path / "templat.xlsx", Schema.from_descriptor(descriptor))
    book = openpyxl.load_workbook(path)
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book["Data"].data_validations.dataValidation}
    assert rules["A2"].formula1 == "'_simpul_daftar'!$A$1:$A$10"
    assert rules["G2"].formula1 == "'_simpul_daftar'!$B$1:$B$60"
    assert [row[0].value for row in book["_simpul_daftar"].iter_rows(max_row=10)] == list(DISTRICTS)
    assert rules["C2"].type == "whole"
    assert float(rules["C2"].formula1) == 0
    assert rules["C2"].prompt.startswith("Bilangan bulat")


def test_own_sheets_are_hidden_and_the_guide_explains_every_column(book: openpyxl.Workbook) -> None:
    assert {name: book[name].sheet_state for name in book.sheetnames} == {
        "Data": "visible",
        "Petunjuk": "visible",
        "_simpul_daftar": "veryHidden",
        "_simpul": "veryHidden",
    }
    words = [str(cell.value) for row in book["Petunjuk"].iter_rows() for cell in row if cell.value]
    assert set(SCHEMA.names) <= set(words)
    assert "Penduduk menurut kecamatan" in words
    assert "• jumlah = laki_laki + perempuan" in words
    assert any("periode 2024" in word and "versi 3" in word for word in words)


def test_without_areas_the_rows_are_empty(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "templat.xlsx", areas=None))
    assert book["Data"].max_row == 1
    rules = {str(rule.sqref): rule for rule in book["Data"].data_validations.dataValidation}
    assert rules["A2:A1001"].type in (None, "none")


def test_texts_of_people_never_become_formulas(tmp_path: Path) -> None:
    field = {"name": "catatan", "description": '=HYPERLINK("x")', "constraints": {"enum": ["=1+1", "b"]}}
    schema = Schema.from_descriptor({"fields": [field]})
    book = openpyxl.load_workbook(write(tmp_path / "templat.xlsx", schema, areas=None))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
