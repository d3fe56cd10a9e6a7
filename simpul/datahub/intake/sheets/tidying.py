"""Rows that are no data: blank ones, column numbers under the headings, totals and notes at the bottom."""

import itertools
import re
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from simpul.datahub.intake.sheets.table import ROW, Repair
from simpul.datahub.standards.schema import Schema

_SEARCHED: Final = 12
"""Rows at the bottom among which totals, notes and signatures are looked for."""

_TOTAL: Final = re.compile(
    r"(?:grand\s+)?(?:jumlah|total|sub\s*total)(?:\s+(?:total|keseluruhan|seluruhnya|kabupaten|kota|semua)\b.*)?",
    re.IGNORECASE,
)
_REGENCY: Final = re.compile(r"(?:kabupaten|kota)\s+[\w .'-]+", re.IGNORECASE)
_NOTE: Final = re.compile(
    r"(?:(?:sumber|catatan|keterangan|ket|note|source)\b|\*).*", re.IGNORECASE | re.DOTALL
)
_ORDINAL: Final = re.compile(r"\(?\s*([0-9]{1,3})\s*\)?")


def tidy(
    frame: pl.DataFrame, kinds: pl.DataFrame | None, schema: Schema
) -> tuple[pl.DataFrame, pl.DataFrame | None, list[Repair]]:
    """The rows that hold data, with the kinds of their cells, and what was left out."""
    repairs: list[Repair] = []
    keep = _filled(frame)
    frame, kinds = _kept(frame, kinds, keep)
    ordinals = _ordinal_rows(frame)
    if ordinals:
        repairs.append(Repair("nomor-kolom", _("Baris nomor kolom di bawah judul dilewati."), ordinals))
        frame, kinds = frame[ordinals:], None if kinds is None else kinds[ordinals:]
    bottom, found = _bottom(frame, schema)
    repairs += found
    if bottom:
        frame, kinds = _kept(frame, kinds, ~frame[ROW].is_in(bottom))
    return frame, kinds, repairs


def _kept(
    frame: pl.DataFrame, kinds: pl.DataFrame | None, keep: pl.Series
) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    if keep.all():
        return frame, kinds
    return frame.filter(keep), None if kinds is None else kinds.filter(keep)


def _filled(frame: pl.DataFrame) -> pl.Series:
    """Rows in which at least one cell holds more than blanks."""
    cells = [pl.col(name).str.contains(r"\S").fill_null(False) for name in frame.columns if name != ROW]
    return frame.select(pl.any_horizontal(*cells).alias("filled"))["filled"]


def _ordinal_rows(frame: pl.DataFrame) -> int:
    """1 when the first row only numbers the columns, "(1) (2) (3)", as printed tables do; else 0."""
    cells = [text for text in frame.drop(ROW).head(1).rows()[0] if text] if frame.height else []
    numbers = [int(match[1]) for text in cells if (match := _ORDINAL.fullmatch(text.strip()))]
    ascending = all(b - a == 1 for a, b in itertools.pairwise(numbers))
    return int(len(cells) >= 3 and len(numbers) == len(cells) and numbers[0] in (1, 2) and ascending)


def _bottom(frame: pl.DataFrame, schema: Schema) -> tuple[list[int], list[Repair]]:
    """Row numbers to leave out at the end: first the notes, then one or more totals above them."""
    rows = frame.tail(_SEARCHED).rows(named=True)
    notes: list[int] = []
    while rows and _is_note(rows[-1]):
        notes.append(rows.pop()[ROW])
    totals: list[int] = []
    while rows and _is_total(rows[-1], schema):
        totals.append(rows.pop()[ROW])
    return notes + totals, _told(totals, notes)


def _told(totals: list[int], notes: list[int]) -> list[Repair]:
    repairs = []
    if totals:
        text = _("%(count)s baris jumlah di bawah data dilewati.") % {"count": len(totals)}
        repairs.append(Repair("baris-jumlah", text, len(totals)))
    if notes:
        text = _("%(count)s baris catatan di bawah data dilewati.") % {"count": len(notes)}
        repairs.append(Repair("baris-catatan", text, len(notes)))
    return repairs


def _texts(row: dict[str, str | None]) -> list[str]:
    return [text.strip() for name, text in row.items() if name != ROW and text and text.strip()]


def _is_note(row: dict[str, str | None]) -> bool:
    """A single cell that begins like a source or a remark."""
    texts = _texts(row)
    return len(texts) == 1 and bool(_NOTE.fullmatch(texts[0]))


def _is_total(row: dict[str, str | None], schema: Schema) -> bool:
    """Its first text says total (or, below districts, names the regency), and it holds no area code."""
    texts = _texts(row)
    areas = [column for column in schema.fields if column.type == "area"]
    coded = any((row.get(column.name) or "").strip()[:2].isdigit() for column in areas)
    if not texts or coded or any(texts[0] in column.constraints.enum for column in schema.fields):
        return False
    below_regency = any(column.level in ("district", "village") for column in areas)
    return bool(_TOTAL.fullmatch(texts[0]) or (below_regency and _REGENCY.fullmatch(texts[0])))
