"""What the components take: small frozen values, already printed (see formats), that any area may fill.

A template in templates/web/components/ names the part that it draws; attributes that are "" are left out.
`state` is always a word of data-k: mutakhir, tempo, terlambat, menunggak, selisih, kosong or tak-bertanggal.
"""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["naik", "turun", "tetap", ""]
Place = Literal["sudah", "kini", "nanti", "balik", ""]
Mark = Literal["salah", "awas", "asal", ""]


@dataclass(frozen=True)
class Link:
    """A way onwards; `note` is what stands beside it, for example a file's size."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a list of facts."""

    term: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """A value with its unit and source, where two stand beside each other until a person decides."""

    value: str
    unit: str = ""
    source: str = ""
    trace_url: str = ""


@dataclass(frozen=True)
class Number:
    """A number with all that belongs to it, in the order in which it is read.

    `value` "" means that there never was a value. `rivals` holds the other official values of a conflict.
    """

    name: str
    value: str
    unit: str = ""
    direction: Direction = ""
    change: str = ""
    period: str = ""
    source: str = ""
    state: str = ""
    age: str = ""
    target: str = ""
    target_note: str = ""
    trace_url: str = ""
    url: str = ""
    is_sample: bool = False
    rivals: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Turn:
    """Somebody's turn: verb first, whose, and how it stands."""

    title: str
    url: str = ""
    detail: str = ""
    state: str = ""
    words: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class AgendaItem:
    """One task: when, what, why it is asked, where it climbs next, one act."""

    day: str
    day_note: str
    iso_day: str
    title: str
    url: str
    detail: str = ""
    state: str = ""
    words: str = ""
    climb: str = ""
    action: str = ""
    action_url: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Finding:
    """One cell to fix (or, when not blocking, to look at): where, what, rule, written, expected, how."""

    cell: str
    title: str
    rule: str
    found: str
    expected: str
    fix: str
    expected_label: str = ""
    is_blocking: bool = True


@dataclass(frozen=True)
class Cell:
    text: str
    mark: Mark = ""
    is_numeric: bool = False


@dataclass(frozen=True)
class SheetRow:
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """An excerpt of somebody's own sheet, with the letters of its columns and the numbers of its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class QueueRow:
    title: str
    url: str
    lines: tuple[str, ...] = ()
    state: str = ""
    words: str = ""
    note: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class ThreadStep:
    """A knot of a thread, newest on top; `at` is kini (here), nanti (to come) or balik (returned)."""

    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    at: Place = ""


@dataclass(frozen=True)
class Step:
    label: str
    at: Place = ""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class FilterField:
    """One question of a filter panel: free text, one of few (radio), or one of many (select)."""

    name: str
    label: str
    kind: Literal["teks", "pilihan", "daftar"]
    value: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Filters:
    """A filter panel: `summary` says what is chosen, `kept` goes along unseen, `clear_url` undoes all."""

    summary: str
    fields: tuple[FilterField, ...]
    kept: tuple[tuple[str, str], ...] = ()
    clear_url: str = ""
