"""The clerk's own workbook with its wrong cells marked: everything else stays as it was."""

import warnings
import zipfile
from collections.abc import Iterator, Mapping
from copy import copy
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from simpul.datahub.checks import cached, listing
from simpul.datahub.checks.findings import WRONG, Finding, Report
from simpul.datahub.checks.listed import AUTHOR, EDGES, FILLS, TEAL
from simpul.datahub.intake.sheets import container
from simpul.datahub.intake.sheets.limits import DEFAULT, MEGABYTE
from simpul.datahub.standards.marks import REPORT_SHEET

MOST_SHEET_BYTES: Final = 48 * MEGABYTE
MOST_MERGED_CELLS: Final = 500_000
"""openpyxl makes an object for every cell of a merged range, so one range of a whole sheet would fill any
memory."""

SEPARATOR: Final = "— Simpul —"
_KEPT_COLUMN: Final = len(listing.WIDTHS) + 1
"""Hidden column of the list whose cells carry the look that the marked cells had before."""


def write(original: Path, report: Report, marks: Mapping[str, list[Finding]], out: Path) -> bool:
    """Writes the marked workbook; False when it is too large or too strange to be rebuilt."""
    with container.opened(original, DEFAULT) as archive:
        if not _is_modest(archive):
            return False
    book = _loaded(original)
    if book is None or report.sheet not in book.sheetnames:
        return False
    sheet = book[report.sheet]
    _unmark(book, sheet)
    kept = {cell: _mark(sheet, cell, found) for cell, found in marks.items()}
    _add_list(book, report, kept)
    book.save(out)
    cached.restore(original, out)
    return True


def _is_modest(archive: zipfile.ZipFile) -> bool:
    sheets = [entry for entry in archive.infolist() if "/worksheets/" in entry.filename]
    if sum(entry.file_size for entry in sheets) > MOST_SHEET_BYTES:
        return False
    return sum(cached.merged_cells(archive, entry.filename) for entry in sheets) <= MOST_MERGED_CELLS


def _loaded(original: Path) -> Workbook | None:
    """openpyxl meets foreign content with many kinds of exception; whichever it is, the list remains."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(original, rich_text=True)
    except Exception:
        return None


def _unmark(book: Workbook, sheet: Worksheet) -> None:
    """Takes back the marks of an earlier check, when its result comes in again as the corrected file."""
    looks = dict(_earlier_looks(book))
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.comment and SEPARATOR in cell.comment.text:
                _take_back(cell, looks.get(cell.coordinate))
    if REPORT_SHEET in book.sheetnames:
        book.remove(book[REPORT_SHEET])


def _earlier_looks(book: Workbook) -> Iterator[tuple[str, Any]]:
    if REPORT_SHEET not in book.sheetnames:
        return
    for row in book[REPORT_SHEET].iter_rows(min_row=listing.HEADING_ROW + 1, max_col=_KEPT_COLUMN):
        yield str(row[1].value), row[-1]


def _take_back(cell: Cell, look: Any) -> None:
    own = cell.comment.text.partition(SEPARATOR)[0].rstrip() if cell.comment else ""
    cell.comment = Comment(own, cell.comment.author) if own and cell.comment else None
    cell.fill = copy(look.fill) if look is not None else PatternFill()
    cell.border = copy(look.border) if look is not None else Border()


def _mark(sheet: Worksheet, address: str, found: list[Finding]) -> tuple[PatternFill, Border]:
    """Fill, edge and comment; returns the look that the cell had. Of merged cells the first one is marked."""
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        cell = next(
            sheet[area.coord.partition(":")[0]] for area in sheet.merged_cells.ranges if address in area
        )
    look = copy(cell.fill), copy(cell.border)
    severity = found[0].severity
    edge = Side(style="thin" if severity == WRONG else "dashed", color=EDGES[severity][1:])
    cell.fill = PatternFill("solid", fgColor=FILLS[severity][1:])
    cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    cell.comment = _comment(cell.comment, listing.remark(found))
    return look


def _comment(existing: Comment | None, text: str) -> Comment:
    before = f"{existing.text}\n\n" if existing else ""
    author = existing.author if existing else AUTHOR
    return Comment(f"{before}{SEPARATOR}\n{_clean(text)}", author, height=140, width=320)


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)


def _add_list(book: Workbook, report: Report, kept: Mapping[str, tuple[PatternFill, Border]]) -> None:
    sheet = book.create_sheet(REPORT_SHEET)
    for row, text in enumerate(listing.summary(report), start=1):
        _write(sheet, row, 1, text, font=Font(bold=row == 1, size=14 if row == 1 else 11))
    for column, (text, width) in enumerate(zip(listing.headings(), listing.WIDTHS, strict=True), start=1):
        head = _write(sheet, listing.HEADING_ROW, column, text, font=Font(bold=True, color="FFFFFF"))
        head.fill = PatternFill("solid", fgColor=TEAL[1:])
        sheet.column_dimensions[head.column_letter].width = width
    for row, line in enumerate(listing.lines(report), start=listing.HEADING_ROW + 1):
        _write_line(sheet, row, line, report.sheet, kept.get(line.cell))
    sheet.column_dimensions[sheet.cell(1, _KEPT_COLUMN).column_letter].hidden = True
    sheet.freeze_panes = f"A{listing.HEADING_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_line(
    sheet: Worksheet, row: int, line: listing.Line, target: str, look: tuple[PatternFill, Border] | None
) -> None:
    sheet.row_dimensions[row].height = listing.height(line)
    for column, text in enumerate(line.texts, start=1):
        cell = _write(sheet, row, column, text, font=Font())
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    if line.cell:
        quoted = target.replace("'", "''")
        link = sheet.cell(row, 2)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{line.cell}")
        link.font = Font(color=TEAL[1:], underline="single")
    if look is not None:
        sheet.cell(row, _KEPT_COLUMN).fill, sheet.cell(row, _KEPT_COLUMN).border = look


def _write(sheet: Worksheet, row: int, column: int, text: str, *, font: Font) -> Cell:
    """Always as text: what a clerk typed must not become a formula here."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 a new sheet has no merged cells
    cell.value = _clean(text)
    cell.data_type = "s"
    cell.font = font
    return cell
