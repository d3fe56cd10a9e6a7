"""The texts of a column turned into values: whole columns at once, doubtful texts one by one.

Most cells of a real sheet are plain, so each type has a fast reading of the whole column; only texts that
it leaves out are read in Python, each distinct text once.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Final

import polars as pl

from simpul.datahub.checks import areas, dates, numbers, vectors, words
from simpul.datahub.checks.context import Context
from simpul.datahub.checks.faults import Fault
from simpul.datahub.intake.sheets.table import FAULT, FORMULA, NUMBER, TEXT
from simpul.datahub.standards.schema import Field, FieldType

Slow = Callable[[str, int], Any]
"""Text and kind of one cell to its value or a Fault."""

DTYPES: Final[dict[FieldType, Any]] = {
    "integer": pl.Int64,
    "money": pl.Int64,
    "year": pl.Int64,
    "number": pl.String,
    "string": pl.String,
    "period": pl.String,
    "area": pl.String,
    "date": pl.Date,
    "boolean": pl.Boolean,
}


@dataclass(frozen=True)
class Column:
    """One parsed column: `texts` are the cells stripped, null where blank; `values` null where blank or
    wrong; `faults` the places (row index) of wrong cells, each with its Fault."""

    field: Field
    texts: pl.Series
    kinds: pl.Series | None
    values: pl.Series
    faults: dict[int, Fault]

    @cached_property
    def is_blank(self) -> pl.Series:
        return self.texts.is_null()

    @cached_property
    def numbers(self) -> vectors.Numbers:
        """The values as exact numbers, for columns that count."""
        return vectors.decimals_of(self.values)

    def kind(self, place: int) -> int:
        return TEXT if self.kinds is None else int(self.kinds[place])


def parse(texts: pl.Series, kinds: pl.Series | None, column: Field, context: Context) -> Column:
    """The column's values; whatever the fast reading leaves out goes through the slow one."""
    fast = _fast(texts, kinds, column, context)
    doubtful = texts.is_not_null() & fast.is_null()
    if not doubtful.any():
        return Column(column, texts, kinds, fast, {})
    return _settled(texts, kinds, column, fast, doubtful, _slow(column, context))


def _fast(texts: pl.Series, kinds: pl.Series | None, column: Field, context: Context) -> pl.Series:
    """Values of the cells that are plainly right, null elsewhere."""
    match column.type:
        case "integer" | "money":
            plain = numbers.canonical(texts, kinds, column)
            return plain.zip_with(plain.str.len_bytes() <= numbers.MOST_WHOLE_DIGITS, _nothing()).cast(
                pl.Int64, strict=False
            )
        case "number":
            plain = numbers.canonical(texts, kinds, column)
            return plain.zip_with(plain.str.len_bytes() <= numbers.MOST_FRACTION_DIGITS, _nothing())
        case "date":
            return texts.zip_with(_of_kind(kinds, texts, NUMBER, invert=True), _nothing()).str.to_date(
                "%Y-%m-%d", strict=False, exact=True
            )
        case "year":
            return texts.zip_with(texts.str.contains(r"^(?:19|20)[0-9]{2}$"), _nothing()).cast(pl.Int64)
        case "area":
            known = context.areas.get(areas.level_of(column), {})
            return texts.zip_with(texts.is_in(list(known)), _nothing())
        case "string":
            return _plain_texts(texts, kinds, column)
        case _:
            return pl.Series(texts.name, [None], dtype=DTYPES[column.type]).new_from_index(0, texts.len())


def _plain_texts(texts: pl.Series, kinds: pl.Series | None, column: Field) -> pl.Series:
    choices = column.constraints.enum
    if choices:
        return texts.zip_with(texts.is_in(list(choices)), _nothing())
    if kinds is None:
        return texts
    return texts.zip_with(~kinds.is_in([FAULT, FORMULA]), _nothing())


def _of_kind(kinds: pl.Series | None, texts: pl.Series, kind: int, *, invert: bool) -> pl.Series:
    if kinds is None:
        return pl.Series([invert != (kind == TEXT)]).new_from_index(0, texts.len())
    return (kinds != kind) if invert else (kinds == kind)


def _nothing() -> pl.Series:
    return pl.Series([None], dtype=pl.String)


def _slow(column: Field, context: Context) -> Slow:
    match column.type:
        case "integer" | "money":
            return partial(_whole, column=column)
        case "number":
            return partial(numbers.parse, column=column)
        case "date":
            return partial(dates.parse_date, column=column)
        case "year":
            return partial(dates.parse_year, column=column)
        case "period":
            return partial(dates.parse_period, column=column)
        case "area":
            return partial(areas.parse, column=column, context=context)
        case "boolean":
            return partial(words.parse_truth, column=column)
        case _:
            return partial(words.parse_text, column=column)


def _whole(text: str, kind: int, column: Field) -> int | Fault:
    found = numbers.parse(text, kind, column)
    return found if isinstance(found, Fault) else int(found)


def _settled(
    texts: pl.Series,
    kinds: pl.Series | None,
    column: Field,
    fast: pl.Series,
    doubtful: pl.Series,
    slow: Slow,
) -> Column:
    """The doubtful cells decided: each distinct text once, its answer then given to every place."""
    places = doubtful.arg_true()
    rest = texts.gather(places).to_list()
    sorts = [TEXT] * len(rest) if kinds is None else kinds.gather(places).to_list()
    answers: dict[tuple[str, int], Any] = {}
    found: list[Any] = []
    faults: dict[int, Fault] = {}
    for place, cell in zip(places.to_list(), zip(rest, sorts, strict=True), strict=True):
        answer = answers[cell] if cell in answers else answers.setdefault(cell, slow(*cell))
        if isinstance(answer, Fault):
            faults[place], answer = answer, None
        found.append(answer)
    values = fast.scatter(places, pl.Series(found, dtype=DTYPES[column.type]))
    return Column(column, texts, kinds, values, faults)


def text_of(value: str | int | bool | dt.date | None) -> str:
    """A parsed value as the text that keys are compared by."""
    return "" if value is None else str(value)
