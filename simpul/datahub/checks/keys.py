"""Rows that stand twice: the same key, or the very same row."""

from collections.abc import Iterator
from functools import partial

import polars as pl
from django.utils.translation import gettext as _

from simpul.datahub.checks.view import Hits, Telling, View

_FIRST = "__first__"


def primary_key(view: View) -> Iterator[Hits]:
    """Later rows with the key of an earlier one; rows that repeat all columns are told as twins."""
    key = view.schema.primary_key
    if not key or any(name not in view.columns for name in key):
        return
    repeated = _repeated(view, key)
    if not repeated:
        return
    twins = _repeated(view, tuple(view.columns))
    twin_places = {place for place in twins if place in repeated}
    shown = key[0]
    yield _hits(
        view,
        "baris-kembar",
        shown,
        {place: repeated[place] for place in sorted(twin_places)},
        title=_("Baris ini kembar"),
        statement=_("Setiap baris hanya satu kali"),
        fix=_("Hapus baris %(row)s; isinya sama dengan baris %(first)s."),
    )
    yield _hits(
        view,
        "kunci-ganda",
        shown,
        {place: first for place, first in repeated.items() if place not in twin_places},
        title=_("Kunci baris ganda"),
        statement=_("Satu baris untuk setiap %(key)s")
        % {"key": " + ".join(view.heading(name) for name in key)},
        fix=_("Satukan dengan baris %(first)s atau betulkan kuncinya di baris %(row)s."),
    )


def unique(view: View) -> Iterator[Hits]:
    """Columns in which no value may stand twice."""
    for name, column in view.columns.items():
        if column.field.constraints.unique and (name,) != view.schema.primary_key:
            yield _hits(
                view,
                "tidak-unik",
                name,
                _repeated(view, (name,)),
                title=_("Isian ganda"),
                statement=_("Isian kolom %(name)s tidak boleh sama") % {"name": view.heading(name)},
                fix=_("Betulkan baris %(row)s atau baris %(first)s."),
            )


def _repeated(view: View, names: tuple[str, ...]) -> dict[int, int]:
    """Places whose values in these columns all stand in an earlier row, with that row's number.

    A row with a blank or wrong cell in a single column or key is left out; that is told elsewhere.
    """
    frame = pl.DataFrame([view.columns[name].values.alias(name) for name in names])
    # By hash first: most sheets repeat nothing, and whole numbers are compared in far less memory.
    double = frame.hash_rows().is_duplicated()
    if not double.any():
        return {}
    key = [name for name in names if name in view.schema.primary_key] or list(names)
    frame = frame.with_columns(view.rows.alias(_FIRST)).with_row_index("__place__").filter(double)
    frame = frame.drop_nulls(key).with_columns(pl.col(_FIRST).min().over(list(names)))
    rows = view.rows.gather(frame["__place__"])
    frame = frame.filter(frame[_FIRST] != rows)
    return dict(zip(frame["__place__"].to_list(), frame[_FIRST].to_list(), strict=True))


def _hits(
    view: View, rule: str, name: str, firsts: dict[int, int], *, title: str, statement: str, fix: str
) -> Hits:
    return Hits(rule, name, title, statement, list(firsts), partial(_tell, view, firsts, fix))


def _tell(view: View, firsts: dict[int, int], fix: str, place: int, _cell: str) -> Telling:
    expected = _("nilai yang belum dipakai baris %(first)s") % {"first": firsts[place]}
    return Telling(expected, fix % {"row": view.rows[place], "first": firsts[place]})
