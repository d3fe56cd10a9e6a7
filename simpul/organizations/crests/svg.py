"""SVG: a new drawing is built from listed elements and attributes; scripts, links and styles stay behind."""

import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from django.utils.translation import gettext as _

from simpul.organizations import errors
from simpul.organizations.crests import svg_styles

NAMESPACE = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
MOST_ELEMENTS = 20_000
MOST_DEPTH = 60
MOST_USES = 60

_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "clipPath", "text", "tspan", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop"),
    }
)
_GEOMETRY = frozenset(
    {
        *("id", "class", "transform", "viewBox", "preserveAspectRatio", "width", "height", "clipPathUnits"),
        *("d", "points", "pathLength", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy"),
        *("cx", "cy", "r", "rx", "ry", "fx", "fy"),
        *("gradientUnits", "gradientTransform", "spreadMethod", "offset"),
    }
)
# Left out without a word: they describe the drawing and show nothing.
_SILENT = frozenset({"metadata", "namedview", "style"})


@dataclass(frozen=True)
class Cleaned:
    """The drawing rebuilt; `dropped` counts visible or active parts that were left out."""

    content: bytes
    dropped: int


def cleaned(content: bytes) -> Cleaned:
    """The drawing without anything that runs, loads or links; raises CrestRefusedError."""
    root = _parsed(content)
    if _name(root) != "svg":
        raise _refused(_("Berkas ini bukan gambar SVG."))
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise _refused(_("SVG ini tidak menyebut ukuran (viewBox)."))
    if any(_name(element) == "image" for element in root.iter()):
        raise _refused(_("SVG ini membungkus foto."))
    dropped: Counter[str] = Counter()
    fresh = _rebuilt(root, svg_styles.rules(_style_text(root)), dropped)
    _refuse_repetition(fresh)
    ET.register_namespace("", NAMESPACE)
    return Cleaned(ET.tostring(fresh, encoding="utf-8", xml_declaration=True), dropped.total())


def _parsed(content: bytes) -> ET.Element:
    """The tree; a document type (entities, outside files) is refused before anything is expanded."""
    guard = ParserCreate()
    guard.StartDoctypeDeclHandler = _refuse_doctype
    count = _Depth()
    guard.StartElementHandler, guard.EndElementHandler = count.down, count.up
    try:
        guard.Parse(content, True)
        return ET.fromstring(content)  # noqa: S314  (entities were refused above)
    except (ET.ParseError, ExpatError, LookupError, ValueError) as error:
        raise _refused(_("Berkas SVG ini rusak.")) from error


class _Depth:
    """Counts elements and how deep they lie, and stops at the limits."""

    def __init__(self) -> None:
        self.elements = self.depth = 0

    def down(self, _name: str, _attributes: dict[str, str]) -> None:
        self.elements, self.depth = self.elements + 1, self.depth + 1
        if self.elements > MOST_ELEMENTS or self.depth > MOST_DEPTH:
            raise _refused(_("SVG ini terlalu rumit untuk lambang."))

    def up(self, _name: str) -> None:
        self.depth -= 1


def _refuse_doctype(*_facts: object) -> None:
    raise _refused(_("SVG ini membawa DOCTYPE."))


def _rebuilt(element: ET.Element, rules: dict[str, dict[str, str]], dropped: Counter[str]) -> ET.Element:
    name = _name(element)
    fresh = ET.Element(f"{{{NAMESPACE}}}{name}", _attributes(element, rules, dropped))
    if name in ("text", "tspan", "title", "desc"):
        fresh.text, fresh.tail = element.text, element.tail
    for child in element:
        kind = _name(child)
        if kind in _ELEMENTS:
            fresh.append(_rebuilt(child, rules, dropped))
        elif kind and kind not in _SILENT:
            dropped[kind] += 1
    return fresh


def _attributes(
    element: ET.Element, rules: dict[str, dict[str, str]], dropped: Counter[str]
) -> dict[str, str]:
    kept = {key: value for key, value in element.attrib.items() if _is_geometry(key, value)}
    painted = svg_styles.painted(element.attrib, rules)
    target = element.get("href") or element.get(_LINK) or ""
    if target.startswith("#"):
        kept["href"] = target
    elif target:
        dropped["href"] += 1
    dropped["on"] += sum(key.lower().startswith("on") for key in element.attrib)
    return kept | painted


def _is_geometry(key: str, value: str) -> bool:
    """Only transforms are made of brackets; elsewhere one would be a call of something."""
    return key in _GEOMETRY and ("(" not in value or key.lower().endswith("transform"))


def _refuse_repetition(root: ET.Element) -> None:
    """A `use` of something that itself holds a `use` can grow without end, so it is not taken."""
    uses = [element for element in root.iter() if _name(element) == "use"]
    nested = {
        element.get("id")
        for element in root.iter()
        if element.get("id") and any(_name(inner) == "use" for inner in element.iter())
    }
    if len(uses) > MOST_USES or any(use.get("href", "#")[1:] in nested for use in uses):
        raise _refused(_("SVG ini mengulang bagiannya terlalu banyak."))


def _style_text(root: ET.Element) -> str:
    return "\n".join(element.text or "" for element in root.iter() if _name(element) == "style")


def _name(element: ET.Element) -> str:
    """The name of an element of SVG, "" for others and for comments."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag.startswith("{"):
        return tag
    space, _brace, name = tag[1:].partition("}")
    return name if space == NAMESPACE else ""


def _refused(what: str) -> errors.CrestRefusedError:
    advice = _("Simpan ulang sebagai “Plain SVG”, atau kirim PNG.")
    return errors.CrestRefusedError(f"{what} {advice}")
