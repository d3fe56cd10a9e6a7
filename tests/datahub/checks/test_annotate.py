import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook import Workbook

from simpul.datahub.checks import annotate, engine
from simpul.datahub.checks.findings import Counts, Report
from tests.datahub.intake import corpus
from tests.datahub.population import HEADINGS, SCHEMA, check, context, rows, table, write_csv

REPORT = "Hasil pemeriksaan"


def rich(path: Path) -> Path:
    """A workbook as an orderly clerk keeps it: two sheets, and everything that must survive."""
    with xlsxwriter.Workbook(str(path)) as book:
        data, notes = book.add_worksheet("Kecamatan"), book.add_worksheet("Catatan")
        count = book.add_format({"num_format": "#,##0", "bg_color": "#FFFFCC", "border": 2})
        bold = book.add_format({"bold": True, "font_name": "Arial", "rotation": 30})
        for row, line in enumerate([HEADINGS, *rows()]):
            data.write_row(row, 0, line[:2])
            for column, cell in enumerate(line[2:4], start=2):
                data.write(row, column, cell, bold if row == 0 else count)
            data.write(row, 5, line[5])
            if row:
                data.write_formula(row, 4, f"=C{row + 1}+D{row + 1}", count, line[4])
        data.write_string(0, 4, "jumlah", bold)
        data.write_string(4, 0, "6401040")
        data.write_string(6, 2, "22.150 jiwa", count)
        data.write_formula(6, 4, "=C7+D7", count, "#VALUE!")
        data.write_comment("C7", "Dari desa, belum dicek", {"author": "Operator"})
        data.write_comment("B2", "Ibu kota lama", {"author": "Operator"})
        data.set_column("A:A", 17)
        data.set_row(0, 40)
        data.freeze_panes(1, 2)
        data.autofilter("A1:F11")
        data.merge_range("H1:J2", "Penduduk 2024", bold)
        data.conditional_format("C2:D11", {"type": "cell", "criteria": ">", "value": 5000, "format": bold})
        data.data_validation(
            "F2:F11", {"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2030}
        )
        data.write_url("L1", "https://example.org/", string="sumber")
        data.set_landscape()
        data.set_header("&CDinas Contoh A")
        data.print_area("A1:F11")
        notes.write_array_formula("A1:A2", "{=Kecamatan!C2:C3*2}", None, 14)
        notes.write("B1", "Catatan kami", bold)
        notes.hide_gridlines(2)
        notes.set_tab_color("#FF0000")
        notes.protect("rahasia")
        book.define_name("Seluruh", "=Kecamatan!$C$2:$D$11")
    return path


def annotated(original: Path, report: Report | None = None) -> tuple[Workbook, Report]:
    report = report or check(original)
    out = original.with_name("ditandai.xlsx")
    assert annotate.annotate(original, original.name, report, out)
    return openpyxl.load_workbook(out), report


def everything(book: Workbook, leave: set[tuple[str, str]]) -> Iterator[tuple[Any, ...]]:
    """All that a workbook holds, apart from fill, edge and comment of the cells to leave out."""
    for name in book.sheetnames:
        if name == REPORT:
            continue
        sheet = book[name]
        for row in sheet.iter_rows():
            for cell in row:
                look = cell.font, cell.number_format, cell.alignment, cell.protection
                value = getattr(cell.value, "text", cell.value)
                yield name, cell.coordinate, cell.data_type, value, *map(repr, look)
                if (name, cell.coordinate) not in leave:
                    comment = cell.comment and (cell.comment.text, cell.comment.author)
                    yield name, cell.coordinate, repr(cell.fill), repr(cell.border), comment
        yield name, "widths", {key: (d.width, d.hidden) for key, d in sheet.column_dimensions.items()}
        yield name, "heights", {key: d.height for key, d in sheet.row_dimensions.items() if d.height}
        yield name, "merged", sorted(map(str, sheet.merged_cells.ranges))
        yield name, "frozen", sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_area
        yield (
            name,
            "rules",
            [(str(r.sqref), r.type, r.formula1) for r in sheet.data_validations.dataValidation],
        )
        yield (
            name,
            "colours",
            [
                (
                    str(ranges.sqref),
                    [(rule.type, rule.operator, rule.formula, repr(rule.dxf)) for rule in ranges.rules],
                )
                for ranges in sheet.conditional_formatting
            ],
        )
        yield name, "page", sheet.page_setup.orientation, sheet.oddHeader.center.text
        yield name, "view", sheet.sheet_view.showGridLines, repr(sheet.sheet_properties.tabColor)
        yield name, "protection", sheet.protection.sheet, sheet.protection.password
    yield "names", {key: value.attr_text for key, value in book.defined_names.items()}
    yield "active", book.active.title if book.active else ""


def test_only_the_marks_and_the_added_sheet_differ(tmp_path: Path) -> None:
    original = rich(tmp_path / "asli.xlsx")
    marked, report = annotated(original)
    leave = {("Kecamatan", finding.cell) for finding in report.findings}
    before = openpyxl.load_workbook(original)
    assert leave == {("Kecamatan", cell) for cell in ("A5", "C7", "E7")}
    assert list(everything(marked, leave)) == list(everything(before, leave))
    assert marked.sheetnames == [*before.sheetnames, REPORT]


def test_results_of_formulas_are_still_there_without_calculating(tmp_path: Path) -> None:
    original = rich(tmp_path / "asli.xlsx")
    annotated(original)
    before = openpyxl.load_workbook(original, data_only=True)
    after = openpyxl.load_workbook(tmp_path / "ditandai.xlsx", data_only=True)
    for name in before.sheetnames:
        assert [c.value for row in after[name] for c in row] == [c.value for row in before[name] for c in row]


def test_a_wrong_cell_is_filled_and_says_what_to_do(tmp_path: Path) -> None:
    marked, _report = annotated(rich(tmp_path / "asli.xlsx"))
    code = marked["Kecamatan"]["A5"]
    assert code.fill.fgColor.rgb == "00FAE3E4"
    assert code.border.left.style == "thin"
    assert "Kode kecamatan memakai kode BPS" in code.comment.text
    assert "Ganti A5 menjadi 64.01.04." in code.comment.text


def test_a_comment_that_stood_there_is_kept_above_ours(tmp_path: Path) -> None:
    marked, _report = annotated(rich(tmp_path / "asli.xlsx"))
    text = marked["Kecamatan"]["C7"].comment.text
    assert text.startswith("Dari desa, belum dicek\n\n— Simpul —\n")
    assert marked["Kecamatan"]["B2"].comment.text == "Ibu kota lama"


def test_the_list_names_every_finding(tmp_path: Path) -> None:
    marked, report = annotated(rich(tmp_path / "asli.xlsx"))
    lines = list(marked[REPORT].iter_rows(min_row=7, max_col=9, values_only=True))
    assert [(line[1], line[6], line[7], line[8]) for line in lines] == [
        (finding.cell, finding.found, finding.expected, finding.fix) for finding in report.findings
    ]
    assert marked[REPORT]["A1"].value == "3 sel perlu dibetulkan, 0 patut dilihat"
    assert marked[REPORT]["B7"].hyperlink.location == "'Kecamatan'!A5"


def test_the_marked_workbook_checks_like_the_original(tmp_path: Path) -> None:
    original = rich(tmp_path / "asli.xlsx")
    _marked, report = annotated(original)
    again = check(tmp_path / "ditandai.xlsx")
    assert [finding.to_json() for finding in again.findings] == [f.to_json() for f in report.findings]


def test_marks_go_away_once_the_cells_are_mended(tmp_path: Path) -> None:
    original = rich(tmp_path / "asli.xlsx")
    marked, _report = annotated(original)
    marked["Kecamatan"]["A5"] = "64.01.04"
    marked.save(tmp_path / "dibetulkan.xlsx")
    again, report = annotated(tmp_path / "dibetulkan.xlsx")
    before = openpyxl.load_workbook(original)["Kecamatan"]
    assert {finding.cell for finding in report.findings} >= {"C7"}
    assert again["Kecamatan"]["A5"].comment is None
    assert repr(again["Kecamatan"]["A5"].fill) == repr(before["A5"].fill)
    assert again["Kecamatan"]["C7"].comment.text.count("— Simpul —") == 1
    assert again.sheetnames.count(REPORT) == 1
    again["Kecamatan"]["C7"] = 6007
    again["Kecamatan"]["E7"] = 11412
    again.save(tmp_path / "bersih.xlsx")
    clean, _report = annotated(
        tmp_path / "bersih.xlsx", Report("a", "Kecamatan", 1, {}, Counts(10, 0, 0), (), ())
    )
    assert clean["Kecamatan"]["C7"].comment.text == "Dari desa, belum dicek"
    assert repr(clean["Kecamatan"]["C7"].fill) == repr(before["C7"].fill)
    assert repr(clean["Kecamatan"]["C7"].border) == repr(before["C7"].border)


def test_what_a_clerk_typed_never_becomes_a_formula_in_the_list(tmp_path: Path) -> None:
    lines = [HEADINGS, *rows()]
    lines[3][2] = '=HYPERLINK("http://example.org")'
    original = write_csv(tmp_path / "a.csv", lines)
    marked, report = annotated(original)
    assert report.findings[0].found.startswith("=HYPERLINK")
    cells = [cell for sheet in marked for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_a_csv_comes_back_as_a_workbook_with_the_same_rows(tmp_path: Path) -> None:
    lines = [["Laporan"], [], HEADINGS, *rows()]
    lines[6] = [*lines[6][:2], "3007 jiwa", None, *lines[6][4:]]
    original = write_csv(
        tmp_path / "a.csv", [["" if cell is None else cell for cell in line] for line in lines]
    )
    marked, report = annotated(original)
    data = marked["Data"]
    assert [str(cell.value) for cell in data[3]] == HEADINGS
    assert data["A13"].value == "64.01.10"
    assert {finding.cell for finding in report.findings} == {"C7", "D7"}
    assert data["C7"].value == "3007 jiwa"
    assert data["C7"].comment.text.startswith("Angka bercampur kata")
    assert data["D7"].fill.fgColor.rgb == "FFFAE3E4"
    assert [finding.cell for finding in check(tmp_path / "ditandai.xlsx").findings] == ["C7", "D7"]


def test_of_a_long_sheet_only_the_list_comes_back_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate, "MOST_ROWS", 5)
    original = rich(tmp_path / "asli.xlsx")
    out = tmp_path / "daftar.xlsx"
    assert not annotate.annotate(original, "asli.xlsx", check(original), out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == [REPORT]
    assert book[REPORT]["A3"].value.startswith("Lembar lebih dari 5 baris")


def test_a_merged_range_of_the_whole_sheet_does_not_fill_the_memory(tmp_path: Path) -> None:
    """openpyxl would make seventeen thousand million cells of it."""
    original = rich(tmp_path / "asli.xlsx")
    corpus.altered(original, corpus.SHEET, lambda part: part.replace(b'ref="H1:J2"', b"ref='H1:XFD1048576'"))
    out = tmp_path / "daftar.xlsx"
    assert not annotate.annotate(original, "asli.xlsx", check(original), out)
    assert openpyxl.load_workbook(out).sheetnames == [REPORT]


def test_a_workbook_that_cannot_be_rebuilt_still_gives_the_list(tmp_path: Path) -> None:
    original = rich(tmp_path / "asli.xlsx")
    corpus.altered(original, "xl/styles.xml", lambda part: part.replace(b"<fills ", b"<fills x='"))
    report = check(corpus.good(tmp_path))
    assert not annotate.annotate(original, "asli.xlsx", report, tmp_path / "daftar.xlsx")


def test_control_characters_do_not_stop_the_list(tmp_path: Path) -> None:
    lines = [HEADINGS, *rows()]
    lines[3][2] = "3\x01007"
    original = write_csv(tmp_path / "a.csv", lines)
    raw = table(original)
    report = engine.check(raw, SCHEMA, context())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert annotate.annotate(original, "a.csv", report, tmp_path / "b.xlsx")
    assert zipfile.is_zipfile(tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == ["Data", REPORT]
