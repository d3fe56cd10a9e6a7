"""The rooms of the gallery: each component, drawn in all its states."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import loader

from simpul.web import icons
from simpul.web.templatetags import simpul as tags


@dataclass(frozen=True)
class State:
    """One state of a component: what is special about it, and what the template is given."""

    label: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Exhibit:
    """A component by the name of its file; `template` when it is shown through a page of its own."""

    component: str
    states: tuple[State, ...]
    template: str

    def drawn(self) -> list[tuple[str, str]]:
        """Label and HTML of each state."""
        template = loader.get_template(self.template)
        return [(state.label, template.render(dict(state.context))) for state in self.states]


def state(label: str, /, **context: Any) -> State:
    """A state whose template is given these values."""
    return State(label, context)


def exhibit(component: str, *states: State, template: str = "") -> Exhibit:
    """A component in its states."""
    return Exhibit(component, states, template or f"web/components/{component}.html")


@dataclass(frozen=True)
class Room:
    key: str
    title: str
    exhibits: tuple[Exhibit, ...]


def rooms() -> list[Room]:
    """All rooms in the order of the page."""
    # Here, as the rooms use the types of this module.
    from simpul.web.gallery import fields, graphics, lists, numbers

    return [
        numbers.room(),
        graphics.charts_room(),
        graphics.maps_room(),
        lists.room(),
        lists.work_room(),
        fields.room(),
    ]


_ROLES = (
    ("accent", "teluk: tindakan, benang, tinta data"),
    ("kunyit", "di sini, giliran Anda, fokus"),
    ("ink", "teks utama, angka"),
    ("ink-2", "teks pendamping"),
    ("ink-3", "keterangan"),
    ("line-strong", "tepi isian"),
    ("surface", "isian, lembar"),
    ("ground", "halaman"),
)


def signs() -> dict[str, Any]:
    """Roles of colour, states, pillars and icons."""
    return {"roles": _ROLES, "states": list(tags.STATES), "pillars": icons.PILLARS, "icon_names": icons.NAMES}
