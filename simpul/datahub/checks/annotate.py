"""The clerk's file handed back with its faults marked where they stand, and all findings listed."""

from collections import defaultdict
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from simpul.datahub.checks import listed, marked
from simpul.datahub.checks.findings import Finding, Report
from simpul.datahub.intake.sheets import filetype

MOST_ROWS: Final = 50_000
"""Rows up to which the sheet itself comes back; nobody looks for marks among more."""


def annotate(original: Path, filename: str, report: Report, out: Path) -> bool:
    """Writes an XLSX to `out`; True when it is the clerk's own sheet with marks, False when only the list.

    A workbook keeps its sheets, formulas and formats; a CSV becomes a workbook with the same rows. Beyond
    MOST_ROWS, or where the workbook cannot be rebuilt, the list alone is written and says so.
    """
    if report.counts.rows > MOST_ROWS:
        listed.write(report, out, _long_note())
        return False
    if filetype.recognise(original) == "csv":
        listed.write(report, out, "", csv=original, marks=by_cell(report))
        return True
    if marked.write(original, report, by_cell(report), out):
        return True
    listed.write(report, out, _foreign_note())
    return False


def by_cell(report: Report) -> dict[str, list[Finding]]:
    """The listed findings that stand at a cell, by its address; the gravest first."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.cell:
            found[finding.cell].append(finding)
    return found


def _long_note() -> str:
    return _("Lembar lebih dari %(limit)s baris tidak ditandai satu per satu; pakai daftar ini.") % {
        "limit": f"{MOST_ROWS:,}".replace(",", ".")
    }


def _foreign_note() -> str:
    return _("Buku kerja ini memuat isian yang tidak dapat disalin ulang; pakai daftar ini.")
