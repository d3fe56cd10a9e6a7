"""Compile translations: every simpul/**/locale/*/LC_MESSAGES/*.po into the .mo beside it.

    .venv/bin/python tools/compile_messages.py

Needs no gettext tools. Ends with 1 when a file cannot be read, or a translation names other places
(%(name)s) than its original: such a page would fail when it is shown.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "simpul"
_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+(".*")')
_PLACE = re.compile(r"%\(\w+\)[sd]")


class CatalogueError(ValueError):
    """A catalogue cannot be compiled; the text says where and why."""


@dataclass
class Message:
    """One entry of a catalogue; `texts` by number of the plural form."""

    msgctxt: str = ""
    msgid: str = ""
    msgid_plural: str = ""
    texts: dict[int, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def key(self) -> str:
        context = f"{self.msgctxt}\x04" if self.msgctxt else ""
        plural = f"\0{self.msgid_plural}" if self.msgid_plural else ""
        return f"{context}{self.msgid}{plural}"

    @property
    def text(self) -> str:
        return "\0".join(self.texts[number] for number in sorted(self.texts))


def main() -> None:
    """Compile what changed and say how many; 1 when a catalogue is wrong."""
    compiled = 0
    for source in sorted(ROOT.glob("**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            target.write_bytes(compile_catalogue(source.read_text(encoding="utf-8")))
        except CatalogueError as error:
            sys.exit(f"messages: {source.relative_to(ROOT.parent)}: {error}")
        compiled += 1
    print(f"messages: {compiled} compiled" if compiled else "messages: nothing changed")


def compile_catalogue(text: str) -> bytes:
    """The binary catalogue of a .po text; fuzzy and untranslated entries are left out."""
    translated = [entry for entry in messages(text) if all(entry.texts.values()) and not entry.is_fuzzy]
    for entry in translated:
        _demand_same_places(entry)
    return _binary(sorted((entry.key.encode(), entry.text.encode()) for entry in translated))


def messages(text: str) -> Iterator[Message]:
    """The entries of a .po text, obsolete ones left out."""
    for block in re.split(r"\n\s*\n", text):
        entry = _message(block)
        if entry.texts:
            yield entry


def _message(block: str) -> Message:
    entry = Message()
    place: tuple[str, int] | None = None
    for line in block.splitlines():
        if line.startswith("#,"):
            entry.is_fuzzy = "fuzzy" in line
        if line.startswith("#") or not line.strip():
            continue
        keyword = _KEYWORD.fullmatch(line.strip())
        if keyword:
            place = (keyword[1], int(keyword[2] or 0))
        if place is None or not (keyword or line.strip().startswith('"')):
            raise CatalogueError(f"cannot read the line {line!r}")
        _append(entry, place, _unquoted(keyword[3] if keyword else line.strip()))
    return entry


def _append(entry: Message, place: tuple[str, int], text: str) -> None:
    name, number = place
    if name == "msgstr":
        entry.texts[number] = entry.texts.get(number, "") + text
    else:
        setattr(entry, name, getattr(entry, name) + text)


def _unquoted(text: str) -> str:
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        raise CatalogueError(f"cannot read the text {text}") from None


def _demand_same_places(entry: Message) -> None:
    offered = set(_PLACE.findall(entry.msgid + entry.msgid_plural))
    for text in entry.texts.values():
        unknown = set(_PLACE.findall(text)) - offered
        if entry.msgid and unknown:
            raise CatalogueError(f"{entry.msgid!r} has no {', '.join(sorted(unknown))}")


def _binary(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """The layout of GNU gettext's .mo, revision 0, without a hash table."""
    count = len(pairs)
    position = 28 + 16 * count
    tables: list[bytes] = []
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), position + len(body)))
            body += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, position)
    return header + b"".join(tables) + body


if __name__ == "__main__":
    main()
