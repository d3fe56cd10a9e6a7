"""The parsed rows of a sheet, which become the file of its release: one row a sheet row, every field twice, as
parsed exact text and as the cell held it."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from simpul.datahub.checks.findings import Report
from simpul.datahub.intake import sheets

ROW = sheets.ROW


def raw_name(field: str) -> str:
    """Column that keeps the cell text of a field."""
    return f"{field}__raw"


def frame(table: sheets.RawTable, report: Report, names: Sequence[str]) -> pl.DataFrame:
    """ROW, then each field as exact text and, under its raw name, as the cell held it; null where nothing stands."""
    typed = report.typed if report.typed is not None else pl.DataFrame({ROW: []}, schema={ROW: pl.Int64})
    parsed = [_text(typed, name) for name in names]
    raw = [
        (pl.col(name) if name in table.frame.columns else pl.lit(None, pl.String)).alias(raw_name(name))
        for name in names
    ]
    kept = table.frame.select(pl.col(ROW), *raw)
    return typed.select(pl.col(ROW), *parsed).join(kept, on=ROW, how="left", maintain_order="left")


def _text(typed: pl.DataFrame, name: str) -> pl.Expr:
    if name not in typed.columns:
        return pl.lit(None, pl.String).alias(name)
    return pl.col(name).cast(pl.String)


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write the frame; equal frames give equal bytes, so that the checksum names the content."""
    frame.write_parquet(path, compression="zstd", statistics=True)


def read(path: Path) -> pl.DataFrame:
    """The frame of a release."""
    return pl.read_parquet(path)
