"""Comments of a sheet: the part with their texts, and the drawing without which no program shows them."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

from simpul.datahub.checks.marking import markup, worksheet

AUTHOR: Final = "Simpul"
SEPARATOR: Final = "— Simpul —"
MOST: Final = 900
"""Comments added to one sheet; the numbers of their shapes come in blocks of 1,024."""

EMPTY_PART: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="'
    + markup.MAIN_NAMESPACE
    + b'"><authors></authors><commentList></commentList></comments>'
)
EMPTY_DRAWING: Final = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE: Final = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE_START: Final = b"<v:shape "
_SHAPE_END: Final = b"</v:shape>"
_SHAPE_NUMBER: Final = re.compile(rb"_x0000_s(\d+)")
_ANY_TAG: Final = re.compile(rb"<[^>]*>")


def cleared(part: bytes, drawing: bytes) -> tuple[bytes, bytes]:
    """Both without what an earlier check wrote; a comment that is empty then goes with its shape."""
    gone: list[str] = []

    def clear(match: re.Match[bytes]) -> bytes:
        kept = _own_text(match[0])
        if kept is None:
            gone.append(markup.get(match[0], "ref"))
            return b""
        return kept

    part = markup.whole("comment").sub(clear, part)
    for address in gone:
        drawing = _without_shape(drawing, address)
    return part, drawing


def _without_shape(drawing: bytes, address: str) -> bytes:
    """Drawings of older programs are not always well-formed, hence no pattern that could run away."""
    first, *shapes = drawing.split(_SHAPE_START)
    kept = [first]
    for shape in shapes:
        inside, end, after = shape.partition(_SHAPE_END)
        kept.append(after if end and _is_at(inside, address) else _SHAPE_START + shape)
    return b"".join(kept)


def _own_text(comment: bytes) -> bytes | None:
    """The comment up to our separator; None when nothing of the clerk's own is left."""
    place = comment.find(SEPARATOR.encode())
    if place < 0:
        return comment
    kept = comment[:place].rstrip()
    while kept.endswith((b"&#10;", b"&#xA;")):
        kept = kept[:-5].rstrip()
    content = kept[kept.index(b">") + 1 :]
    if not unescape(_ANY_TAG.sub(b"", content).decode()).strip():
        return None
    return kept + _closing_tags(kept)


def _closing_tags(kept: bytes) -> bytes:
    """End tags of everything that is still open."""
    still: list[bytes] = []
    for tag in _ANY_TAG.findall(kept):
        if tag.startswith(b"</"):
            still.pop()
        elif not tag.endswith(b"/>"):
            still.append(re.split(rb"[\s>]", tag[1:], maxsplit=1)[0])
    return b"".join(b"</" + name + b">" for name in reversed(still))


def _is_at(shape: bytes, address: str) -> bool:
    row, column = worksheet.split(address)
    found = re.search(rb"<x:Row>\s*(\d+)\s*</x:Row>", shape), re.search(rb"<x:Column>\s*(\d+)\s*<", shape)
    return all(found) and [int(match[1]) for match in found if match] == [row - 1, column]


def added(part: bytes, drawing: bytes, texts: Mapping[str, str]) -> tuple[bytes, bytes]:
    """Both with our texts: below what stands at the cell already, or as a comment of their own."""
    standing = {markup.get(found, "ref") for found in markup.whole("comment").findall(part)}
    part = markup.whole("comment").sub(lambda match: _extended(match[0], texts), part)
    fresh = {address: text for address, text in texts.items() if address not in standing}
    fresh = dict(list(fresh.items())[:MOST])
    if not fresh:
        return part, drawing
    part, author = _with_author(part)
    prefix = _prefix(part)
    comments = b"".join(_comment(prefix, address, author, text) for address, text in fresh.items())
    return markup.before_end(part, "commentList", comments), _with_shapes(drawing, list(fresh))


def _extended(comment: bytes, texts: Mapping[str, str]) -> bytes:
    """Plain text becomes a run first: a run of ours may not follow bare text in every program."""
    text = texts.get(markup.get(comment, "ref"))
    if text is None:
        return comment
    start = markup.opening("text").search(comment)
    prefix = start["prefix"] if start else b""
    if not markup.opening("r").search(comment):
        comment = markup.whole("t").sub(lambda m: _run(prefix, m[0]), comment, count=1)
    ours = _text_element(prefix, f"\n\n{SEPARATOR}\n{text}")
    return markup.before_end(comment, "text", _run(prefix, ours))


def _run(prefix: bytes, text: bytes) -> bytes:
    return b"<" + prefix + b"r>" + text + b"</" + prefix + b"r>"


def _text_element(prefix: bytes, text: str) -> bytes:
    return b"<" + prefix + b't xml:space="preserve">' + markup.text(text) + b"</" + prefix + b"t>"


def _prefix(part: bytes) -> bytes:
    start = markup.opening("comments").search(part)
    return start["prefix"] if start else b""


def _with_author(part: bytes) -> tuple[bytes, int]:
    """The part with us among its authors, and our number there."""
    authors = markup.whole("author").findall(part)
    names = [_ANY_TAG.sub(b"", found).decode() for found in authors]
    if AUTHOR in names:
        return part, names.index(AUTHOR)
    prefix = _prefix(part)
    ours = b"<" + prefix + b"author>" + AUTHOR.encode() + b"</" + prefix + b"author>"
    return markup.before_end(part, "authors", ours), len(authors)


def _comment(prefix: bytes, address: str, author: int, text: str) -> bytes:
    name = prefix.decode()
    run = _run(prefix, _text_element(prefix, f"{SEPARATOR}\n{text}"))
    head = f'<{name}comment ref="{address}" authorId="{author}"><{name}text>'.encode()
    return head + run + f"</{name}text></{name}comment>".encode()


def _with_shapes(drawing: bytes, addresses: list[str]) -> bytes:
    number = max((int(found) for found in _SHAPE_NUMBER.findall(drawing)), default=1024)
    shapes = [] if b'_x0000_t202"' in drawing else [_SHAPE_TYPE]
    for place, address in enumerate(addresses, start=1):
        shapes.append(_shape(number + place, *worksheet.split(address)))
    return markup.before_end(drawing, "xml", b"".join(shapes))


def _shape(number: int, row: int, column: int) -> bytes:
    """A hidden note to the right of its cell, five columns wide and nine rows high."""
    anchor = f"{column + 1}, 12, {max(row - 2, 0)}, 8, {column + 5}, 40, {max(row - 2, 0) + 9}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;margin-left:80pt;margin-top:5pt;width:240pt;height:120pt;'
        'z-index:1;visibility:hidden" fillcolor="#FFFFE1" o:insetmode="auto">'
        '<v:fill color2="#FFFFE1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
        '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    ).encode()
