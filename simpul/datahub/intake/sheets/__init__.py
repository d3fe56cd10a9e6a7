"""Reading: a clerk's CSV or XLSX becomes a RawTable, or an error with its own name and a next step."""

from pathlib import Path

from simpul.datahub.intake.sheets import delimited, filetype, xlsx
from simpul.datahub.intake.sheets.limits import DEFAULT, Limits
from simpul.datahub.intake.sheets.table import (
    BOOLEAN,
    DATE,
    FAULT,
    FORMULA,
    NUMBER,
    PERCENT,
    ROW,
    TEXT,
    Marker,
    RawTable,
    Repair,
)
from simpul.datahub.standards.schema import Schema

__all__ = [
    "BOOLEAN",
    "DATE",
    "DEFAULT",
    "FAULT",
    "FORMULA",
    "NUMBER",
    "PERCENT",
    "ROW",
    "TEXT",
    "Limits",
    "Marker",
    "RawTable",
    "Repair",
    "read",
]


def read(
    path: Path, filename: str, schema: Schema, *, limits: Limits = DEFAULT, expect: Marker | None = None
) -> RawTable:
    """The sheet in the file that holds the schema's data, its cells untouched; raises SheetError.

    `path` is where the bytes lie, `filename` what the person called them. With `expect` a template that
    says it is for another data set or period is refused (OtherDataset, OtherPeriod).
    """
    if filetype.recognise(path) == "xlsx":
        return xlsx.read(path, filename, schema, limits, expect)
    return delimited.read(path, filename, schema, limits)
