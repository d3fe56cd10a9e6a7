"""The sheet "Hasil pemeriksaan" as the XML of one part, its texts inside it."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from simpul.datahub.checks import listing
from simpul.datahub.checks.findings import Report
from simpul.datahub.checks.marking import markup
from simpul.datahub.checks.marking.stylesheet import Extended
from simpul.datahub.intake.sheets import letters

_BEFORE: Final = len(listing.WIDTHS) + 1
_AFTER: Final = len(listing.WIDTHS) + 2
"""Hidden columns whose cells have the format that a marked cell had, and the one that it has now: a program
that renumbers formats renumbers both, so a later check can put the old one back."""


def written(report: Report, styles: Extended, formats: Mapping[str, tuple[int, int]]) -> bytes:
    """The part; `formats` has the old and the new format of each marked cell."""
    rows = b"".join(
        [*_summary(report, styles), _heads(styles), *_lines(report, styles, formats)],
    )
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="',
            markup.MAIN_NAMESPACE,
            b'"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">',
            _frozen(),
            b"</sheetView></sheetViews>",
            _columns(),
            b"<sheetData>",
            rows,
            b"</sheetData>",
            _links(report),
            b'<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>',
        )
    )


def _frozen() -> bytes:
    row = listing.HEADING_ROW
    return f'<pane ySplit="{row}" topLeftCell="A{row + 1}" activePane="bottomLeft" state="frozen"/>'.encode()


def _columns() -> bytes:
    widths = [
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>'
        for i, width in enumerate(listing.WIDTHS, start=1)
    ]
    hidden = f'<col min="{_BEFORE}" max="{_AFTER}" width="2" hidden="1" customWidth="1"/>'
    return f"<cols>{''.join(widths)}{hidden}</cols>".encode()


def _summary(report: Report, styles: Extended) -> Iterator[bytes]:
    for row, text in enumerate(listing.summary(report), start=1):
        yield _row(row, [_text(row, 1, text, styles.title if row == 1 else 0)])


def _heads(styles: Extended) -> bytes:
    row = listing.HEADING_ROW
    return _row(row, [_text(row, i, head, styles.head) for i, head in enumerate(listing.headings(), start=1)])


def _lines(report: Report, styles: Extended, formats: Mapping[str, tuple[int, int]]) -> Iterator[bytes]:
    for row, line in enumerate(listing.lines(report), start=listing.HEADING_ROW + 1):
        cells = [
            _text(row, i, text, styles.link if i == 2 and line.cell else styles.body)
            for i, text in enumerate(line.texts, start=1)
        ]
        for column, style in zip((_BEFORE, _AFTER), formats.get(line.cell, ()), strict=False):
            cells.append(f'<c r="{letters.letters(column - 1)}{row}" s="{style}"/>'.encode())
        yield _row(row, cells, listing.height(line))


def _row(number: int, cells: list[bytes], height: int = 0) -> bytes:
    tall = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{tall}>'.encode() + b"".join(cells) + b"</row>"


def _text(row: int, column: int, text: str, style: int) -> bytes:
    place = f"{letters.letters(column - 1)}{row}"
    head = f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'.encode()
    return head + markup.text(text) + b"</t></is></c>"


def _links(report: Report) -> bytes:
    target = "'" + report.sheet.replace("'", "''") + "'!"
    links = [
        f'<hyperlink ref="B{row}" location={quoteattr(target + line.cell)}/>'
        for row, line in enumerate(listing.lines(report), start=listing.HEADING_ROW + 1)
        if line.cell
    ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>".encode() if links else b""


def earlier(content: bytes) -> dict[int, int]:
    """From the list of an earlier check: the format of marked cells to the one they had before."""
    back: dict[int, int] = {}
    styles = {markup.get(c[0], "r"): markup.get(c[0], "s") for c in markup.opening("c").finditer(content)}
    after = letters.letters(_AFTER - 1)
    before = letters.letters(_BEFORE - 1)
    for address, style in styles.items():
        old = styles.get(address.replace(after, before, 1), "")
        if address.startswith(after) and style.isdigit() and style != "0":
            back.setdefault(int(style), int(old) if old.isdigit() else 0)
    return back
