"""The way through the pages: areas register their places, the header shows those that a person may open."""

from collections.abc import Callable
from dataclasses import dataclass
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
    places = [
        (item, reverse(item.url_name)) for item in sorted(chosen, key=lambda item: (item.order, item.key))
    ]
    here = _nearest(request.path, [url for _item, url in places])
    return [_entry(request, item, url, here) for item, url in places]


def _may_open(request: HttpRequest, item: Item) -> bool:
    return item.capability is None or cast(Any, request).scope.has(item.capability)


def _entry(request: HttpRequest, item: Item, url: str, here: str) -> Entry:
    count = item.badge(request) if item.badge else 0
    current: Literal["page", "true", ""] = "" if url != here else ("page" if request.path == url else "true")
    return Entry(item.key, str(item.label), url, current, count)


def _nearest(path: str, urls: list[str]) -> str:
    """The place in which a page lies: of /data/ and /data/kiriman/ the longer one; "" when in none."""
    holding = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(holding, key=len, default="")
