"""The clerk's own workbook with its wrong cells marked: everything else stays byte for byte."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from simpul.datahub.checks import listing
from simpul.datahub.checks.findings import Finding, Report
from simpul.datahub.checks.marking import listsheet, markup, remarks, stylesheet, worksheet
from simpul.datahub.checks.marking.package import Package
from simpul.datahub.intake.sheets import container, errors, workbook
from simpul.datahub.intake.sheets.limits import DEFAULT
from simpul.datahub.intake.sheets.workbook import Workbook
from simpul.datahub.standards.marks import REPORT_SHEET
from simpul.datahub.standards.schema import Severity

_LIST_PART: Final = "xl/worksheets/simpul.xml"
_COMMENTS_PART: Final = "xl/commentsSimpul.xml"
_DRAWING_PART: Final = "xl/drawings/vmlDrawingSimpul.vml"

Marks = Mapping[str, list[Finding]]


def write(original: Path, report: Report, marks: Marks, out: Path) -> bool:
    """Writes the marked workbook; False when it is of a make that cannot be edited safely."""
    with container.opened(original, DEFAULT) as archive:
        book = workbook.opened(archive, DEFAULT)
        package = Package(archive)
        try:
            if not (_mark(package, book, report, marks) and package.is_sound()):
                return False
        except errors.SheetError:
            return False
        package.write(out)
    return True


def _mark(package: Package, book: Workbook, report: Report, marks: Marks) -> bool:
    part = next((sheet.part for sheet in book.sheets if sheet.name == report.sheet), "")
    if not part or book.styles_part is None:
        return False
    content, styles = package.read(part), package.read(book.styles_part)
    if not worksheet.is_plain(content):
        return False
    content = worksheet.restored(content, _earlier(package, book))
    merged = worksheet.anchors(content)
    by_cell = _anchored(marks, merged)
    before = worksheet.formats(content, set(by_cell))
    extended = stylesheet.extended(styles, [(before[a], _gravest(by_cell[a])) for a in before])
    if extended is None:
        return False
    after = {a: extended.marks[before[a], _gravest(by_cell[a])] for a in before}
    package.put(book.styles_part, extended.content)
    package.put(part, worksheet.reformatted(content, after))
    _write_remarks(package, part, {a: listing.remark(by_cell[a]) for a in before})
    pairs = {cell: _pair(worksheet.anchor(cell, merged), before, after) for cell in marks}
    _write_list(package, book, listsheet.written(report, extended, {c: p for c, p in pairs.items() if p}))
    return True


def _gravest(findings: list[Finding]) -> Severity:
    return findings[0].severity


def _anchored(marks: Marks, merged: list[tuple[int, int, int, int]]) -> dict[str, list[Finding]]:
    """Findings by the cell that shows them; a merged range shows those of all its cells."""
    found: dict[str, list[Finding]] = {}
    for cell, findings in marks.items():
        found.setdefault(worksheet.anchor(cell, merged), []).extend(findings)
    return found


def _pair(cell: str, before: Mapping[str, int], after: Mapping[str, int]) -> tuple[int, int] | tuple[()]:
    return (before[cell], after[cell]) if cell in before else ()


def _earlier(package: Package, book: Workbook) -> dict[int, int]:
    """The formats that an earlier check has changed, when its result comes in as the corrected file."""
    part = next((sheet.part for sheet in book.sheets if sheet.name == REPORT_SHEET), "")
    return listsheet.earlier(package.read(part)) if part else {}


def _write_remarks(package: Package, part: str, texts: Mapping[str, str]) -> None:
    """Adds the comments; a cell with a threaded conversation keeps it alone."""
    related = {kind: target for _id, kind, target in package.relations(part)}
    if "threadedComment" in related:
        talks = package.read(related["threadedComment"])
        texts = {cell: text for cell, text in texts.items() if f'ref="{cell}"'.encode() not in talks}
    comments, drawing = related.get("comments", ""), _drawing(package, part)
    standing = package.read(comments), package.read(drawing)
    if not comments and not texts:
        return
    cleaned = remarks.cleared(*standing) if comments else (remarks.EMPTY_PART, b"")
    written = remarks.added(cleaned[0], cleaned[1] or remarks.EMPTY_DRAWING, texts)
    _put_remarks(package, part, comments, drawing, written)


def _put_remarks(
    package: Package, part: str, comments: str, drawing: str, written: tuple[bytes, bytes]
) -> None:
    package.put(comments or _COMMENTS_PART, written[0])
    package.put(drawing or _DRAWING_PART, written[1])
    if not comments:
        package.relate(part, "rIdSimpulComments", "comments", _COMMENTS_PART)
        package.declare(_COMMENTS_PART, "comments")
    if not drawing:
        package.relate(part, "rIdSimpulDrawing", "vmlDrawing", _DRAWING_PART)
        package.declare_drawings()
        package.put(part, worksheet.with_drawing(package.read(part), "rIdSimpulDrawing"))


def _drawing(package: Package, part: str) -> str:
    """The drawing of the comments (pictures in headers have one of the same kind); empty when there is none."""
    tag = markup.opening("legacyDrawing").search(package.read(part))
    identity = next(iter(_identities(tag[0])), "") if tag else ""
    return next((target for found, _kind, target in package.relations(part) if found == identity), "")


def _identities(tag: bytes) -> list[str]:
    names = [piece.partition(b"=")[0].decode() for piece in tag.split() if b":id=" in piece]
    return [markup.get(tag, name) for name in names]


def _write_list(package: Package, book: Workbook, content: bytes) -> None:
    """Replaces the list of an earlier check, or adds the sheet at the end."""
    standing = next((sheet.part for sheet in book.sheets if sheet.name == REPORT_SHEET), "")
    if standing:
        package.put(standing, content)
        package.forget_relations(standing)
        return
    package.put(_LIST_PART, content)
    package.declare(_LIST_PART, "worksheet")
    main = package.relations("")
    name = next(target for _id, kind, target in main if kind == "officeDocument")
    package.relate(name, "rIdSimpulList", "worksheet", _LIST_PART)
    package.put(name, _with_sheet(package.read(name)))


def _with_sheet(content: bytes) -> bytes:
    """The workbook with one more sheet, written like its first one."""
    tags = [match[0] for match in markup.opening("sheet").finditer(content)]
    number = max(int(markup.get(tag, "sheetId") or 0) for tag in tags) + 1
    start = markup.opening("sheet").search(content)
    prefix = start["prefix"].decode() if start else ""
    tag = (
        f'<{prefix}sheet xmlns:r="{markup.RELATIONS}" name="{REPORT_SHEET}" sheetId="{number}" '
        'r:id="rIdSimpulList"/>'
    )
    return markup.before_end(content, "sheets", tag.encode())
