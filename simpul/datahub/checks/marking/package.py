"""The parts of a workbook while it is changed: reading, replacing and adding them, with their relations."""

import posixpath
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from simpul.datahub.checks.marking import markup
from simpul.datahub.intake.sheets import container, errors, xml
from simpul.datahub.intake.sheets.limits import MEGABYTE

MOST_BYTES: Final = 64 * MEGABYTE
"""Of a part that is edited: it lies in memory a few times over."""

_MARKUP: Final = (".xml", ".rels")
TYPES: Final = "[Content_Types].xml"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
CONTENT_TYPES: Final = {
    "worksheet": f"{_OFFICE}.worksheet+xml",
    "comments": f"{_OFFICE}.comments+xml",
}
_EMPTY_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)

Relation = tuple[str, str, str]
"""Id, kind (the last word of its type), and the part it leads to."""


class Package:
    """Changes are kept apart until `write`; parts that are not touched are copied as they are."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.changed: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """The part as it stands now, empty when there is none; raises SheetError when it is damaged or large."""
        if name in self.changed:
            return self.changed[name]
        if name not in self.names:
            return b""
        size = self.archive.getinfo(name).file_size
        if size > MOST_BYTES:
            raise container.too_large(size, MOST_BYTES, unpacked=True)
        content = self.archive.read(name)
        if name.endswith(_MARKUP):
            # Only what is well-formed may be searched with patterns: there every tag ends before the next.
            xml.feed(xml.parser(), content, last=True)
        return content

    def put(self, name: str, content: bytes) -> None:
        self.changed[name] = content

    def relations(self, name: str) -> list[Relation]:
        """Where a part leads to, inside the package."""
        folder = posixpath.dirname(name)
        content = self.read(_relations_part(name))
        found = [match[0] for match in markup.opening("Relationship").finditer(content)]
        return [
            (
                markup.get(tag, "Id"),
                markup.get(tag, "Type").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, markup.get(tag, "Target")))[1:],
            )
            for tag in found
            if markup.get(tag, "TargetMode") != "External"
        ]

    def relate(self, name: str, identity: str, kind: str, target: str) -> None:
        """Lets a part lead to another one; done before under the same id it stays as it is."""
        if any(found == identity for found, _kind, _target in self.relations(name)):
            return
        content = self.read(_relations_part(name)) or _EMPTY_RELATIONS
        tag = f'<Relationship Id="{identity}" Type="{markup.RELATIONS}/{kind}" Target="/{target}"/>'
        start = markup.opening("Relationships").search(content)
        if start and start["prefix"]:
            tag = tag.replace("<", f"<{start['prefix'].decode()}", 1)
        self.put(_relations_part(name), markup.before_end(content, "Relationships", tag.encode()))

    def forget_relations(self, name: str) -> None:
        """Of a part whose content is replaced whole."""
        if _relations_part(name) in self.names:
            self.put(_relations_part(name), _EMPTY_RELATIONS)

    def declare(self, name: str, kind: str) -> None:
        """States the content type of a part."""
        content = self.read(TYPES)
        tag = f'<Override PartName="/{name}" ContentType="{CONTENT_TYPES[kind]}"/>'
        if f'"/{name}"'.encode() not in content:
            self.put(TYPES, markup.before_end(content, "Types", _prefixed(content, "Types", tag)))

    def declare_drawings(self) -> None:
        """States the content type of the drawings of comments, by their ending."""
        content = self.read(TYPES)
        if b'"vml"' in content.lower():
            return
        kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        tag = _prefixed(content, "Types", f'<Default Extension="vml" ContentType="{kind}"/>')
        start = markup.opening("Types").search(content)
        if start:
            self.put(TYPES, content[: start.end()] + tag + content[start.end() :])

    def is_sound(self) -> bool:
        """Whether every changed part is well-formed: a workbook that asks to be repaired helps nobody."""
        try:
            for name, content in self.changed.items():
                if name.endswith(_MARKUP):
                    xml.feed(xml.parser(), content, last=True)
        except errors.SheetError:
            return False
        return True

    def write(self, out: Path) -> None:
        """The whole package, changed parts in their place and new ones at the end."""
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for entry in self.archive.infolist():
                if entry.filename in self.changed:
                    target.writestr(entry.filename, self.changed[entry.filename])
                    continue
                with self.archive.open(entry) as source, target.open(entry.filename, "w") as copy:
                    shutil.copyfileobj(source, copy, container.BLOCK)
            for name, content in self._new().items():
                target.writestr(name, content)

    def _new(self) -> Mapping[str, bytes]:
        return {name: content for name, content in self.changed.items() if name not in self.names}


def _relations_part(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _prefixed(content: bytes, root: str, tag: str) -> bytes:
    start = markup.opening(root).search(content)
    prefix = start["prefix"].decode() if start else ""
    return tag.replace("<", f"<{prefix}", 1).encode()
