"""Rules on single cells: what the type asks, what must be filled, limits, patterns, repetition."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

import polars as pl
from django.utils.translation import gettext as _

from simpul.core import decimals
from simpul.datahub.checks import statements
from simpul.datahub.checks.faults import Fault
from simpul.datahub.checks.parsing import Column
from simpul.datahub.checks.view import Hits, Telling, View


def faulty(view: View) -> Iterator[Hits]:
    """Cells whose text is no value of the column, one group for each kind of fault."""
    for column in view.columns.values():
        by_rule: dict[str, list[int]] = defaultdict(list)
        for place, fault in column.faults.items():
            by_rule[fault.rule].append(place)
        for rule, places in by_rule.items():
            yield Hits(
                rule=rule,
                column=column.field.name,
                title=column.faults[places[0]].title,
                statement=statements.of_type(view, column.field),
                places=places,
                tell=partial(_tell_fault, column.faults),
            )


def _tell_fault(faults: dict[int, Fault], place: int, cell: str) -> Telling:
    fault = faults[place]
    return Telling(fault.expected, fault.fix(cell), fault.suggestion)


def required(view: View) -> Iterator[Hits]:
    """Blank cells where something must stand; a blank is never taken for zero."""
    for column in view.columns.values():
        if not (column.field.constraints.required or column.field.name in view.schema.primary_key):
            continue
        zero = column.field.is_numeric
        fix = _("Isi %(cell)s. Tulis 0 bila memang nol.") if zero else _("Isi %(cell)s.")
        yield Hits(
            rule="wajib-diisi",
            column=column.field.name,
            title=_("Sel wajib masih kosong"),
            statement=_("Kolom %(name)s wajib diisi") % {"name": view.heading(column.field.name)},
            places=column.is_blank.arg_true().to_list(),
            tell=partial(_tell_blank, statements.expected(column.field), fix),
        )


def _tell_blank(expected: str, fix: str, _place: int, cell: str) -> Telling:
    return Telling(expected, fix % {"cell": cell})


def bounds(view: View) -> Iterator[Hits]:
    """Numbers, years and dates outside their limits."""
    for column in view.columns.values():
        limits = column.field.constraints
        for rule, bound in (("minimum", limits.minimum), ("maksimum", limits.maximum)):
            if bound is not None:
                places = _beyond(column, bound, low=rule == "minimum").arg_true().to_list()
                yield _bound_hits(view, column, rule, bound, places)


def _beyond(column: Column, bound: Fraction | str, *, low: bool) -> pl.Series:
    if isinstance(bound, str):
        edge = dt.date.fromisoformat(bound)
        return (column.values < edge) if low else (column.values > edge)
    numbers = column.numbers
    scaled = bound * 10**numbers.scale
    # Units are whole: below 2.5 means at most 2, above 2.5 means at least 3.
    edge = -(-scaled.numerator // scaled.denominator) if low else scaled.numerator // scaled.denominator
    wide = pl.Series([edge], dtype=pl.Int128)
    return (numbers.units < wide) if low else (numbers.units > wide)


def _bound_hits(view: View, column: Column, rule: str, bound: Fraction | str, places: list[int]) -> Hits:
    shown = decimals.indonesian(bound) if isinstance(bound, Fraction) else bound
    if column.field.type == "year" and isinstance(bound, Fraction):
        shown = decimals.plain(bound)
    low = rule == "minimum"
    limit = _("paling sedikit %(bound)s") if low else _("paling banyak %(bound)s")
    name = view.heading(column.field.name)
    return Hits(
        rule=rule,
        column=column.field.name,
        title=_("Nilai terlalu kecil") if low else _("Nilai terlalu besar"),
        statement=_("Kolom %(name)s %(limit)s") % {"name": name, "limit": limit % {"bound": shown}},
        places=places,
        tell=partial(_tell_same, limit % {"bound": shown}, _("Periksa %(cell)s terhadap catatan aslinya.")),
    )


def _tell_same(expected: str, fix: str, _place: int, cell: str) -> Telling:
    return Telling(expected, fix % {"cell": cell})


def lengths(view: View) -> Iterator[Hits]:
    """Texts that are too short or too long, counted in characters."""
    for column in view.columns.values():
        limits = column.field.constraints
        size = column.texts.str.len_chars()
        good = column.values.is_not_null()
        if limits.min_length is not None:
            text = _("paling sedikit %(count)s huruf") % {"count": limits.min_length}
            yield _length_hits(view, column, "panjang-minimum", text, good & (size < limits.min_length))
        if limits.max_length is not None:
            text = _("paling banyak %(count)s huruf") % {"count": limits.max_length}
            yield _length_hits(view, column, "panjang-maksimum", text, good & (size > limits.max_length))


def _length_hits(view: View, column: Column, rule: str, limit: str, mask: pl.Series) -> Hits:
    name = view.heading(column.field.name)
    return Hits(
        rule=rule,
        column=column.field.name,
        title=_("Panjang teks di luar batas"),
        statement=_("Kolom %(name)s %(limit)s") % {"name": name, "limit": limit},
        places=mask.arg_true().to_list(),
        tell=partial(_tell_same, limit, _("Betulkan panjang isian %(cell)s.")),
    )


def patterns(view: View) -> Iterator[Hits]:
    """Texts that do not have the column's form. Wrong cells are told once, by their type."""
    for column in view.columns.values():
        pattern = column.field.constraints.pattern
        if pattern is None:
            continue
        good = column.values.is_not_null()
        fits = column.texts.str.contains(f"^(?:{pattern})$")
        expected = column.field.example or pattern
        name = view.heading(column.field.name)
        yield Hits(
            rule="pola",
            column=column.field.name,
            title=_("Bentuk isian tidak sesuai"),
            statement=_("Kolom %(name)s berbentuk seperti %(example)s") % {"name": name, "example": expected},
            places=(good & ~fits).arg_true().to_list(),
            tell=partial(_tell_same, expected, _("Samakan bentuk isian %(cell)s dengan contoh.")),
        )


def number_choices(view: View) -> Iterator[Hits]:
    """Numbers and years of a closed list (choices of texts are settled while reading them)."""
    for name, column in view.columns.items():
        choices = column.field.constraints.enum
        if not choices or column.field.type == "string":
            continue
        known = column.values.cast(pl.String).is_in(list(choices))
        yield Hits(
            rule="di-luar-pilihan",
            column=column.field.name,
            title=_("Isian di luar daftar pilihan"),
            statement=_("Kolom %(name)s memakai daftar pilihan") % {"name": view.heading(name)},
            places=(~known).arg_true().to_list(),
            tell=partial(
                _tell_same, statements.expected(column.field), _("Pilih nilai %(cell)s dari daftar.")
            ),
        )
