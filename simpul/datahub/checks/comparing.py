"""The sheet beside the previous release: large changes, rows that are gone, rows that are new. Warnings."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from simpul.core import decimals, expressions
from simpul.core.expressions import Arithmetic, Comparison, Constant, Junction, Negation
from simpul.datahub.checks import vectors
from simpul.datahub.checks.context import Previous
from simpul.datahub.checks.findings import LOOK
from simpul.datahub.checks.parsing import Column
from simpul.datahub.checks.view import Hits, Loose, Telling, View

SHOWN: Final = 1_000


def changes(view: View) -> Iterator[Hits]:
    """Numbers that moved by more than the column allows since the previous release."""
    keys = _keys(view)
    if keys is None:
        return
    for name, column in view.columns.items():
        limit = column.field.change_limit
        before = {key: row[name] for key, row in view.context.previous.items() if name in row}
        if limit is None or not before:
            continue
        old = _old_values(keys, before)
        shown = decimals.indonesian(limit)
        yield Hits(
            rule="perubahan-besar",
            column=name,
            title=_("Berubah lebih dari %(limit)s%% sejak rilis lalu") % {"limit": shown},
            statement=_("Perubahan kolom %(name)s di atas %(limit)s%% perlu keterangan")
            % {"name": view.heading(name), "limit": shown},
            places=_moved(column, old, limit).arg_true().to_list(),
            tell=partial(_tell_change, keys, before),
            severity=LOOK,
        )


def _keys(view: View) -> pl.Series | None:
    """The release key of each row joined into one text, null where a part is missing."""
    names = view.schema.release_key
    if not names or not view.context.previous or any(name not in view.columns for name in names):
        return None
    parts = pl.DataFrame([view.columns[name].values.cast(pl.String).alias(name) for name in names])
    return parts.select(pl.concat_str(pl.all(), separator=_BETWEEN).alias("key"))["key"]


_BETWEEN: Final = "\x1f"


def _joined(key: tuple[str, ...]) -> str:
    return _BETWEEN.join(key)


def _old_values(keys: pl.Series, before: Previous | dict[tuple[str, ...], Fraction]) -> pl.Series:
    """For each row the plain decimal text of the number in the previous release, null where it had none."""
    known = pl.DataFrame(
        {"key": [_joined(key) for key in before], "old": [_plain(value) for value in before.values()]},
        schema={"key": pl.String, "old": pl.String},
    )
    return keys.alias("key").to_frame().join(known, on="key", how="left", maintain_order="left")["old"]


def _plain(value: object) -> str:
    assert isinstance(value, Fraction)  # noqa: S101 the type of Previous
    return decimals.plain(value)


def _moved(column: Column, old: pl.Series, limit: Fraction) -> pl.Series:
    """``|new - old| * 100 > limit * |old|``, exactly."""
    columns = vectors.Columns({"new": column.numbers, "old": vectors.decimals_of(old)}, texts={}, blanks={})
    try:
        return vectors.holds(_moved_condition(limit), columns)
    except vectors.TooWideError:
        pairs = zip(column.values.to_list(), old.to_list(), strict=True)
        return pl.Series([_moved_exactly(new, was, limit) for new, was in pairs], dtype=pl.Boolean)


def _moved_condition(limit: Fraction) -> expressions.Condition:
    """Without an absolute value: the change lies outside the band, whichever sign the old number has."""
    new, old = expressions.Column("new"), expressions.Column("old")
    change = Arithmetic("mul", Arithmetic("sub", new, old), Constant("100"))
    band = Arithmetic("mul", old, Constant(decimals.plain(limit)))
    outside = [
        Junction("and", (Comparison(sign, change, band), Comparison(sign, change, Negation(band))))
        for sign in ("gt", "lt")
    ]
    return Junction("or", tuple(outside))


def _moved_exactly(new: object, old: object, limit: Fraction) -> bool | None:
    if new is None or old is None:
        return None
    before = Fraction(str(old))
    return abs(Fraction(str(new)) - before) * 100 > limit * abs(before)


def _tell_change(keys: pl.Series, before: dict[tuple[str, ...], Fraction], place: int, _cell: str) -> Telling:
    old = before[tuple(str(keys[place]).split(_BETWEEN))]
    expected = _("rilis lalu %(value)s") % {"value": decimals.indonesian(old)}
    return Telling(expected, _("Bila memang benar, tulis satu kalimat sebabnya saat mengirim."))


@dataclass(frozen=True)
class _Rows:
    """Keys of both releases; `gone` only when every key of the sheet could be read."""

    new: list[int]
    gone: list[tuple[str, ...]]


def rows(view: View) -> Iterator[Hits | Loose]:
    """Keys that are new, and keys of the previous release that are gone."""
    keys = _keys(view)
    if keys is None:
        return
    found = _compare(keys, view.context.previous)
    shown = view.schema.release_key[0]
    yield Hits(
        rule="baris-baru",
        column=shown,
        title=_("Baris ini belum ada di rilis lalu"),
        statement=_("Baris baru sejak rilis lalu patut dilihat"),
        places=found.new,
        tell=partial(_tell_new, view),
        severity=LOOK,
    )
    if found.gone:
        yield _gone(view, shown, found.gone)


def _compare(keys: pl.Series, previous: Previous) -> _Rows:
    known = [_joined(key) for key in previous]
    new = (keys.is_not_null() & ~keys.is_in(known)).arg_true().to_list()
    present = set(keys.drop_nulls().to_list())
    gone = [] if keys.null_count() else [key for key in previous if _joined(key) not in present]
    return _Rows(new, gone)


def _tell_new(view: View, place: int, _cell: str) -> Telling:
    return Telling(_("baris yang ada di rilis lalu"), _("Bila memang baru, tulis sebabnya saat mengirim."))


def _gone(view: View, name: str, gone: list[tuple[str, ...]]) -> Loose:
    fix = _("Tambahkan barisnya, atau tulis sebabnya saat mengirim bila memang tidak ada lagi.")
    cells = [(0, "", Telling(_key_text(view, key), fix, "", _("(tidak ada)"))) for key in gone[:SHOWN]]
    return Loose(
        rule="baris-hilang",
        column=name,
        title=_("Baris rilis lalu tidak ada lagi"),
        statement=_("Baris yang hilang sejak rilis lalu patut dilihat"),
        cells=cells,
        count=len(gone),
        severity=LOOK,
    )


def _key_text(view: View, key: tuple[str, ...]) -> str:
    names = (view.context.every_area.get(part, ("", ""))[1] for part in key)
    return ", ".join(f"{part} ({name})" if name else part for part, name in zip(key, names, strict=True))
