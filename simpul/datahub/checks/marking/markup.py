"""Finding and changing tags in the XML that spreadsheet programs write, without rewriting the rest.

Works on UTF-8 without comments, CDATA or document types, which `is_plain` makes sure of: then every ``<``
begins a tag. Prefixes of names are allowed everywhere.
"""

import re
from functools import cache
from html import unescape
from xml.sax.saxutils import escape

MAIN_NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def is_plain(content: bytes) -> bool:
    """Whether the functions below may be trusted with this part."""
    return b"<!" not in content and b"\0" not in content[:64]


@cache
def opening(name: str) -> re.Pattern[bytes]:
    """Start tags (or empty tags) of this local name; group `prefix` has the prefix with its colon."""
    return re.compile(rb"<(?P<prefix>(?:\w+:)?)" + name.encode() + rb"(?=[\s/>])[^>]*>")


@cache
def closing(name: str) -> re.Pattern[bytes]:
    """End tags of this local name."""
    return re.compile(rb"</(?P<prefix>(?:\w+:)?)" + name.encode() + rb"\s*>")


@cache
def whole(name: str) -> re.Pattern[bytes]:
    """Elements of this local name that hold no element of the same name, from start to end."""
    text = name.encode()
    return re.compile(
        rb"<(?:\w+:)?" + text + rb"(?=[\s/>])(?:[^>]*/>|[^>]*>.*?</(?:\w+:)?" + text + rb"\s*>)", re.DOTALL
    )


@cache
def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + name.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def get(tag: bytes, name: str) -> str:
    """The value of an attribute (prefix and all) of a tag; empty when it has none."""
    match = _attribute(name).search(tag)
    return unescape((match[1] or match[2] or b"").decode()) if match else ""


def put(tag: bytes, name: str, value: str) -> bytes:
    """The tag with the attribute set; `value` needs no escaping."""
    without = drop(tag, name)
    head = re.match(rb"<[^\s/>]+", without)
    end = head.end() if head else 1
    return without[:end] + f' {name}="{value}"'.encode() + without[end:]


def drop(tag: bytes, name: str) -> bytes:
    """The tag without the attribute."""
    return _attribute(name).sub(b"", tag, count=1)


def text(value: str) -> bytes:
    """A text as the content of an element; characters that XML cannot hold become the replacement sign."""
    return escape(_IMPOSSIBLE.sub("\N{REPLACEMENT CHARACTER}", value)).encode()


_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def before_end(content: bytes, name: str, addition: bytes) -> bytes:
    """The content with something put before the last end tag of this name, or into its empty tag."""
    ends = list(closing(name).finditer(content))
    if ends:
        place = ends[-1].start()
        return content[:place] + addition + content[place:]
    return opening(name).sub(lambda match: _opened(match, name, addition), content, count=1)


def _opened(match: re.Match[bytes], name: str, addition: bytes) -> bytes:
    start = match[0].rstrip(b"/>").rstrip()
    return start + b">" + addition + b"</" + match["prefix"] + name.encode() + b">"


Edit = tuple[int, int, bytes]
"""From, to, and what stands there instead."""


def edited(content: bytes, edits: list[Edit]) -> bytes:
    """The content with all edits made; they do not overlap."""
    pieces, done = [], 0
    for start, end, replacement in sorted(edits):
        pieces += [content[done:start], replacement]
        done = end
    return b"".join([*pieces, content[done:]])
