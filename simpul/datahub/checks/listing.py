"""The list of findings as a sheet: the same words in every workbook that goes back to the clerk."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from simpul.datahub.checks.findings import WRONG, Finding, Report

HEADING_ROW: Final = 6
"""Row of the column heads, counted from 1; summary and notes stand above."""

WIDTHS: Final = (5, 9, 18, 10, 36, 46, 24, 34, 64)
"""Of the columns, in characters."""


TALLEST: Final = 400
"""Points; spreadsheet programs end at 409."""


@dataclass(frozen=True)
class Line:
    """One finding; `cell` is its address, empty where none is meant."""

    cell: str
    severity: str
    texts: tuple[str, ...]


def summary(report: Report, note: str = "") -> list[str]:
    """At most four lines: the verdict, what was looked at, what is not listed, and a note."""
    counts = report.counts
    lines = [
        _("%(errors)s sel perlu dibetulkan, %(warnings)s patut dilihat")
        % {"errors": _count(report.errors), "warnings": _count(report.warnings)},
        _("%(file)s · %(rows)s baris, %(passed)s lolos, %(wrong)s salah")
        % {
            "file": report.filename,
            "rows": _count(counts.rows),
            "passed": _count(counts.passed),
            "wrong": _count(counts.wrong),
        },
    ]
    hidden = sum(group.hidden for group in report.groups)
    if hidden:
        lines.append(_("%(count)s temuan sejenis lainnya tidak didaftar.") % {"count": _count(hidden)})
    return lines + ([note] if note else [])


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def headings() -> tuple[str, ...]:
    """Heads of the columns."""
    return (
        _("No."),
        _("Sel"),
        _("Kolom"),
        _("Tingkat"),
        _("Temuan"),
        _("Aturan"),
        _("Tertulis"),
        _("Seharusnya"),
        _("Cara membetulkan"),
    )


def lines(report: Report) -> Iterator[Line]:
    """The findings in the order of the report."""
    for number, finding in enumerate(report.findings, start=1):
        yield Line(finding.cell, finding.severity, (str(number), *_texts(finding)))


def _texts(finding: Finding) -> tuple[str, ...]:
    return (
        finding.cell or "–",
        finding.column,
        _("Salah") if finding.severity == WRONG else _("Periksa"),
        finding.title,
        finding.statement,
        finding.found,
        finding.expected,
        finding.fix,
    )


def height(line: Line) -> int:
    """Points that the row needs so that no wrapped text is hidden."""
    needed = max(-(-len(text) // (width - 2)) for text, width in zip(line.texts, WIDTHS, strict=True))
    return min(16 * max(needed, 1), TALLEST)


def remark(findings: list[Finding]) -> str:
    """What the comment on a cell says: each finding with what to do."""
    return "\n\n".join(
        "\n".join(
            part
            for part in (
                finding.title,
                _("Seharusnya: %(expected)s") % {"expected": finding.expected} if finding.expected else "",
                finding.fix,
            )
            if part
        )
        for finding in findings
    )
