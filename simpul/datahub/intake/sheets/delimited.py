"""A CSV file read into a RawTable, whatever its encoding and separator."""

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from simpul.datahub.intake.sheets import encoding, errors, headings, letters, tidying
from simpul.datahub.intake.sheets.limits import DEFAULT, Limits
from simpul.datahub.intake.sheets.table import ROW, RawTable
from simpul.datahub.standards.schema import Schema

SEPARATORS = (";", ",", "\t", "|")
_SURPLUS = "__surplus__"
_SHOWN = 1_000


def read(path: Path, filename: str, schema: Schema, limits: Limits) -> RawTable:
    """The rows of a CSV file below its headings; raises SheetError."""
    with TemporaryDirectory() as folder:
        text = encoding.prepared(path, Path(folder), limits)
        separator, match = _headings(text, schema, limits)
        frame = _records(text, separator, match, limits)
    below = frame.filter(pl.col(ROW) > match.row)
    surplus = below.filter(pl.col(_SURPLUS).str.contains(r"\S")).select(ROW, _SURPLUS)
    frame, _kinds, tidied = tidying.tidy(below.drop(_SURPLUS), None, schema)
    if frame.height == 0:
        raise errors.EmptySheet(sheet=filename)
    return RawTable(
        filename=filename,
        sheet=filename,
        is_workbook=False,
        header_row=match.row,
        columns={name: letters.letters(index) for name, index in match.columns.items()},
        headings=match.written,
        free_column=letters.letters(match.width),
        frame=frame,
        doubled=match.doubled,
        unknown=match.unknown,
        surplus=tuple(surplus.head(_SHOWN).rows()),
        repairs=(*text.repairs, *headings.told(match), *tidied),
    )


def _headings(text: encoding.Text, schema: Schema, limits: Limits) -> tuple[str, headings.Match]:
    """The separator under which most headings are found, and the row where."""
    samples = {separator: _sample(text, separator) for separator in SEPARATORS}
    matches = {separator: headings.best(rows, schema) for separator, rows in samples.items()}
    separator = max(SEPARATORS, key=lambda key: (_score(matches[key]), _width(samples[key])))
    if _width(samples[separator]) > limits.columns:
        raise errors.TooManyColumns(limit=limits.columns)
    seen = max((texts for _row, texts in samples[separator]), key=len, default={})
    return separator, headings.require(matches[separator], schema, list(seen.values())[:12])


def _score(match: headings.Match | None) -> int:
    return match.score if match else 0


def _width(rows: list[tuple[int, headings.Texts]]) -> int:
    return max((max(texts) + 1 for _number, texts in rows if texts), default=0)


def _sample(text: encoding.Text, separator: str) -> list[tuple[int, headings.Texts]]:
    with text.path.open(encoding="utf-8", newline="") as file:
        records = csv.reader(file, delimiter=separator)
        rows: list[tuple[int, headings.Texts]] = []
        try:
            for number, record in enumerate(records, start=1):
                if number > headings.SEARCHED_ROWS:
                    break
                rows.append((number, {i: cell for i, cell in enumerate(record) if cell.strip()}))
        except csv.Error:
            # An open quotation mark under this separator; `_records` reports it if no other one fits.
            return rows
    return rows


def _records(text: encoding.Text, separator: str, match: headings.Match, limits: Limits) -> pl.DataFrame:
    """ROW, the matched columns, and what lies beyond the last heading; one row per record of the file.

    Without quotation marks polars and the csv module agree on every text; with them polars accepts broken
    ones silently, so the csv module, which is strict, judges first.
    """
    wanted = {index: name for name, index in match.columns.items()}
    try:
        if text.has_quotes:
            _judge(text, separator, limits)
        frame = _by_polars(text, separator, match.width, limits)
    except pl.exceptions.ComputeError:
        frame = _by_csv(text, separator, match.width)
    if frame.height > limits.rows:
        raise errors.TooManyRows(limit=f"{limits.rows:,}".replace(",", "."))
    names = {f"c{index}": name for index, name in wanted.items()} | {f"c{match.width}": _SURPLUS}
    return frame.select(ROW, *names).rename(names)


def _by_polars(text: encoding.Text, separator: str, width: int, limits: Limits) -> pl.DataFrame:
    return pl.read_csv(
        text.path,
        has_header=False,
        separator=separator,
        quote_char='"' if text.has_quotes else None,
        schema={f"c{index}": pl.String for index in range(width + 1)},
        missing_columns="insert",
        truncate_ragged_lines=True,
        n_rows=limits.rows + 1,
        row_index_name=ROW,
        row_index_offset=1,
    )


def _by_csv(text: encoding.Text, separator: str, width: int) -> pl.DataFrame:
    columns: list[list[str | None]] = [[] for _ in range(width + 1)]
    for record in _strict(text, separator):
        padded = [cell or None for cell in record[: width + 1]] + [None] * (width + 1 - len(record))
        for column, cell in zip(columns, padded, strict=True):
            column.append(cell)
    frame = pl.DataFrame({f"c{i}": pl.Series(column, dtype=pl.String) for i, column in enumerate(columns)})
    return frame.with_row_index(ROW, offset=1)


def _judge(text: encoding.Text, separator: str, limits: Limits) -> None:
    for number, _record in enumerate(_strict(text, separator), start=1):
        if number > limits.rows:
            return


def _strict(text: encoding.Text, separator: str) -> Iterator[list[str]]:
    """Records by the csv module; raises BrokenCsv with the line where a quotation mark goes wrong."""
    with text.path.open(encoding="utf-8", newline="") as file:
        records = csv.reader(file, delimiter=separator, strict=True)
        line = 1
        try:
            for record in records:
                line = records.line_num + 1
                yield record
        except csv.Error as error:
            raise errors.BrokenCsv(row=line) from error


def records(path: Path, header_row: int, limits: Limits = DEFAULT) -> Iterator[list[str]]:
    """All records of a CSV file that `read` has accepted, as they stand; the separator is the one under
    which the heading row has most cells."""
    with TemporaryDirectory() as folder:
        text = encoding.prepared(path, Path(folder), limits)
        separator = max(SEPARATORS, key=lambda key: _cells_in(_sample(text, key), header_row))
        if text.has_quotes:
            yield from _strict(text, separator)
            return
        with text.path.open(encoding="utf-8", newline="") as file:
            yield from csv.reader(file, delimiter=separator, quoting=csv.QUOTE_NONE)


def _cells_in(rows: list[tuple[int, headings.Texts]], row: int) -> int:
    return next((len(texts) for number, texts in rows if number == row), 0)
