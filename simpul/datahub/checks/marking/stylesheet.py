"""The style table of a workbook, extended by the looks that marks and the list need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from simpul.datahub.checks.findings import LOOK, WRONG
from simpul.datahub.checks.marking import markup
from simpul.datahub.standards.schema import Severity

TEAL: Final = "005B6B"
FILLS: Final[Mapping[Severity, str]] = {WRONG: "FAE3E4", LOOK: "FFF0C7"}
EDGES: Final[Mapping[Severity, tuple[str, str]]] = {WRONG: ("thin", "9C1A2C"), LOOK: ("dashed", "7A5200")}

Look = tuple[int, Severity]
"""The format that a cell has, and how it is marked."""


@dataclass(frozen=True)
class Extended:
    """The new table; `marks` gives the format of a marked cell, the others those of the list's cells."""

    content: bytes
    marks: Mapping[Look, int]
    title: int
    head: int
    body: int
    link: int


def extended(content: bytes, looks: Iterable[Look]) -> Extended | None:
    """The table with all looks added; None when it has not the usual sections."""
    if not markup.is_plain(content) or any(_section(content, n) is None for n in _SECTIONS):
        return None
    content, fonts = _added(content, "fonts", "font", _FONTS)
    content, fills = _added(content, "fills", "fill", [_fill(c) for c in (*FILLS.values(), TEAL)])
    content, borders = _added(content, "borders", "border", [_border(*EDGES[s]) for s in FILLS])
    formats = _section(content, "cellXfs") or []
    wanted = sorted(set(looks))
    clones = [_marked(formats, base, fills + place, borders + place) for base, place in _placed(wanted)]
    plain = [
        _format(fonts, 0, ""),
        _format(fonts + 1, fills + len(FILLS), '<P:alignment vertical="center"/>'),
        _format(0, 0, '<P:alignment vertical="top" wrapText="1"/>'),
        _format(fonts + 2, 0, '<P:alignment vertical="top"/>'),
    ]
    content, first = _added(content, "cellXfs", "xf", [*clones, *plain])
    marks = {look: first + place for place, look in enumerate(wanted)}
    after = first + len(wanted)
    return Extended(content, marks, after, after + 1, after + 2, after + 3)


_SECTIONS: Final = ("fonts", "fills", "borders", "cellXfs")
_ITEMS: Final = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf"}
_FONTS: Final = [
    b'<P:font><P:b/><P:sz val="14"/><P:name val="Calibri"/></P:font>',
    b'<P:font><P:b/><P:sz val="11"/><P:color rgb="FFFFFFFF"/><P:name val="Calibri"/></P:font>',
    b'<P:font><P:u/><P:sz val="11"/><P:color rgb="FF005B6B"/><P:name val="Calibri"/></P:font>',
]


def _section(content: bytes, name: str) -> list[bytes] | None:
    """The elements of a section in order; None when there is no such section."""
    found = markup.whole(name).search(content)
    return None if found is None else markup.whole(_ITEMS[name]).findall(found[0])


def _added(content: bytes, name: str, item: str, additions: list[bytes]) -> tuple[bytes, int]:
    """The content with the elements at the end of the section, and the number of the first of them."""
    count = len(_section(content, name) or [])
    start = markup.opening(name).search(content)
    if start is None:
        return content, count
    joined = b"".join(additions).replace(b"P:", start["prefix"])
    tag = markup.put(start[0], "count", str(count + len(additions)))
    content = content[: start.start()] + tag + content[start.end() :]
    return markup.before_end(content, name, joined), count


def _placed(looks: list[Look]) -> list[tuple[int, int]]:
    """Each look's base format, and the place of its fill and edge among those added."""
    order = list(FILLS)
    return [(base, order.index(severity)) for base, severity in looks]


def _marked(formats: list[bytes], base: int, fill: int, border: int) -> bytes:
    """The format with another fill and edge; all else (numbers, font, alignment, lock) as it was."""
    element = formats[base] if base < len(formats) else b"<P:xf/>"
    end = element.index(b">") + 1
    tag = element[:end]
    for name, value in {"fillId": fill, "borderId": border, "applyFill": 1, "applyBorder": 1}.items():
        tag = markup.put(tag, name, str(value))
    return tag + element[end:]


def _format(font: int, fill: int, alignment: str) -> bytes:
    inner = f'fontId="{font}" fillId="{fill}" borderId="0" numFmtId="49" xfId="0" applyFont="1" applyFill="1"'
    return f'<P:xf {inner} applyAlignment="1">{alignment}</P:xf>'.encode()


def _fill(colour: str) -> bytes:
    return (
        f'<P:fill><P:patternFill patternType="solid"><P:fgColor rgb="FF{colour}"/>'
        '<P:bgColor indexed="64"/></P:patternFill></P:fill>'
    ).encode()


def _border(style: str, colour: str) -> bytes:
    sides = "".join(
        f'<P:{side} style="{style}"><P:color rgb="FF{colour}"/></P:{side}>'
        for side in ("left", "right", "top", "bottom")
    )
    return f"<P:border>{sides}<P:diagonal/></P:border>".encode()
