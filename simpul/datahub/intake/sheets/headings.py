"""Finding the row of headings, and which column belongs to which field."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from simpul.datahub.intake.sheets import errors, letters
from simpul.datahub.intake.sheets.table import Repair
from simpul.datahub.standards.schema import Field, Schema

SEARCHED_ROWS: Final = 40
"""Rows from the top among which the headings are looked for; titles and logos fill fewer."""

NAMED, SYNONYM = "named", "synonym"

_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SEPARATORS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Match:
    """The header row of a sheet and what stands there.

    `columns` maps field to column index, `written` to the heading as typed, `by_synonym` names the fields
    recognised by a synonym; `doubled` and `unknown` are (letter, heading) of columns left aside.
    """

    row: int
    columns: Mapping[str, int]
    written: Mapping[str, str]
    by_synonym: tuple[str, ...]
    doubled: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str], ...]
    width: int

    @property
    def score(self) -> int:
        return len(self.columns)


Texts = Mapping[int, str]
"""The filled cells of a row: column index to text."""


def normal(heading: str) -> str:
    """Headings that people read as equal: case, blanks, hyphens and line breaks do not count."""
    return _SEPARATORS.sub("_", heading.casefold()).strip("_")


def best(rows: Iterable[tuple[int, Texts]], schema: Schema) -> Match | None:
    """The match of the row that names most fields, the first among equals; None when none names any."""
    known = _known(schema)
    found: Match | None = None
    for number, texts in rows:
        match = _match(number, texts, known)
        if match.score > (found.score if found else 0):
            found = match
    return found


def _known(schema: Schema) -> dict[str, tuple[str, str]]:
    """Normal heading to field name and how it was recognised; names win over titles, titles over synonyms."""
    known: dict[str, tuple[str, str]] = {}
    for text_of, how in ((_name, NAMED), (_title, NAMED)):
        for column in schema.fields:
            known.setdefault(normal(text_of(column)), (column.name, how))
    for column in schema.fields:
        for synonym in column.synonyms:
            known.setdefault(normal(synonym), (column.name, SYNONYM))
    known.pop("", None)
    return known


def _name(column: Field) -> str:
    return column.name


def _title(column: Field) -> str:
    return column.title


def _match(number: int, texts: Texts, known: Mapping[str, tuple[str, str]]) -> Match:
    columns: dict[str, int] = {}
    written: dict[str, str] = {}
    synonyms: list[str] = []
    doubled, unknown = [], []
    for index in sorted(texts):
        name, how = _recognise(texts[index], known)
        if name == "":
            unknown.append((letters.letters(index), texts[index].strip()))
        elif name in columns:
            doubled.append((letters.letters(index), texts[index].strip()))
        else:
            columns[name], written[name] = index, texts[index].strip()
            synonyms += [name] if how == SYNONYM else []
    width = max(texts, default=-1) + 1
    return Match(number, columns, written, tuple(synonyms), tuple(doubled), tuple(unknown), width)


def _recognise(heading: str, known: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """With its unit in brackets or without: "Laki-laki (jiwa)"."""
    bare = normal(_BRACKETS.sub(" ", heading))
    return known.get(normal(heading)) or known.get(bare) or ("", "")


def require(match: Match | None, schema: Schema, seen: Sequence[str]) -> Match:
    """The match when it is the schema's sheet; raises WrongTemplate when most of what is needed is absent."""
    needed = [column.name for column in schema.required] or list(schema.names)
    if match is not None:
        present = sum(name in match.columns for name in needed)
        if present * 2 >= len(needed):
            return match
    raise errors.WrongTemplate(
        expected=", ".join(column.name for column in schema.fields),
        found=", ".join(seen) or "–",
    )


def told(match: Match) -> list[Repair]:
    """What a person should know about how the headings were found."""
    repairs = []
    if match.row > 1:
        text = _("Judul kolom ditemukan di baris %(row)s; baris di atasnya dilewati.") % {"row": match.row}
        repairs.append(Repair("baris-judul", text, match.row - 1))
    for name in match.by_synonym:
        text = _("Kolom “%(written)s” dibaca sebagai %(name)s.")
        repairs.append(Repair("nama-kolom", text % {"written": match.written[name], "name": name}))
    if match.unknown:
        names = ", ".join(f"{letter} ({heading})" for letter, heading in match.unknown[:8])
        text = _("Kolom di luar templat tidak dibaca: %(names)s.") % {"names": names}
        repairs.append(Repair("kolom-lain", text, len(match.unknown)))
    return repairs
