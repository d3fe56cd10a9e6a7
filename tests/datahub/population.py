"""The familiar sheet: population by district of one government, as schema, context and files."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from simpul.core import periods
from simpul.datahub.checks import engine
from simpul.datahub.checks.context import Context
from simpul.datahub.checks.findings import Finding, Report
from simpul.datahub.intake import sheets
from simpul.datahub.standards.schema import Schema

DISTRICTS = {
    "64.01.01": "Batu Sopang",
    "64.01.02": "Tanjung Harapan",
    "64.01.03": "Paser Belengkong",
    "64.01.04": "Tanah Grogot",
    "64.01.05": "Kuaro",
    "64.01.06": "Long Ikis",
    "64.01.07": "Muara Komam",
    "64.01.08": "Long Kali",
    "64.01.09": "Batu Engau",
    "64.01.10": "Muara Samu",
}
BPS = {"6401040": "64.01.04", "6401011": "64.01.10", "6401010": "64.01.01"}

DESCRIPTOR: dict[str, Any] = {
    "fields": [
        {
            "name": "kode",
            "title": "Kode kecamatan",
            "type": "string",
            "simpul:type": "area",
            "simpul:level": "district",
            "constraints": {"required": True},
            "example": "64.01.04",
        },
        {"name": "kecamatan", "title": "Nama kecamatan", "type": "string", "simpul:name_of": "kode"},
        {
            "name": "laki_laki",
            "title": "Penduduk laki-laki",
            "type": "integer",
            "constraints": {"required": True, "minimum": 0},
            "simpul:unit": "jiwa",
            "simpul:synonyms": ["L", "pria"],
        },
        {
            "name": "perempuan",
            "title": "Penduduk perempuan",
            "type": "integer",
            "constraints": {"required": True, "minimum": 0},
            "simpul:unit": "jiwa",
            "simpul:synonyms": ["P", "wanita"],
        },
        {
            "name": "jumlah",
            "type": "integer",
            "constraints": {"required": True},
            "simpul:unit": "jiwa",
            "simpul:change_limit": "15",
        },
        {"name": "tahun", "type": "year", "simpul:period": True},
    ],
    "primaryKey": ["kode", "tahun"],
    "simpul:rules": [
        {
            "name": "jumlah",
            "condition": {
                "eq": [{"column": "jumlah"}, {"add": [{"column": "laki_laki"}, {"column": "perempuan"}]}]
            },
        }
    ],
}
SCHEMA = Schema.from_descriptor(DESCRIPTOR)
HEADINGS = list(SCHEMA.names)

Row = list[Any]


def context(previous: Mapping[str, int] | None = None, period: str = "2024") -> Context:
    """Ten districts; the previous release as code to `jumlah`."""
    return Context(
        period=periods.parse(period),
        areas={"regency": {"64.01": "Kabupaten Paser"}, "district": DISTRICTS},
        bps_codes=BPS,
        previous={(code,): {"jumlah": Fraction(total)} for code, total in (previous or {}).items()},
        place="Kabupaten Paser",
    )


def rows(year: int = 2024) -> list[Row]:
    """Ten rows without a fault."""
    return [
        [code, name, 1_000 * n + 7, 900 * n + 5, 1_900 * n + 12, year]
        for n, (code, name) in enumerate(DISTRICTS.items(), start=1)
    ]


def write_csv(
    path: Path, lines: Iterable[Sequence[Any]], separator: str = ";", coding: str = "utf-8"
) -> Path:
    text = "\n".join(separator.join(str(cell) for cell in line) for line in lines) + "\n"
    path.write_bytes(text.encode(coding))
    return path


def write_xlsx(path: Path, lines: Iterable[Sequence[Any]], sheet: str = "Kecamatan") -> Path:
    """Numbers as numbers, texts as texts, None as nothing."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        target = book.add_worksheet(sheet)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, str):
                    target.write_string(row, column, cell)
                elif cell is not None:
                    target.write_number(row, column, cell)
    return path


def table(path: Path, **options: Any) -> sheets.RawTable:
    return sheets.read(path, path.name, SCHEMA, **options)


def check(path: Path, against: Context | None = None) -> Report:
    return engine.check(table(path), SCHEMA, against or context())


def at(report: Report, cell: str) -> Finding:
    """The one finding at this cell."""
    found = [finding for finding in report.findings if finding.cell == cell]
    assert len(found) == 1, found
    return found[0]


def wrong_cells(report: Report) -> set[str]:
    return {finding.cell for finding in report.findings if finding.severity == "salah"}
