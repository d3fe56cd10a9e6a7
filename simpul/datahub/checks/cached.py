"""What openpyxl leaves behind in a workbook: the last results of its formulas.

openpyxl writes formulas without their results, and a program that does not calculate (a preview, Excel's
protected view, our own reader) would show them empty. The results are taken from the original.
"""

import re
import zipfile
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from simpul.datahub.intake.sheets import container, letters, workbook, xml
from simpul.datahub.intake.sheets.limits import DEFAULT

Results = dict[str, tuple[str, str]]
"""Cell to the type of its result (the `t` of the cell) and the result."""

_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)")
_FORMULA: Final = re.compile(
    rb'<c r="(?P<cell>[A-Z]+[0-9]+)"(?P<rest>[^>]*)>(?P<formula><f[^>]*>[^<]*</f>|<f[^>]*/>)<v ?(?:/>|></v>)'
)


def merged_cells(archive: zipfile.ZipFile, part: str) -> int:
    """How many cells the merged ranges of a sheet cover; never too few."""
    count, tail = 0, b""
    with container.part(archive, part) as stream:
        while block := stream.read(container.BLOCK):
            window = tail + block
            for left, top, right, bottom in _MERGED.findall(window):
                width = letters.index(right.decode()) - letters.index(left.decode()) + 1
                count += abs(width) * abs(int(bottom) - int(top) + 1)
            tail = window[-256:]
    return count


def restore(original: Path, rebuilt: Path) -> None:
    """Puts the results of the original's formulas into the rebuilt workbook, sheet by sheet by name."""
    with container.opened(original, DEFAULT) as archive:
        book = workbook.opened(archive, DEFAULT)
        results = {sheet.name: _results(archive, sheet.part) for sheet in book.sheets}
    if any(results.values()):
        _rewrite(rebuilt, results)


def _results(archive: zipfile.ZipFile, part: str) -> Results:
    found: Results = {}
    cell, kind, value, has_formula, listening = "", "n", "", False, False

    def opens(tag: str, attributes: dict[str, str]) -> None:
        nonlocal cell, kind, value, has_formula, listening
        name = xml.local(tag)
        if name == "c":
            cell, kind, value, has_formula = attributes.get("r", ""), attributes.get("t", "n"), "", False
        elif name == "f":
            has_formula = True
        listening = name == "v"

    def reads(text: str) -> None:
        nonlocal value
        value += text if listening else ""

    def closes(tag: str) -> None:
        nonlocal listening
        listening = False
        if xml.local(tag) == "c" and has_formula and value:
            found[cell] = kind, value

    made = xml.parser()
    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = opens, closes, reads
    with container.part(archive, part) as stream:
        while block := stream.read(container.BLOCK):
            xml.feed(made, block)
    return found


def _rewrite(path: Path, results: dict[str, Results]) -> None:
    """The zip written again, its sheets with results; all other parts unchanged."""
    copy = path.with_suffix(".tmp")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        parts = {sheet.part: sheet.name for sheet in workbook.opened(source, DEFAULT).sheets}
        for entry in source.infolist():
            content = source.read(entry)
            found = results.get(parts.get(entry.filename, ""))
            target.writestr(entry, _filled(content, found) if found else content)
    copy.replace(path)


def _filled(content: bytes, results: Results) -> bytes:
    def put(match: re.Match[bytes]) -> bytes:
        result = results.get(match["cell"].decode())
        if result is None:
            return match[0]
        kind, value = result
        rest = re.sub(rb'\st="[^"]*"', b"", match["rest"])
        sort = b"" if kind == "n" else b" t=" + quoteattr(kind).encode()
        cell = b'<c r="' + match["cell"] + b'"' + rest + sort + b">"
        return cell + match["formula"] + b"<v>" + escape(value).encode() + b"</v>"

    return _FORMULA.sub(put, content)
