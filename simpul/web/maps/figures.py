"""What a map is about: places, and what is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from simpul.web import formats
from simpul.web.formats import Value
from simpul.web.maps.classes import Classes, Method, classify, rounded


@dataclass(frozen=True)
class Shape:
    """A place: its code, name, label point in degrees, and its outline as GeoJSON where there is one."""

    code: str
    name: str
    lng: float
    lat: float
    geometry: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Figures:
    """What the map shows, by code. A place without value is hatched and says so.

    `edges` sets the lower bounds of the classes (all but the first) instead of computed ones; `texts`
    replaces the printed value ("15/23"); `urls` makes a place a link; `weights` sizes the circles.
    """

    name: str
    values: Mapping[str, Value | None]
    unit: str = ""
    decimals: int = 0
    method: Method = "equal"
    edges: Sequence[Value] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    urls: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, Value] = field(default_factory=dict)

    def exact(self, code: str) -> Fraction | None:
        value = self.values.get(code)
        return None if value is None else formats.exact(value)

    def known(self) -> list[Fraction]:
        return [formats.exact(value) for value in self.values.values() if value is not None]

    def text(self, code: str) -> str:
        value = self.values.get(code)
        if value is None:
            return gettext("belum ada data")
        return self.texts.get(code) or formats.number(value, self.decimals)

    def classes(self) -> Classes:
        if self.edges:
            return Classes(
                tuple(rounded(formats.exact(edge), self.decimals) for edge in self.edges), self.decimals
            )
        return classify(self.known(), self.decimals, self.method)
