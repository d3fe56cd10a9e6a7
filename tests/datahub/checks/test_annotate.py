import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook import Workbook

from simpul.datahub.checks import annotate, engine
from simpul.datahub.checks.findings import Counts, Report
from tests.datahub.intake import corpus
from tests.datahub.population import HEADINGS, SCHEMA, check, context, rows, table, write_csv, write_xlsx

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


def mark(original: Path, report: Report | None = None) -> Path:
    out = original.with_name("ditandai.xlsx")
    assert annotate.annotate(original, original.name, report or check(original), out)
    return out


def annotated(original: Path, report: Report | None = None) -> tuple[Workbook, Report]:
    report = report or check(original)
    return openpyxl.load_workbook(mark(original, report)), report


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
    assert code.fill.fgColor.rgb == "FFFAE3E4"
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


def test_a_fault_inside_merged_cells_is_marked_where_it_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "asli.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate([HEADINGS, *rows()]):
            sheet.write_row(row, 0, line)
        sheet.merge_range("C3:D3", "", book.add_format({"align": "center"}))
        sheet.write_number("C3", 2007)
    marked, report = annotated(path)
    assert {finding.cell for finding in report.findings} == {"D3"}
    assert marked["Sheet1"]["C3"].fill.fgColor.rgb == "FFFAE3E4"
    assert "Sel wajib masih kosong" in marked["Sheet1"]["C3"].comment.text


def test_a_blank_cell_is_made_so_that_it_can_be_marked(tmp_path: Path) -> None:
    lines = [HEADINGS, *rows()]
    lines[2][0] = lines[4][3] = lines[10][4] = None
    marked, report = annotated(write_xlsx(tmp_path / "asli.xlsx", lines))
    for cell in ("A3", "D5", "E11"):
        assert marked["Kecamatan"][cell].fill.fgColor.rgb == "FFFAE3E4"
        assert marked["Kecamatan"][cell].comment is not None
    assert {finding.cell for finding in report.findings} == {"A3", "D5", "E11"}


def pictured(path: Path) -> Path:
    """What no library here can rebuild: a picture, a chart, sparklines, bars with an extension, a table."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, second = book.add_worksheet("Kecamatan"), book.add_worksheet("Grafik")
        for row, line in enumerate([HEADINGS, *rows()]):
            sheet.write_row(row, 0, line)
        sheet.write_string("C7", "22.150 jiwa")
        sheet.insert_image("H2", "logo.png", {"image_data": io.BytesIO(PIXEL)})
        sheet.add_sparkline("G2", {"range": "Kecamatan!C2:E2"})
        sheet.conditional_format("E2:E11", {"type": "data_bar", "data_bar_2010": True})
        sheet.add_table("N1:O3", {"columns": [{"header": "a"}, {"header": "b"}]})
        sheet.set_header("&G", {"image_left": "logo.png", "image_data_left": io.BytesIO(PIXEL)})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Kecamatan!$E$2:$E$11"})
        second.insert_chart("B2", chart)
    return path


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
CHANGED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
}


def test_every_other_part_is_the_same_to_the_byte(tmp_path: Path) -> None:
    original = pictured(tmp_path / "asli.xlsx")
    marked = mark(original)
    before, after = corpus.parts_of(original), corpus.parts_of(marked)
    assert {name for name in before if before[name] != after[name]} == CHANGED
    assert set(after) - set(before) == {
        "xl/worksheets/simpul.xml",
        "xl/commentsSimpul.xml",
        "xl/drawings/vmlDrawingSimpul.vml",
    }


def test_in_the_sheet_itself_only_the_marked_cell_and_the_drawing_differ(tmp_path: Path) -> None:
    original = pictured(tmp_path / "asli.xlsx")
    marked = mark(original)
    before = corpus.parts_of(original)[corpus.SHEET].decode()
    after = corpus.parts_of(marked)[corpus.SHEET].decode()
    after = re.sub(r"<legacyDrawing xmlns:r=[^>]*/>", "", after)
    cells = re.compile(r'<c [^>]*r="C7"[^>]*>')
    assert cells.sub("", after) == cells.sub("", before)


def test_the_drawing_stands_where_the_format_prescribes(tmp_path: Path) -> None:
    original = pictured(tmp_path / "asli.xlsx")
    marked = mark(original)
    sheet = ElementTree.fromstring(corpus.parts_of(marked)[corpus.SHEET])  # noqa: S314 our own file
    order = [child.tag.rpartition("}")[2] for child in sheet]
    assert order[order.index("drawing") :] == [
        "drawing",
        "legacyDrawing",
        "legacyDrawingHF",
        "tableParts",
        "extLst",
    ]


def test_a_workbook_of_another_program_is_marked_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in [HEADINGS, *rows()]:
        book.active.append(line)  # type: ignore[union-attr]
    book.active["A5"] = "6401040"  # type: ignore[index]
    book.save(tmp_path / "asli.xlsx")
    marked, _report = annotated(tmp_path / "asli.xlsx")
    assert marked["Sheet"]["A5"].fill.fgColor.rgb == "FFFAE3E4"


def test_prefixes_before_all_tags_do_not_matter(tmp_path: Path) -> None:
    original = corpus.prefixed(rich(tmp_path / "asli.xlsx"))
    report = check(original)
    assert annotate.annotate(original, "asli.xlsx", report, tmp_path / "ditandai.xlsx")
    assert [f.to_json() for f in check(tmp_path / "ditandai.xlsx").findings] == [
        f.to_json() for f in report.findings
    ]


def test_a_workbook_of_a_strange_make_still_gives_the_list(tmp_path: Path) -> None:
    original = rich(tmp_path / "asli.xlsx")
    corpus.altered(original, "xl/styles.xml", lambda part: part.replace(b"<fills ", b"<!-- x --><fills "))
    out = tmp_path / "daftar.xlsx"
    assert not annotate.annotate(original, "asli.xlsx", check(original), out)
    assert openpyxl.load_workbook(out).sheetnames == [REPORT]


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
