"""What a drawn map is made of, in units of its view box (600 wide; one unit is 0,6 px on a phone)."""

from dataclasses import dataclass

WIDTH = 600
FONT = 18.5  # 11 px on a phone of 390 px, the smallest that the design allows on maps
LINE = 22.0

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Area:
    """A filled outline; `level` is 1 to 5, 0 for no data (hatched)."""

    code: str
    path: str
    level: int
    title: str
    url: str


@dataclass(frozen=True)
class Circle:
    x: float
    y: float
    radius: float
    level: int
    title: str
    url: str


@dataclass(frozen=True)
class Label:
    """Lines of words; `leader` is the path from the place to a label beside the map, "" otherwise.

    `level` colours the words for the ground they stand on: 1 to 5 inside a filled shape, 0 on the page.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    has_value: bool
    anchor: str
    level: int
    leader: str = ""
    knot: Point | None = None


@dataclass(frozen=True)
class Bin:
    """A class of the legend; level 0 is "no data"."""

    level: int
    label: str


@dataclass(frozen=True)
class Drawing:
    """A whole map. `coast` holds paths, empty with outlines; `summary` is the sentence that says the same."""

    width: int
    height: int
    areas: tuple[Area, ...]
    circles: tuple[Circle, ...]
    coast: tuple[str, ...]
    labels: tuple[Label, ...]
    legend: tuple[Bin, ...]
    unit: str
    summary: str
    has_links: bool
    has_unknown: bool


def overlap(one: Box, other: Box) -> bool:
    """True when two boxes (left, top, right, bottom) share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def number(value: float) -> str:
    """A coordinate with one decimal, without a needless ",0"."""
    return f"{value:.1f}".removesuffix(".0")
