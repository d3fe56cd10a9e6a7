"""The start and end tags of a workbook part, one after the other, without building a tree."""

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from simpul.datahub.intake.sheets import container, errors

Parser = expat.XMLParserType
Tag = tuple[bool, str, dict[str, str]]
"""Whether it opens, its name without prefix, its attributes (with their prefixes)."""


def parser() -> Parser:
    """An expat parser that refuses document types, so that no entity is ever expanded."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_ignored: Any) -> None:
    raise errors.DangerousWorkbook(what=_("deklarasi entitas XML"))


def tags(archive: zipfile.ZipFile, name: str) -> Iterator[Tag]:
    """Every tag of a small part in order; raises BrokenWorkbook when it is missing or not well-formed."""
    found: list[Tag] = []
    made = parser()
    made.StartElementHandler = lambda tag, attributes: found.append((True, local(tag), attributes))
    made.EndElementHandler = lambda tag: found.append((False, local(tag), {}))
    container.refuse_large(archive, name)
    with container.part(archive, name) as stream:
        while block := stream.read(container.BLOCK):
            feed(made, block)
            yield from found
            found.clear()
    feed(made, b"", last=True)
    yield from found


def feed(made: Parser, block: bytes, *, last: bool = False) -> None:
    """Hands bytes to the parser; broken XML becomes BrokenWorkbook."""
    try:
        made.Parse(block, last)
    except expat.ExpatError as error:
        raise errors.BrokenWorkbook from error


def local(tag: str) -> str:
    return tag.rpartition(":")[2]
