"""Every route of Simpul with a sample address, taken from the resolver, so that a new route is walked at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

import simpul
from simpul.web import access

_PARAMETER = re.compile(r"\b(?:GET|POST)\.(?:get|getlist)\(\s*[\"'](\w+)[\"']")


@dataclass(frozen=True)
class Route:
    """One route: its name, the names of its arguments, and what it declared of who may come."""

    name: str
    arguments: frozenset[str]
    declared: str

    @property
    def capabilities(self) -> frozenset[str]:
        """Those of which one is needed; none for pages of everybody and of everybody signed in."""
        return frozenset(word for word in self.declared.split(" or ") if "." in word)


def all_routes() -> list[Route]:
    """Every route of the URLconf."""
    return [
        Route(
            pattern.name or str(pattern.pattern),
            frozenset(pattern.pattern.converters) | _groups(pattern),
            access.declared(pattern.callback) or "",
        )
        for pattern in _patterns(get_resolver().url_patterns)
    ]


def _patterns(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns)
        else:
            yield pattern


def _groups(pattern: URLPattern) -> frozenset[str]:
    return frozenset(pattern.pattern.regex.groupindex)


def parameters() -> list[str]:
    """Every name that some page reads from its query or its form."""
    texts = (path.read_text() for path in Path(simpul.__file__).parent.rglob("*.py"))
    return sorted({name for text in texts for name in _PARAMETER.findall(text)})


def address(route: Route, samples: dict[str, dict[str, Any]]) -> str:
    """The address with the route's samples; KeyError names the route that has none."""
    return reverse(route.name, kwargs=samples[route.name] if route.arguments else {})
