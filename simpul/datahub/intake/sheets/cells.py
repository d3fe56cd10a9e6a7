"""The cells of one sheet, streamed from its XML: values, kinds and real places."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from simpul.datahub.intake.sheets import container, errors, letters, stored, styles, xml
from simpul.datahub.intake.sheets.limits import Limits
from simpul.datahub.intake.sheets.table import BOOLEAN, DATE, FAULT, FORMULA, NUMBER, PERCENT, TEXT
from simpul.datahub.intake.sheets.workbook import Sheet, Workbook

SHARED: Final = 7
"""Kind of a cell whose text is the number of a shared text; replaced by TEXT once looked up."""


class Cell(NamedTuple):
    column: int
    text: str
    kind: int


@dataclass(slots=True)
class Row:
    """Its number on the sheet, and its cells that hold something."""

    number: int
    is_hidden: bool
    cells: list[Cell] = field(default_factory=list)


def rows(workbook: Workbook, sheet: Sheet) -> Iterator[Row]:
    """Rows with at least one filled cell, in the order of the file.

    Raises TooManyRows or TooManyColumns as soon as a filled cell lies beyond the limits.
    """
    reader = _Reader(workbook)
    made = xml.parser()
    made.StartElementHandler, made.EndElementHandler = reader.opens, reader.closes
    made.CharacterDataHandler = reader.reads
    with container.part(workbook.archive, sheet.part) as stream:
        while block := stream.read(container.BLOCK):
            xml.feed(made, block)
            yield from reader.taken()
    xml.feed(made, b"", last=True)
    yield from reader.taken()


class _Reader:
    """Handlers of the XML events. Names are compared whole once the prefix of the sheet is known."""

    def __init__(self, workbook: Workbook) -> None:
        self.limits: Limits = workbook.limits
        self.styles: styles.Styles = workbook.styles
        self.from_1904 = workbook.from_1904
        self.done: list[Row] = []
        self.row = Row(0, False)
        self.column = -1
        self.attributes: dict[str, str] = {}
        self.value: list[str] = []
        self.formula: list[str] = []
        self.target: list[str] | None = None

    def taken(self) -> list[Row]:
        taken, self.done = self.done, []
        return taken

    def opens(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "v" or name == "t":
            self.target = self.value
        elif name == "c":
            self._open_cell(attributes)
        elif name == "row":
            self._open_row(attributes)
        elif name == "f":
            self.formula.append("=")
            self.target = self.formula

    def reads(self, text: str) -> None:
        if self.target is not None:
            self.target.append(text)

    def closes(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "v" or name == "t" or name == "f":
            self.target = None
        elif name == "c":
            self._close_cell()
        elif name == "row" and self.row.cells:
            self.done.append(self.row)

    def _open_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r")
        number = int(stated) if stated and stated.isascii() and stated.isdigit() else self.row.number + 1
        if number > self.limits.rows:
            raise errors.TooManyRows(limit=f"{self.limits.rows:,}".replace(",", "."))
        self.row = Row(number, attributes.get("hidden") in ("1", "true"))
        self.column = -1

    def _open_cell(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r")
        self.column = letters.index(stated.rstrip("0123456789")) if stated else self.column + 1
        self.attributes = attributes
        if self.value:
            self.value.clear()
        if self.formula:
            self.formula.clear()

    def _close_cell(self) -> None:
        if not self.value and not self.formula:
            return
        cell = self._cell("".join(self.value))
        if cell is None:
            return
        if self.column >= self.limits.columns:
            raise errors.TooManyColumns(limit=self.limits.columns)
        self.row.cells.append(cell)

    def _cell(self, value: str) -> Cell | None:
        kind = self.attributes.get("t", "n")
        if kind == "n":
            return self._number(value)
        if value == "":
            return None
        text, sort = _OTHERS.get(kind, _as_text)(value)
        return Cell(self.column, text, sort)

    def _number(self, value: str) -> Cell | None:
        if value == "":
            return Cell(self.column, "".join(self.formula), FORMULA) if self.formula else None
        style = self.attributes.get("s", "0")
        if style in self.styles.dates:
            text, kind = stored.date(value, from_1904=self.from_1904), DATE
        elif style in self.styles.percentages:
            text, kind = stored.percentage(value), PERCENT
        else:
            text, kind = stored.number(value), NUMBER
        if text is None:
            text, kind = stored.number(value), NUMBER
        return Cell(self.column, value, TEXT) if text is None else Cell(self.column, text, kind)


def _as_text(value: str) -> tuple[str, int]:
    return value, TEXT


def _as_boolean(value: str) -> tuple[str, int]:
    return ("TRUE" if value in ("1", "true") else "FALSE"), BOOLEAN


_OTHERS: Final[Mapping[str, Callable[[str], tuple[str, int]]]] = {
    "s": lambda value: (value, SHARED),
    "b": _as_boolean,
    "e": lambda value: (value, FAULT),
    "d": lambda value: (value.removesuffix("T00:00:00"), DATE),
}
