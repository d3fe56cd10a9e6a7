"""Colours and strokes of a drawing: attributes, `style` and simple classes become plain attributes."""

import re

_PAINT = frozenset(
    {
        *("fill", "fill-rule", "fill-opacity", "opacity", "color", "display", "visibility"),
        *("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
        *("stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "stop-color", "stop-opacity"),
        *("clip-path", "clip-rule", "text-anchor", "letter-spacing"),
        *("font-size", "font-weight", "font-style"),
    }
)
# A word, number or colour; or a paint that stands in the same drawing. Nothing that loads from elsewhere.
_PLAIN = re.compile(r"^[\w\s#.,%+-]*$")
_LOCAL = re.compile(r"""^url\(\s*["']?#[\w.:-]+["']?\s*\)$""")
_RGB = re.compile(r"^rgba?\([\d\s.,%]+\)$")
_CLASS = re.compile(r"^\.[\w-]+$")
_LONGEST = 200


def rules(css: str) -> dict[str, dict[str, str]]:
    """Declarations by class name; rules with any other selector are left out."""
    found: dict[str, dict[str, str]] = {}
    for rule in _without_comments(css).split("}"):
        selectors, _brace, body = rule.partition("{")
        declarations = _declarations(body)
        for selector in (part.strip() for part in selectors.split(",")):
            if _CLASS.match(selector):
                found.setdefault(selector[1:], {}).update(declarations)
    return found


def _without_comments(css: str) -> str:
    """Cut in one pass: a pattern would look to the end again for each comment that is never closed."""
    first, *rest = css.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def painted(attributes: dict[str, str], by_class: dict[str, dict[str, str]]) -> dict[str, str]:
    """The paint of one element: attributes, over them its classes, over them its own style."""
    paint = {key: value for key, value in attributes.items() if _is_safe(key, value)}
    for name in attributes.get("class", "").split():
        paint |= by_class.get(name, {})
    return paint | _declarations(attributes.get("style", ""))


def _declarations(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.split(";"))
    cleaned = {key.strip(): value.replace("!important", "").strip() for key, _colon, value in pairs}
    return {key: value for key, value in cleaned.items() if _is_safe(key, value)}


def _is_safe(key: str, value: str) -> bool:
    if key not in _PAINT or not value or len(value) > _LONGEST:
        return False
    return bool(_PLAIN.match(value) or _LOCAL.match(value) or _RGB.match(value))
