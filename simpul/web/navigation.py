"""The way through the pages: areas register their places, the header shows those that a person may open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

Audience = Literal["umum", "kerja", "kaki"]


@dataclass(frozen=True)
class Item:
    """A place: `audience` is umum (visitors), kerja (people with a post here) or kaki (the footer).

    `capability` None lets every member of the audience in; `badge` counts what waits there, for Tugas only.
    """

    key: str
    label: str | Promise
    url_name: str
    order: int
    capability: str | None = None
    audience: Audience = "umum"
    badge: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True)
class Entry:
    """A place as the header shows it; `current` is the word of aria-current, "" elsewhere."""

    key: str
    label: str
    url: str
    current: Literal["page", "true", ""]
    count: int


_items: dict[tuple[str, str], Item] = {}


def register(item: Item) -> None:
    """Add a place, from the ready() of an area; ValueError when another one stands under the same key."""
    place = (item.audience, item.key)
    if _items.get(place, item) != item:
        raise ValueError(f"{item.audience} already has a place {item.key}")
    _items[place] = item


def items_for(request: HttpRequest) -> list[Entry]:
    """The places of the header: those of work for a person with a post here, else the public ones."""
    audience: Audience = "kerja" if getattr(request, "seat_label", "") else "umum"
    return _entries(request, audience)


def footer_for(request: HttpRequest) -> list[Entry]:
    """The places of the footer."""
    return _entries(request, "kaki")


def _entries(request: HttpRequest, audience: Audience) -> list[Entry]:
    chosen = [item for item in _items.values() if item.audience == audience and _may_open(request, item)]
    entries = [_entry(request, item) for item in sorted(chosen, key=lambda item: (item.order, item.key))]
    return _only_innermost(entries)


def _may_open(request: HttpRequest, item: Item) -> bool:
    return item.capability is None or cast(Any, request).scope.has(item.capability)


def _entry(request: HttpRequest, item: Item) -> Entry:
    url = reverse(item.url_name)
    count = item.badge(request) if item.badge else 0
    return Entry(item.key, str(item.label), url, _current(request.path, url), count)


def _only_innermost(entries: list[Entry]) -> list[Entry]:
    """Of places that lie within one another (`/data/`, `/data/kiriman/`) the innermost alone is the current one."""
    deepest = max((len(entry.url) for entry in entries if entry.current), default=0)
    return [entry if len(entry.url) == deepest else replace(entry, current="") for entry in entries]


def _current(path: str, url: str) -> Literal["page", "true", ""]:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
