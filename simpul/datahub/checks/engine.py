"""A raw table checked against its schema: every rule over whole columns, words only for what is listed."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from simpul.datahub.checks import comparing, crossing, keys, parsing, structure, values
from simpul.datahub.checks.context import Context
from simpul.datahub.checks.findings import LOOK, WRONG, Counts, Finding, Group, Report
from simpul.datahub.checks.view import Hits, Loose, Rule, Telling, View
from simpul.datahub.intake.sheets import letters
from simpul.datahub.intake.sheets.table import ROW, RawTable
from simpul.datahub.standards.schema import Schema

LISTED: Final = 1_000
"""Findings listed for each rule and column; the rest is counted."""

RULES: Final[tuple[Rule, ...]] = (
    structure.missing_columns,
    structure.doubled_columns,
    structure.surplus_cells,
    values.faulty,
    values.required,
    values.bounds,
    values.lengths,
    values.patterns,
    values.number_choices,
    keys.primary_key,
    keys.unique,
    crossing.conditions,
    crossing.period,
    crossing.area_names,
    comparing.changes,
    comparing.rows,
)


def check(table: RawTable, schema: Schema, context: Context, *, listed: int = LISTED) -> Report:
    """All findings, grouped by rule and column, and the parsed values. The table is not changed."""
    view = _view(table, schema, context)
    found = [hits for rule in RULES for hits in rule(view) if _size(hits)]
    listings = [(hits, list(_findings(view, hits, listed))) for hits in found]
    findings = sorted((f for _hits, listing in listings for f in listing), key=_place)
    return Report(
        filename=table.filename,
        sheet=table.sheet,
        header_row=table.header_row,
        columns=table.columns,
        counts=_counts(view, found),
        findings=tuple(findings),
        groups=tuple(_group(hits, len(listing)) for hits, listing in listings),
        repairs=table.repairs,
        typed=_typed(view),
    )


def _view(table: RawTable, schema: Schema, context: Context) -> View:
    columns = {}
    for name in schema.names:
        if name in table.columns:
            texts = _clean(table.frame[name], schema.missing_values)
            kinds = None if table.kinds is None else table.kinds[name]
            columns[name] = parsing.parse(texts, kinds, schema.by_name[name], context)
    return View(table, schema, context, columns, table.frame[ROW])


def _clean(texts: pl.Series, missing: tuple[str, ...]) -> pl.Series:
    """Cells without the blanks around them (also the unbreakable kind); blank and missing ones as null."""
    stripped = texts.str.strip_chars()
    return stripped.set(stripped.is_in(["", *missing]), None)


def _size(hits: Hits | Loose) -> int:
    return hits.count if isinstance(hits, Loose) else len(hits.places)


def _findings(view: View, hits: Hits | Loose, listed: int) -> Iterator[Finding]:
    if isinstance(hits, Loose):
        for row, letter, telling in hits.cells[:listed]:
            yield _finding(view, hits, row, f"{letter}{row}" if row else "", telling, telling.found or "")
        return
    for place in hits.places[:listed]:
        cell = view.cell(hits.column, place)
        telling = hits.tell(place, cell)
        found = view.shown(hits.column, place) if telling.found is None else telling.found
        yield _finding(view, hits, int(view.rows[place]), cell, telling, found)


def _finding(view: View, hits: Hits | Loose, row: int, cell: str, telling: Telling, found: str) -> Finding:
    return Finding(
        sheet=view.table.sheet,
        row=row,
        column=hits.column,
        cell=cell,
        rule=hits.rule,
        severity=hits.severity,
        found=found,
        expected=telling.expected,
        fix=telling.fix,
        suggestion=telling.suggestion,
        title=hits.title,
        statement=hits.statement,
    )


def _place(finding: Finding) -> tuple[bool, int, int]:
    """What must be mended first, then by row and column."""
    letter = finding.cell.rstrip("0123456789")
    return finding.severity == LOOK, finding.row, letters.index(letter) if letter else 0


def _group(hits: Hits | Loose, shown: int) -> Group:
    return Group(hits.rule, hits.column, hits.severity, hits.title, hits.statement, _size(hits), shown)


def _counts(view: View, found: list[Hits | Loose]) -> Counts:
    """A column that is missing makes every row wrong."""
    total = view.rows.len()
    if any(hits.rule == "kolom-tidak-ada" for hits in found):
        return Counts(total, total, 0)
    wrong = _places(view, found, WRONG)
    look = _places(view, found, LOOK) - wrong
    return Counts(total, len(wrong), len(look))


def _places(view: View, found: list[Hits | Loose], severity: str) -> set[int]:
    rows = {row for hits in found if isinstance(hits, Loose) for row, _letter, _telling in hits.cells}
    places: set[int] = set(view.rows.is_in(list(rows)).arg_true().to_list()) if severity == WRONG else set()
    for hits in found:
        if isinstance(hits, Hits) and hits.severity == severity:
            places.update(hits.places)
    return places


def _typed(view: View) -> pl.DataFrame:
    """ROW and every field of the schema, those that the sheet does not have as nulls."""
    height = view.rows.len()
    fields = [
        view.columns[field.name].values.alias(field.name)
        if field.name in view.columns
        else pl.Series(field.name, [None], dtype=parsing.DTYPES[field.type]).new_from_index(0, height)
        for field in view.schema.fields
    ]
    return pl.DataFrame([view.rows.cast(pl.Int64).alias(ROW), *fields])
