"""Taking a spreadsheet of the demonstration through the path, step by step, as people do."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from django.db import transaction

from simpul.core import periods
from simpul.datahub import api as datahub
from simpul.documents import api as documents
from simpul.site.demo.cast import Place

Cell = str | int | float | None


class DemonstrationError(RuntimeError):
    """A sheet of the demonstration did not pass its own path."""


def write_sheet(path: Path, sheet: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """A plain workbook as an agency would send it; whole numbers and decimal texts become numbers."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    bold = book.add_format({"bold": True})
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, headings, bold)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell not in (None, ""):
                page.write(place, column, cell)
    book.close()


def number(text: str) -> float | int | None:
    """A figure for a cell: the number that a spreadsheet program stores when the text is typed."""
    if not text:
        return None
    return float(text) if "." in text else int(text)


def send(
    place: Place, dataset: datahub.Dataset, period: str, path: Path, note: str = ""
) -> datahub.Submission:
    """Upload as the operator and have it checked, in one transaction: no worker comes between."""
    with transaction.atomic():
        submission = datahub.upload(
            scope=place.scope(place.operator),
            dataset=dataset,
            period=periods.parse(period),
            filename=path.name,
            chunks=documents.pieces(path),
            note=note,
        )
        datahub.check(submission=submission)
    return submission


@transaction.atomic
def release(
    place: Place, dataset: datahub.Dataset, period: str, path: Path, note: str = ""
) -> datahub.Release:
    """The whole path: upload, check, submit, approve, verify, release; all of it or nothing."""
    submission = send(place, dataset, period, path, note)
    if submission.state != datahub.SubmissionState.READY:
        raise DemonstrationError(
            f"{path.name}: {submission.state} {submission.problem} {_findings(submission)}"
        )
    datahub.submit(scope=place.scope(place.operator), submission=submission, note=note or "Peragaan")
    datahub.approve(scope=place.scope(place.head), submission=submission)
    datahub.verify(scope=place.scope("walidata"), submission=submission)
    built = datahub.release(submission=submission)
    if built is None:
        raise DemonstrationError(f"{path.name}: not released")
    return built


def _findings(submission: datahub.Submission) -> object:
    return submission.report.body["findings"][:3] if hasattr(submission, "report") else ""


def folder() -> tempfile.TemporaryDirectory[str]:
    """Where sheets are written before they are sent."""
    return tempfile.TemporaryDirectory(prefix="simpul-peragaan-")
