"""Checking a submission: read the file, run the rules, keep the report, the parsed rows and the marked workbook."""

import tempfile
import time
from pathlib import Path

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from simpul.core import clock
from simpul.core.errors import SimpulError
from simpul.datahub.checks import annotate, engine, parquet, surroundings
from simpul.datahub.checks.context import Previous
from simpul.datahub.checks.findings import Report
from simpul.datahub.checks.models import CheckReport
from simpul.datahub.intake import operations as intake
from simpul.datahub.intake import sheets
from simpul.datahub.intake.enums import IN_MACHINE, SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.documents import api as documents

TRIES = 5
GIVEN_UP = _(
    "Pemeriksaan berkas ini berkali-kali terhenti. Simpan ulang sebagai CSV lalu unggah lagi; "
    "bila tetap terjadi, hubungi administrator."
)


def check_submission(*, submission: Submission, previous: Previous) -> None:
    """Check one submission that waits in the machine; a file that cannot be read gets its reason instead.

    Safe to run again after a kill: rows are written only in the last step, all of them at once.
    """
    if submission.checks_started >= TRIES:
        intake.move(submission, IN_MACHINE, SubmissionState.UNREADABLE, problem=str(GIVEN_UP))
        return
    intake.move(
        submission, IN_MACHINE, SubmissionState.CHECKING, checks_started=models.F("checks_started") + 1
    )
    started = time.perf_counter()
    try:
        table, report = run(submission, previous)
    except SimpulError as problem:
        intake.move(submission, IN_MACHINE, SubmissionState.UNREADABLE, problem=problem.message)
        return
    milliseconds = round((time.perf_counter() - started) * 1000)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        _keep(submission, table, report, milliseconds, Path(folder))
        state = SubmissionState.READY if report.is_clean else SubmissionState.NEEDS_FIXING
        intake.move(submission, IN_MACHINE, state, problem="")


def run(submission: Submission, previous: Previous) -> tuple[sheets.RawTable, Report]:
    """Read and check the file of a submission; raises SheetError when it cannot be read."""
    schema = submission.schema_version.schema
    path = documents.path_of(submission.file.sha256)
    expected = sheets.Marker(
        submission.dataset.code, str(submission.schema_version.number), submission.period_code
    )
    table = sheets.read(path, submission.file.name, schema, expect=expected)
    context = surroundings.context_of(submission.dataset, submission.period, schema, previous)
    return table, engine.check(table, schema, context)


def _keep(
    submission: Submission, table: sheets.RawTable, report: Report, milliseconds: int, folder: Path
) -> None:
    government_id = submission.dataset.government_id
    parquet.write(
        parquet.frame(table, report, submission.schema_version.schema.names), folder / "rows.parquet"
    )
    rows = documents.keep_path(
        government_id=government_id, name=f"{submission.dataset.code}.parquet", path=folder / "rows.parquet"
    )
    marked = None
    if report.findings:
        annotate.annotate(
            documents.path_of(submission.file.sha256), submission.file.name, report, folder / "marked.xlsx"
        )
        name = f"{Path(submission.file.name).stem}-ditandai.xlsx"
        marked = documents.keep_path(government_id=government_id, name=name, path=folder / "marked.xlsx")
    CheckReport.everywhere.update_or_create(
        submission=submission,
        defaults={
            "body": report.to_json() | {"headings": dict(table.headings)},
            "errors": report.errors,
            "warnings": report.warnings,
            "rows": report.counts.rows,
            "duration_ms": milliseconds,
            "checked_at": clock.now(),
            "sheet": table.sheet if table.is_workbook else "",
            "columns": dict(table.columns),
            "parquet": rows,
            "annotated": marked,
        },
    )
