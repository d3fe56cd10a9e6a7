"""A workbook read into a RawTable: the right sheet, its headings, its cells."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from simpul.datahub.intake.sheets import (
    cells,
    container,
    errors,
    headings,
    letters,
    marker,
    tidying,
    workbook,
)
from simpul.datahub.intake.sheets.limits import Limits
from simpul.datahub.intake.sheets.table import ROW, TEXT, Marker, RawTable, Repair
from simpul.datahub.intake.sheets.workbook import Sheet, Workbook
from simpul.datahub.standards.marks import OWN_SHEETS
from simpul.datahub.standards.schema import Schema

BATCH: Final = 25_000
"""Rows gathered as Python lists before they are packed into columns."""


def read(path: Path, filename: str, schema: Schema, limits: Limits, expected: Marker | None) -> RawTable:
    """The sheet of the workbook that holds the schema's data; raises SheetError."""
    with container.opened(path, limits) as archive:
        container.refuse_entities(archive, limits)
        book = workbook.opened(archive, limits)
        mark = marker.read(book)
        repairs = marker.compare(mark, expected)
        sheet, match = _choose(book, schema, mark)
        cells_read, sorts, hidden = _columns(book, sheet, match)
    frame, kinds, tidied = tidying.tidy(cells_read, sorts, schema)
    if frame.height == 0:
        raise errors.EmptySheet(sheet=sheet.name)
    return RawTable(
        filename=filename,
        sheet=sheet.name,
        is_workbook=True,
        header_row=match.row,
        columns={name: letters.letters(index) for name, index in match.columns.items()},
        headings=match.written,
        free_column=letters.letters(match.width),
        frame=frame,
        kinds=kinds,
        doubled=match.doubled,
        unknown=match.unknown,
        hidden_rows=hidden,
        repairs=(*repairs, *headings.told(match), *_hidden_told(hidden), *tidied),
        marker=mark,
    )


def _hidden_told(hidden: int) -> list[Repair]:
    if not hidden:
        return []
    text = _("%(count)s baris tersembunyi ikut dibaca.") % {"count": hidden}
    return [Repair("baris-tersembunyi", text, hidden)]


def _choose(book: Workbook, schema: Schema, mark: Marker | None) -> tuple[Sheet, headings.Match]:
    """The sheet that the template names, else the one whose headings match best (visible ones first)."""
    candidates = [sheet for sheet in book.sheets if sheet.name not in OWN_SHEETS]
    if not candidates:
        raise errors.BrokenWorkbook
    named = [sheet for sheet in candidates if mark and sheet.name == mark.sheet]
    visible = [sheet for sheet in candidates if sheet.is_visible]
    seen: list[str] = []
    matches = [(sheet, _match(book, sheet, schema, seen)) for sheet in named or visible or candidates]
    sheet, match = max(matches, key=lambda pair: pair[1].score if pair[1] else 0)
    if not seen:
        raise errors.EmptySheet(sheet=sheet.name)
    return sheet, headings.require(match, schema, seen)


def _match(book: Workbook, sheet: Sheet, schema: Schema, seen: list[str]) -> headings.Match | None:
    """The best match among the first rows; adds to `seen` what stands in the first filled row."""
    first = list(_first_rows(book, sheet))
    seen += list(max((texts for _row, texts in first), key=len, default={}).values())[:12]
    return headings.best(first, schema)


def _first_rows(book: Workbook, sheet: Sheet) -> Iterator[tuple[int, Mapping[int, str]]]:
    for count, row in enumerate(cells.rows(book, sheet)):
        if count == headings.SEARCHED_ROWS:
            return
        yield row.number, {cell[0]: marker.lookup(book, cell) for cell in row.cells}


def _columns(book: Workbook, sheet: Sheet, match: headings.Match) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Texts and kinds of the matched columns below the headings, and how many of the rows are hidden."""
    frames: list[pl.DataFrame] = []
    kinds: list[pl.DataFrame] = []
    hidden = 0
    batch: list[cells.Row] = []
    for row in cells.rows(book, sheet):
        if row.number <= match.row:
            continue
        hidden += row.is_hidden
        batch.append(row)
        if len(batch) == BATCH:
            _pack(batch, match, book, frames, kinds)
            batch = []
    _pack(batch, match, book, frames, kinds)
    return pl.concat(frames), pl.concat(kinds), hidden


def _pack(
    batch: list[cells.Row],
    match: headings.Match,
    book: Workbook,
    frames: list[pl.DataFrame],
    kinds: list[pl.DataFrame],
) -> None:
    texts: dict[str, list[str | None]] = {name: [None] * len(batch) for name in match.columns}
    sorts: dict[str, bytearray] = {name: bytearray(len(batch)) for name in match.columns}
    by_column = {index: (texts[name], sorts[name]) for name, index in match.columns.items()}
    for place, row in enumerate(batch):
        for column, text, kind in row.cells:
            target = by_column.get(column)
            if target is not None:
                target[0][place], target[1][place] = text, kind
    numbers = pl.Series(ROW, [row.number for row in batch], dtype=pl.UInt32)
    sort = pl.DataFrame({name: pl.Series(list(found), dtype=pl.UInt8) for name, found in sorts.items()})
    frame = pl.DataFrame({name: pl.Series(found, dtype=pl.String) for name, found in texts.items()})
    frames.append(frame.select(numbers, *(_looked_up(frame[name], sort[name], book) for name in texts)))
    kinds.append(sort.with_columns(pl.all().replace(cells.SHARED, TEXT)))


def _looked_up(texts: pl.Series, kinds: pl.Series, book: Workbook) -> pl.Series:
    """Shared texts in place of their numbers; raises BrokenWorkbook when a number leads nowhere."""
    shared = kinds == cells.SHARED
    if not shared.any():
        return texts
    places = texts.zip_with(shared, pl.Series([None], dtype=pl.String)).cast(pl.UInt32, strict=False)
    if places.null_count() != (~shared).sum() or (places >= book.texts.len()).any():
        raise errors.BrokenWorkbook
    return texts.zip_with(~shared, book.texts.gather(places)).alias(texts.name)
