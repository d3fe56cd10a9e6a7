"""Rules between the columns of a row, and columns that must agree with the submission or with each other."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

import polars as pl
from django.utils.translation import gettext as _

from simpul.core import decimals, expressions, periods
from simpul.datahub.checks import vectors
from simpul.datahub.checks.context import normal_name
from simpul.datahub.checks.findings import LOOK
from simpul.datahub.checks.view import Hits, Telling, View
from simpul.datahub.standards.schema import Field, Rule


def conditions(view: View) -> Iterator[Hits]:
    """Rows that break a condition of the schema. A blank or wrong operand leaves it open: no finding."""
    for rule in view.schema.rules:
        names = expressions.columns(rule.condition)
        if any(name not in view.columns for name in (*names, rule.column)):
            continue
        titles = {name: view.heading(name) for name in view.columns}
        yield Hits(
            rule=f"aturan:{rule.name}",
            column=rule.column,
            title=rule.title or _title(rule),
            statement=expressions.describe(rule.condition, titles),
            places=_broken(view, rule.condition).arg_true().to_list(),
            tell=partial(_tell, view, rule),
            severity=rule.severity,
        )


def _title(rule: Rule) -> str:
    match rule.condition:
        case expressions.Comparison("eq", _, expressions.Sum() | expressions.Arithmetic("add")):
            return _("Jumlah tidak sama dengan penjumlahannya")
        case _:
            return _("Isian tidak sesuai aturan")


def _broken(view: View, condition: expressions.Condition) -> pl.Series:
    try:
        return ~vectors.holds(condition, _vectors(view, condition))
    except vectors.TooWideError:
        return ~pl.Series([*_row_by_row(view, condition)], dtype=pl.Boolean)


def _row_by_row(view: View, condition: expressions.Condition) -> Iterator[bool | None]:
    names = expressions.columns(condition)
    for place in range(view.rows.len()):
        yield expressions.holds(condition, view.values(names, place))


def _vectors(view: View, condition: expressions.Condition) -> vectors.Columns:
    read = {name: view.columns[name] for name in expressions.columns(condition)}
    counted = {n: c for n, c in read.items() if c.field.is_numeric or c.field.type == "year"}
    return vectors.Columns(
        numbers={name: column.numbers for name, column in counted.items()},
        texts={name: column.values.cast(pl.String) for name, column in read.items() if name not in counted},
        blanks={name: column.is_blank for name, column in read.items()},
    )


def _tell(view: View, rule: Rule, place: int, cell: str) -> Telling:
    """For ``a = formula`` the value that the formula gives and its parts; else the condition in words."""
    match rule.condition:
        case expressions.Comparison("eq", expressions.Column(name), right) if name == rule.column:
            return _tell_equal(view, rule, right, place, cell)
        case _:
            titles = {name: view.heading(name) for name in view.columns}
            cells = ", ".join(
                f"{view.cell(name, place)} {view.shown(name, place)}"
                for name in sorted(expressions.columns(rule.condition))
            )
            fix = rule.fix or _("Betulkan salah satu: %(cells)s.") % {"cells": cells}
            return Telling(expressions.describe(rule.condition, titles), fix)


def _tell_equal(view: View, rule: Rule, right: expressions.Number, place: int, cell: str) -> Telling:
    names = sorted(expressions.columns(right), key=view.schema.names.index)
    value = expressions.evaluate(right, view.values(names, place))
    if value is None:
        return Telling("", rule.fix)
    shown = decimals.indonesian(value)
    parts = expressions.describe(right, {name: view.shown(name, place) for name in names})
    others = [view.cell(name, place) for name in names]
    return Telling(
        expected=f"{shown} ({parts})" if names else shown,
        fix=rule.fix or _equal_fix(cell, others, _looks_swapped(view.number(rule.column, place), value)),
        suggestion=_suggestion(value, view.schema.by_name[rule.column]),
    )


def _suggestion(value: Fraction, field: Field) -> str:
    try:
        return decimals.plain(value).replace(".", field.decimal_char)
    except ValueError:
        return ""


def _equal_fix(cell: str, others: list[str], swapped: bool) -> str:
    guess = _("Mungkin dua angka tertukar.") + " " if swapped else ""
    if not others:
        return guess + _("Betulkan %(cell)s.") % {"cell": cell}
    joined = _(" dan ").join(filter(None, (", ".join(others[:-1]), others[-1])))
    return guess + _("Betulkan %(cell)s, atau %(others)s bila itu yang keliru.") % {
        "cell": cell,
        "others": joined,
    }


def _looks_swapped(found: Fraction | None, expected: Fraction) -> bool:
    """Two neighbouring figures changed places: same figures, difference a multiple of nine."""
    if found is None or found.denominator != 1 or expected.denominator != 1:
        return False
    one, other = str(found), str(expected)
    differing = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    adjacent = len(differing) == 2 and differing[1] - differing[0] == 1
    return adjacent and len(one) == len(other) and sorted(one) == sorted(other)


def period(view: View) -> Iterator[Hits]:
    """Columns that name the period must lie inside the one that is being submitted."""
    wanted = view.context.period
    if wanted.start is None or wanted.end is None:
        return
    for name, column in view.columns.items():
        if not column.field.is_period:
            continue
        values = column.values
        strange = [value for value in values.unique().drop_nulls().to_list() if not _inside(value, wanted)]
        yield Hits(
            rule="periode-lain",
            column=name,
            title=_("Periode lain dari pengiriman ini"),
            statement=_("Kolom %(name)s sesuai periode pengiriman, %(period)s")
            % {"name": view.heading(name), "period": wanted.label},
            places=values.is_in(strange).arg_true().to_list() if strange else [],
            tell=partial(_tell_period, wanted, column.field),
        )


def _inside(value: object, wanted: periods.Period) -> bool:
    try:
        found = periods.parse(str(value))
    except periods.PeriodError:
        return False
    if found.start is None or found.end is None or wanted.start is None or wanted.end is None:
        return False
    if len(str(value)) == 4:
        # A year column beside monthly submissions names the year in which the month lies.
        return wanted.start.year <= found.start.year <= wanted.end.year
    return wanted.start <= found.start and found.end <= wanted.end


def _tell_period(wanted: periods.Period, field: Field, _place: int, cell: str) -> Telling:
    year = str(wanted.start.year) if wanted.start else ""
    suggestion = {"year": year, "period": wanted.code}.get(field.type, "")
    shown = suggestion or wanted.label
    note = _("Bila seluruh isinya untuk periode lain, kirim ulang dengan memilih periode itu.")
    step = _("Ganti %(cell)s menjadi %(suggestion)s.") % {"cell": cell, "suggestion": shown}
    return Telling(shown, f"{step} {note}", suggestion)


def area_names(view: View) -> Iterator[Hits]:
    """A name beside a code should be the name of that code."""
    for name, column in view.columns.items():
        code = column.field.name_of
        if code is None or code not in view.columns:
            continue
        codes = view.columns[code].values
        pairs = pl.DataFrame([codes.alias("code"), column.values.cast(pl.String).alias("name")])
        wrong = [pair for pair in pairs.unique().drop_nulls().rows() if not _names_agree(view, *pair)]
        frame = pl.DataFrame(wrong, schema={"code": pl.String, "name": pl.String}, orient="row")
        places = pairs.with_row_index("place").join(frame, on=["code", "name"], how="semi")["place"].to_list()
        yield Hits(
            rule="nama-dan-kode",
            column=name,
            title=_("Nama wilayah tidak cocok dengan kodenya"),
            statement=_("Kolom %(name)s berisi nama dari kode di kolom %(code)s")
            % {"name": view.heading(name), "code": view.heading(code)},
            places=places,
            tell=partial(_tell_name, view, code),
            severity=LOOK,
        )


def _names_agree(view: View, code: str, name: str) -> bool:
    known = view.context.every_area.get(code)
    return known is None or normal_name(known[1]) == normal_name(name)


def _tell_name(view: View, code: str, place: int, cell: str) -> Telling:
    value = str(view.columns[code].values[place])
    name = view.context.every_area[value][1]
    fix = _("Periksa mana yang benar: %(cell)s atau kode %(code)s di %(other)s.") % {
        "cell": cell,
        "code": value,
        "other": view.cell(code, place),
    }
    return Telling(name, fix, name)
