"""The report of a check as the page shows it: findings in words, and the clerk's own sheet with the cells marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from simpul.datahub.checks import parquet
from simpul.datahub.checks.findings import WRONG, Finding, Report
from simpul.datahub.checks.models import CheckReport
from simpul.datahub.intake.models import Submission
from simpul.documents import api as documents
from simpul.web import parts

SHOWN_FINDINGS = 60
EXCERPT_ROWS = 14
ROWS_BEFORE = 3
_NUMERIC = re.compile(r"-?[\d.,]+")


@dataclass(frozen=True)
class PageReport:
    """What the page needs of a report; `hidden` counts findings beyond those shown."""

    stored: CheckReport
    blocking: list[parts.Finding]
    notable: list[parts.Finding]
    hidden: int
    repairs: list[str]
    sheet: parts.Sheet | None
    rows_wrong: int


def stored(submission: Submission) -> CheckReport | None:
    """The report of the latest check, None while there is none."""
    return CheckReport.everywhere.filter(submission=submission).select_related("annotated", "parquet").first()


def findings_of(report: CheckReport) -> Report:
    """The report as the checks made it, without the parsed values."""
    return Report.from_json(report.body)


def of(submission: Submission) -> PageReport | None:
    """The report in the form of the page."""
    kept = stored(submission)
    if kept is None:
        return None
    report = findings_of(kept)
    blocking = [finding for finding in report.findings if finding.severity == WRONG]
    notable = [finding for finding in report.findings if finding.severity != WRONG]
    shown = len(blocking[:SHOWN_FINDINGS]) + len(notable[:SHOWN_FINDINGS])
    return PageReport(
        stored=kept,
        blocking=[_finding(finding) for finding in blocking[:SHOWN_FINDINGS]],
        notable=[_finding(finding) for finding in notable[:SHOWN_FINDINGS]],
        hidden=max(0, kept.errors + kept.warnings - shown),
        repairs=[repair.text for repair in report.repairs],
        sheet=excerpt(kept, marks_of(report.findings), _first_row(report.findings)),
        rows_wrong=report.counts.wrong,
    )


def _finding(finding: Finding) -> parts.Finding:
    return parts.Finding(
        cell=finding.cell or _("lembar"),
        title=finding.title,
        rule=finding.statement,
        found=finding.found,
        expected=finding.expected,
        fix=finding.fix,
        is_blocking=finding.severity == WRONG,
    )


def marks_of(findings: Sequence[Finding]) -> dict[str, parts.Mark]:
    """Cell → mark; what must be mended outdoes what is worth a look."""
    marks: dict[str, parts.Mark] = {finding.cell: "awas" for finding in findings if finding.cell}
    return marks | {
        finding.cell: "salah" for finding in findings if finding.cell and finding.severity == WRONG
    }


def _first_row(findings: Sequence[Finding]) -> int:
    rows = [finding.row for finding in findings if finding.row]
    return min(rows) if rows else 1


def excerpt(report: CheckReport, marks: dict[str, parts.Mark], row: int) -> parts.Sheet | None:
    """Rows about `row` as the clerk wrote them, under their headings, with the marked cells."""
    if report.parquet is None:
        return None
    frame = parquet.read(documents.path_of(report.parquet.sha256))
    frame = frame.filter(frame[parquet.ROW] >= row - ROWS_BEFORE).head(EXCERPT_ROWS)
    columns = sorted(report.columns.items(), key=lambda item: (len(item[1]), item[1]))
    rows = [_row(record, columns, marks) for record in frame.iter_rows(named=True)]
    sheet = report.sheet or report.body["filename"]
    caption = _("Cuplikan lembar %(sheet)s") % {"sheet": sheet}
    return parts.Sheet(
        caption, tuple(letter for _name, letter in columns), (_headings(report, columns), *rows)
    )


def _headings(report: CheckReport, columns: list[tuple[str, str]]) -> parts.SheetRow:
    headings = report.body["headings"]
    return parts.SheetRow(
        report.body["header_row"], tuple(parts.Cell(headings.get(name, name)) for name, _letter in columns)
    )


def _row(
    record: dict[str, Any], columns: list[tuple[str, str]], marks: dict[str, parts.Mark]
) -> parts.SheetRow:
    number = record[parquet.ROW]
    texts = [(record[parquet.raw_name(name)] or "", f"{letter}{number}") for name, letter in columns]
    return parts.SheetRow(
        number,
        tuple(parts.Cell(text, marks.get(cell, ""), bool(_NUMERIC.fullmatch(text))) for text, cell in texts),
    )
