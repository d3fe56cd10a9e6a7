"""A new workbook with the list of findings, and before it the rows of a CSV with their faults marked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from simpul.datahub.checks import listing
from simpul.datahub.checks.findings import LOOK, WRONG, Finding, Report
from simpul.datahub.intake.sheets import delimited, letters
from simpul.datahub.standards.marks import DATA_SHEET, REPORT_SHEET

TEAL: Final = "#005B6B"
FILLS: Final[Mapping[str, str]] = {WRONG: "#FAE3E4", LOOK: "#FFF0C7"}
EDGES: Final[Mapping[str, str]] = {WRONG: "#9C1A2C", LOOK: "#7A5200"}
AUTHOR: Final = "Simpul"


def write(
    report: Report,
    out: Path,
    note: str,
    csv: Path | None = None,
    marks: Mapping[str, list[Finding]] | None = None,
) -> None:
    """The workbook; texts are written as texts, never as formulas or links."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(out), options) as book:
        if csv is not None:
            _write_rows(book, csv, report, marks or {})
        _write_list(book, report, note, DATA_SHEET if csv is not None else None)


def _write_rows(book: Any, csv: Path, report: Report, marks: Mapping[str, list[Finding]]) -> None:
    sheet = book.add_worksheet(DATA_SHEET)
    head = book.add_format({"bold": True, "bottom": 1})
    formats = {severity: book.add_format(_mark(severity)) for severity in FILLS}
    missed = dict(marks)
    for row, record in enumerate(delimited.records(csv, report.header_row)):
        for column, text in enumerate(record):
            found = missed.pop(f"{letters.letters(column)}{row + 1}", None)
            style = formats[found[0].severity] if found else head if row + 1 == report.header_row else None
            sheet.write_string(row, column, text, style)
    for cell, found in missed.items():
        sheet.write_blank(cell, None, formats[found[0].severity])
    for cell, found in marks.items():
        sheet.write_comment(cell, listing.remark(found), {"author": AUTHOR, "x_scale": 2.4, "y_scale": 1.6})
    sheet.freeze_panes(report.header_row, 0)
    sheet.set_column(0, len(report.columns), 18)


def _mark(severity: str) -> dict[str, object]:
    return {
        "bg_color": FILLS[severity],
        "border": 1 if severity == WRONG else 3,
        "border_color": EDGES[severity],
    }


def _write_list(book: Any, report: Report, note: str, target: str | None) -> None:
    sheet = book.add_worksheet(REPORT_SHEET)
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": TEAL, "valign": "vcenter"})
    body = book.add_format({"valign": "top", "text_wrap": True})
    link = book.add_format({"valign": "top", "font_color": TEAL, "underline": 1})
    for row, text in enumerate(listing.summary(report, note)):
        sheet.write_string(row, 0, text, title if row == 0 else None)
    for column, (text, width) in enumerate(zip(listing.headings(), listing.WIDTHS, strict=True)):
        sheet.write_string(listing.HEADING_ROW - 1, column, text, head)
        sheet.set_column(column, column, width)
    for row, line in enumerate(listing.lines(report), start=listing.HEADING_ROW):
        sheet.set_row(row, listing.height(line))
        for column, text in enumerate(line.texts):
            sheet.write_string(row, column, text, body)
        if target and line.cell:
            sheet.write_url(row, 1, f"internal:'{target}'!{line.cell}", link, line.cell)
    sheet.freeze_panes(listing.HEADING_ROW, 0)
    sheet.autofilter(
        listing.HEADING_ROW - 1, 0, listing.HEADING_ROW - 1 + len(report.findings), len(listing.WIDTHS) - 1
    )
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
