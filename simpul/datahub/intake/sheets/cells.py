"""The cells of one sheet, streamed from its XML: values, kinds and real places."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from simpul.datahub.intake.sheets import container, errors, letters, stored, styles, xml
from simpul.datahub.intake.sheets.limits import Limits
from simpul.datahub.intake.sheets.table import BOOLEAN, DATE, FAULT, FORMULA, NUMBER, PERCENT, TEXT
from simpul.datahub.intake.sheets.workbook import Sheet, Workbook

SHARED: Final = 7
"""Kind of a cell whose text is the number of a shared text; replaced by TEXT once looked up."""

Cell = tuple[int, str, int]
"""Index of the column, text, kind."""


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
    made.StartElementHandler = reader.opens_root
    reader.parser = made
    with container.part(workbook.archive, sheet.part) as stream:
        while block := stream.read(container.BLOCK):
            xml.feed(made, block)
            yield from reader.taken()
    xml.feed(made, b"", last=True)
    yield from reader.taken()


class _Reader:
    """Handlers of the XML events, called for every tag of millions of cells: hence whole names with the
    prefix of the sheet already on them, and no helper where a comparison does."""

    parser: xml.Parser

    def __init__(self, workbook: Workbook) -> None:
        self.limits: Limits = workbook.limits
        self.styles: styles.Styles = workbook.styles
        self.is_plain = not (self.styles.dates or self.styles.percentages)
        self.from_1904 = workbook.from_1904
        self.done: list[Row] = []
        self.row = Row(0, False)
        self.column = -1
        self.attributes: dict[str, str] = {}
        self.value = ""
        self.formula = ""
        self.names = ("v", "c", "row", "f", "t")

    def taken(self) -> list[Row]:
        taken, self.done = self.done, []
        return taken

    def opens_root(self, tag: str, _attributes: dict[str, str]) -> None:
        """The first tag tells the prefix of all that follow."""
        prefix = tag[: len(tag) - len(xml.local(tag))]
        self.names = (f"{prefix}v", f"{prefix}c", f"{prefix}row", f"{prefix}f", f"{prefix}t")
        self.parser.StartElementHandler = self.opens
        self.parser.EndElementHandler = self.closes

    def opens(self, tag: str, attributes: dict[str, str]) -> None:
        value, cell, row, formula, text = self.names
        if tag in (value, text):
            self.parser.CharacterDataHandler = self.reads_value
        elif tag == cell:
            self.attributes = attributes
            self.value = self.formula = ""
            stated = attributes.get("r")
            self.column = letters.index(stated.rstrip("0123456789")) if stated else self.column + 1
        elif tag == row:
            self._open_row(attributes)
        elif tag == formula:
            self.formula = "="
            self.parser.CharacterDataHandler = self.reads_formula

    def reads_value(self, text: str) -> None:
        self.value += text

    def reads_formula(self, text: str) -> None:
        self.formula += text

    def closes(self, tag: str) -> None:
        value, cell, row, formula, text = self.names
        if tag in (value, formula, text):
            self.parser.CharacterDataHandler = None
        elif tag == cell:
            if self.value or self.formula:
                self._close_cell()
        elif tag == row and self.row.cells:
            self.done.append(self.row)

    def _open_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r")
        number = int(stated) if stated and stated.isascii() and stated.isdigit() else self.row.number + 1
        if number > self.limits.rows:
            raise errors.TooManyRows(limit=f"{self.limits.rows:,}".replace(",", "."))
        self.row = Row(number, attributes.get("hidden") in ("1", "true"))
        self.column = -1

    def _close_cell(self) -> None:
        kind = self.attributes.get("t", "n")
        if kind == "n":
            cell = self._number(self.value)
        elif self.value == "":
            return
        else:
            text, sort = _OTHERS.get(kind, _as_text)(self.value)
            cell = self.column, text, sort
        if self.column >= self.limits.columns:
            raise errors.TooManyColumns(limit=self.limits.columns)
        self.row.cells.append(cell)

    def _number(self, value: str) -> Cell:
        if value == "":
            return self.column, self.formula, FORMULA
        if self.is_plain and value.isdecimal() and value.isascii():
            return self.column, value, NUMBER
        text, kind = self._styled(value)
        return (self.column, value, TEXT) if text is None else (self.column, text, kind)

    def _styled(self, value: str) -> tuple[str | None, int]:
        """As the cell's format shows it: a date, a percentage, else the plain number."""
        style = self.attributes.get("s", "0")
        if style in self.styles.dates:
            day = stored.date(value, from_1904=self.from_1904)
            if day is not None:
                return day, DATE
        elif style in self.styles.percentages:
            return stored.percentage(value), PERCENT
        return stored.number(value), NUMBER


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
