"""The outcome of reading: the sheet's own cells, untouched, with their real places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

ROW: Final = "__row__"
"""Name of the column that holds the row number as the spreadsheet program shows it, counted from 1."""

TEXT, NUMBER, PERCENT, DATE, BOOLEAN, FAULT, FORMULA = range(7)
"""Kinds of cell: typed text; a number; a number formatted as a percentage; a date (ISO text); true or
false; an error value such as #DIV/0!; a formula that was never calculated."""


@dataclass(frozen=True)
class Repair:
    """Something put right without guessing, told to the person in one sentence."""

    code: str
    text: str
    count: int = 1


@dataclass(frozen=True)
class Marker:
    """What a template says about itself in its hidden sheet."""

    dataset_code: str
    version: str
    period: str
    sheet: str = ""


@dataclass(frozen=True)
class RawTable:
    """One sheet as the file holds it.

    `frame` has ROW and one text column per field found; a cell's text is what the file stores (numbers as
    plain decimal text, dates as ISO), null where nothing stands. `kinds` has the kind of each of these
    cells, or is None for a CSV file, where all is text. `columns` gives the letter of each field found and
    `headings` the heading as written there; `free_column` is the first letter right of all headings.
    `surplus` holds rows that run on beyond the last heading of a CSV (row number, what stands there).
    """

    filename: str
    sheet: str
    is_workbook: bool
    header_row: int
    columns: Mapping[str, str]
    headings: Mapping[str, str]
    free_column: str
    frame: pl.DataFrame
    kinds: pl.DataFrame | None = None
    doubled: tuple[tuple[str, str], ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    surplus: tuple[tuple[int, str], ...] = ()
    hidden_rows: int = 0
    repairs: tuple[Repair, ...] = ()
    marker: Marker | None = field(default=None)

    @property
    def height(self) -> int:
        return self.frame.height
