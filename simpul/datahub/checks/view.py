"""A sheet while it is checked: its parsed columns, and how a rule tells what it met."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from simpul.core import decimals
from simpul.core.expressions import Value
from simpul.datahub.checks.context import Context
from simpul.datahub.checks.findings import WRONG
from simpul.datahub.checks.parsing import Column
from simpul.datahub.intake.sheets.table import NUMBER, RawTable
from simpul.datahub.standards.schema import Field, Schema, Severity

LONGEST_SHOWN: Final = 200
"""Signs of a cell that a finding repeats; a misplaced quotation mark can put whole pages into one cell."""


@dataclass(frozen=True)
class Telling:
    """What is said about one place: what should stand there, the next step, a replacement, and what is
    written where that is not simply the cell's text."""

    expected: str
    fix: str
    suggestion: str = ""
    found: str | None = None


@dataclass(frozen=True)
class Hits:
    """All breaches of one rule in one column. `places` are row indexes; the words for a place are made by
    `tell(place, cell)` only when it is listed, so that a million breaches cost no million sentences."""

    rule: str
    column: str
    title: str
    statement: str
    places: list[int]
    tell: Callable[[int, str], Telling]
    severity: Severity = WRONG


@dataclass(frozen=True)
class Loose:
    """A finding that stands at no data cell: at a heading, beyond the table, or nowhere (row 0)."""

    rule: str
    column: str
    title: str
    statement: str
    cells: list[tuple[int, str, Telling]]
    """Row number (0 for none), letter of the column, what is told."""
    count: int
    severity: Severity = WRONG


Rule = Callable[["View"], Iterable[Hits | Loose]]


@dataclass(frozen=True)
class View:
    """The table with all columns of the schema that it has, parsed."""

    table: RawTable
    schema: Schema
    context: Context
    columns: dict[str, Column]
    rows: pl.Series

    def heading(self, name: str) -> str:
        """The column as the clerk calls it."""
        return self.table.headings.get(name, name)

    def letter(self, name: str) -> str:
        return self.table.columns.get(name, self.table.free_column)

    def cell(self, name: str, place: int) -> str:
        """The address of a cell, such as C7."""
        return f"{self.letter(name)}{self.rows[place]}"

    def shown(self, name: str, place: int) -> str:
        """The cell as the clerk sees it: typed text verbatim, stored numbers with points and commas."""
        column = self.columns[name]
        text = column.texts[place]
        if text is None:
            return _("(kosong)")
        if column.kind(place) == NUMBER and column.field.is_numeric and decimals.is_decimal(text):
            return decimals.indonesian(Fraction(text))
        return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"

    def number(self, name: str, place: int) -> Fraction | None:
        """The exact number of a cell; None when blank or wrong."""
        value = self.columns[name].values[place] if name in self.columns else None
        return None if value is None else Fraction(value)

    def values(self, names: Iterable[str], place: int) -> dict[str, Value]:
        """Values of one row for an expression: numbers as fractions, all else as text."""
        return {name: self._value(name, place) for name in names}

    def _value(self, name: str, place: int) -> Value:
        column = self.columns.get(name)
        value = None if column is None else column.values[place]
        if column is None or value is None:
            return None
        return Fraction(value) if _counts(column.field) else str(value)


def _counts(field: Field) -> bool:
    return field.is_numeric or field.type == "year"
