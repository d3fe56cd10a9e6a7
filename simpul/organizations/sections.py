"""The rooms behind /kelola/: areas register theirs, a person sees those that their capabilities open."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from simpul.core.scope import Scope
from simpul.web import parts


@dataclass(frozen=True)
class Section:
    """A room: its label, the name of its address, where it stands in the row, and who may enter."""

    label: str | Promise
    url_name: str
    order: int
    capability: str


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a room, from the ready() of an area; ValueError when another one has the same address."""
    if _sections.get(section.url_name, section) != section:
        raise ValueError(f"there already is a room at {section.url_name}")
    _sections[section.url_name] = section


def links_for(scope: Scope) -> list[parts.Link]:
    """The rooms that the caller may enter, in order."""
    rooms = sorted(_sections.values(), key=lambda section: (section.order, section.url_name))
    return [
        parts.Link(str(room.label), reverse(room.url_name)) for room in rooms if scope.has(room.capability)
    ]
