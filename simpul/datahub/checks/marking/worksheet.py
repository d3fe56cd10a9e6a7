"""The cells of a sheet given other formats, blank ones added where a mark needs them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from simpul.datahub.checks.marking import markup
from simpul.datahub.checks.marking.markup import Edit
from simpul.datahub.intake.sheets import letters, xml

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_AFTER_DRAWING: Final = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    }
)
"""What may follow the comments' drawing in a sheet (ECMA-376 part 1, CT_Worksheet)."""


def split(address: str) -> tuple[int, int]:
    """Row and index of the column of an address such as C7; (0, 0) when it is none."""
    match = _ADDRESS.fullmatch(address)
    return (int(match[2]), letters.index(match[1])) if match else (0, 0)


def is_plain(content: bytes) -> bool:
    """Whether the sheet is one that can be edited here: plain XML, transitional, every row numbered."""
    root = markup.opening("worksheet").search(content)
    known = root is not None and markup.MAIN_NAMESPACE in root[0] and markup.is_plain(content)
    return known and all(markup.get(tag[0], "r") for tag in markup.opening("row").finditer(content))


def anchors(content: bytes) -> list[tuple[int, int, int, int]]:
    """Merged ranges as first row, first column, last row, last column."""
    found = []
    for tag in markup.opening("mergeCell").finditer(content):
        first, _colon, last = markup.get(tag[0], "ref").partition(":")
        found.append((*split(first), *split(last or first)))
    return found


def anchor(address: str, merged: list[tuple[int, int, int, int]]) -> str:
    """The cell that shows what the address shows: of a merged range its first cell."""
    row, column = split(address)
    for top, left, bottom, right in merged:
        if top <= row <= bottom and left <= column <= right:
            return f"{letters.letters(left)}{top}"
    return address


def formats(content: bytes, addresses: set[str]) -> dict[str, int]:
    """The format that each of these cells has; where no cell stands, that of its row or of none."""
    found: dict[str, int] = {}
    for start, end, cells in _rows(content, addresses):
        tag = markup.opening("row").match(content, start)
        inherited = _number(markup.get(tag[0], "s")) if tag else 0
        present = {markup.get(c[0], "r"): c[0] for c in markup.opening("c").finditer(content, start, end)}
        for address in cells:
            found[address] = _number(markup.get(present[address], "s")) if address in present else inherited
    return found


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def reformatted(content: bytes, wanted: Mapping[str, int]) -> bytes:
    """The sheet with these formats on these cells. Cells in rows that do not exist are left out."""
    edits: list[Edit] = []
    for start, end, cells in _rows(content, set(wanted)):
        present = {markup.get(c[0], "r"): c for c in markup.opening("c").finditer(content, start, end)}
        missing = sorted((address for address in cells if address not in present), key=split)
        for address in cells:
            if address in present:
                tag = present[address]
                edits.append((tag.start(), tag.end(), markup.put(tag[0], "s", str(wanted[address]))))
        if missing:
            edits += _inserted(content, start, end, [(a, wanted[a]) for a in missing], present)
    return markup.edited(content, edits)


def _rows(content: bytes, addresses: set[str]) -> list[tuple[int, int, list[str]]]:
    """Start and end of the rows that hold these cells, with the cells of each."""
    by_row: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_row[str(split(address)[0])].append(address)
    found = []
    for tag in markup.opening("row").finditer(content):
        cells = by_row.get(markup.get(tag[0], "r"))
        if cells:
            found.append((tag.start(), _row_end(content, tag), cells))
    return found


def _row_end(content: bytes, tag: re.Match[bytes]) -> int:
    if tag[0].endswith(b"/>"):
        return tag.end()
    end = markup.closing("row").search(content, tag.end())
    return end.end() if end else tag.end()


def _inserted(
    content: bytes,
    start: int,
    end: int,
    missing: list[tuple[str, int]],
    present: Mapping[str, re.Match[bytes]],
) -> list[Edit]:
    """Empty cells put in at their place; the row's note of its width (spans) no longer holds and goes."""
    tag = markup.opening("row").match(content, start)
    if tag is None:
        return []
    prefix = tag["prefix"].decode()
    texts = {address: f'<{prefix}c r="{address}" s="{style}"/>'.encode() for address, style in missing}
    if tag[0].endswith(b"/>"):
        opened = markup.drop(tag[0], "spans")[:-2].rstrip() + b">"
        return [(start, end, opened + b"".join(texts.values()) + f"</{prefix}row>".encode())]
    last = content.rindex(b"</", start, end)
    edits: list[Edit] = [(start, tag.end(), markup.drop(tag[0], "spans"))]
    for address, text in texts.items():
        later = [c.start() for a, c in present.items() if split(a)[1] > split(address)[1]]
        place = min(later, default=last)
        edits.append((place, place, text))
    return edits


def restored(content: bytes, back: Mapping[int, int]) -> bytes:
    """The sheet with formats exchanged all over; used to take back the marks of an earlier check."""
    edits: list[Edit] = []
    for tag in markup.opening("c").finditer(content):
        style = markup.get(tag[0], "s")
        if style.isdigit() and int(style) in back:
            edits.append((tag.start(), tag.end(), markup.put(tag[0], "s", str(back[int(style)]))))
    return markup.edited(content, edits)


def with_drawing(content: bytes, relation: str) -> bytes:
    """The sheet pointing to the drawing of its comments, at the place that the format prescribes."""
    root, data = markup.opening("worksheet").search(content), _data_end(content)
    if root is None or data is None:
        return content
    place = _first_after(root[0], content[data:])
    prefix = root["prefix"].decode()
    tag = f'<{prefix}legacyDrawing xmlns:r="{markup.RELATIONS}" r:id="{relation}"/>'.encode()
    return content[: data + place] + tag + content[data + place :]


def _data_end(content: bytes) -> int | None:
    ends = list(markup.closing("sheetData").finditer(content)) or list(
        markup.opening("sheetData").finditer(content)
    )
    return ends[-1].end() if ends else None


def _first_after(root: bytes, tail: bytes) -> int:
    """Where in the tail of the sheet the first child stands that must follow, or the end of the sheet."""
    places: list[int] = []
    depth = 0
    made = xml.parser()

    def opens(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 2 and xml.local(tag) in _AFTER_DRAWING:
            places.append(made.CurrentByteIndex - len(root))

    def closes(_tag: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            places.append(made.CurrentByteIndex - len(root))

    made.StartElementHandler, made.EndElementHandler = opens, closes
    xml.feed(made, root + tail, last=True)
    return places[0]
