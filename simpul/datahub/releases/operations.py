"""Building releases: all of it in one transaction, or none of it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Max

from simpul.audit import api as audit
from simpul.core import clock, periods
from simpul.core.scope import Scope
from simpul.datahub.checks import parquet
from simpul.datahub.checks.models import CheckReport
from simpul.datahub.intake import operations as intake
from simpul.datahub.intake.enums import SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.releases.models import Release, ServedRow
from simpul.datahub.review.enums import DecisionKind
from simpul.datahub.review.models import Decision
from simpul.datahub.standards.models import Dataset
from simpul.datahub.standards.schema import Schema
from simpul.documents import api as documents

BATCH = 1000
PERIOD_TYPES = ("period", "year", "date")


def first_field(schema: Schema, *types: str) -> str:
    """Name of the first column of one of these types, "" when the schema has none."""
    return next((field.name for field in schema.fields if field.type in types), "")


@transaction.atomic
def build(*, submission: Submission) -> Release | None:
    """Turn a verified submission into a release; None when that has been done already.

    Safe to run again after a kill: the state change and every row are in this one transaction.
    """
    dataset = Dataset.everywhere.select_for_update().get(pk=submission.dataset_id)
    if Release.everywhere.filter(submission=submission).exists():
        return None
    report = CheckReport.everywhere.select_related("parquet").get(submission=submission)
    frame = parquet.read(documents.path_of(report.parquet.sha256))
    schema = submission.schema_version.schema
    intake.move(submission, [SubmissionState.VERIFIED], SubmissionState.RELEASED)
    release = _create(dataset, submission, report, frame, schema)
    serve_rows(release=release, frame=frame, schema=schema)
    _record(release)
    return release


def _create(
    dataset: Dataset, submission: Submission, report: CheckReport, frame: pl.DataFrame, schema: Schema
) -> Release:
    verified = Decision.everywhere.filter(submission=submission, kind=DecisionKind.VERIFIED).latest("at")
    newest = _newest_period(frame, schema, submission.period)
    number = (Release.everywhere.filter(dataset=dataset).aggregate(top=Max("number"))["top"] or 0) + 1
    Release.everywhere.filter(dataset=dataset, period_code=submission.period_code, is_current=True).update(
        is_current=False
    )
    release: Release = Release.objects.create(
        dataset=dataset,
        number=number,
        period_code=submission.period_code,
        newest_code=newest.code,
        newest_end=newest.end,
        submission=submission,
        parquet=report.parquet,
        sheet=report.sheet,
        columns=report.columns,
        rows=frame.height,
        released_at=clock.now(),
        released_by_id=verified.actor_id,
        released_label=", ".join(filter(None, (verified.actor_label, verified.post_label))),
    )
    return release


def _newest_period(frame: pl.DataFrame, schema: Schema, covered: periods.Period) -> periods.Period:
    """The newest period among the rows: a column of periods, else what the submission covers."""
    name = first_field(schema, *PERIOD_TYPES)
    if not name:
        return covered
    found = [periods.parse(text) for text in frame[name].drop_nulls().unique().to_list()]
    dated = [period for period in found if period.end is not None]
    return max(dated, key=lambda period: (period.end or dt.date.min, period.code), default=periods.UNDATED)


def serve_rows(*, release: Release, frame: pl.DataFrame, schema: Schema) -> None:
    """Write the rows that pages read, in batches; what stood there before is replaced."""
    ServedRow.everywhere.filter(release=release).delete()
    batch: list[ServedRow] = []
    for row in _served(release, frame, schema):
        batch.append(row)
        if len(batch) == BATCH:
            ServedRow.everywhere.bulk_create(batch)
            batch = []
    ServedRow.everywhere.bulk_create(batch)


def _served(release: Release, frame: pl.DataFrame, schema: Schema) -> Iterator[ServedRow]:
    names = [field.name for field in schema.fields]
    area, period = first_field(schema, "area"), first_field(schema, *PERIOD_TYPES)
    for record in frame.iter_rows(named=True):
        values: dict[str, Any] = {name: record[name] for name in names}
        yield ServedRow(
            release=release,
            row=record[parquet.ROW],
            area_code=(values.get(area) or "") if area else "",
            period_code=(values.get(period) or "") if period else release.period_code,
            raw={name: record[parquet.raw_name(name)] or "" for name in names},
            values=values,
        )


def rebuild(*, release: Release) -> None:
    """Make the serving rows of a release anew from its Parquet file."""
    frame = parquet.read(documents.path_of(release.parquet.sha256))
    with transaction.atomic():
        serve_rows(release=release, frame=frame, schema=release.submission.schema_version.schema)


def verify_files(scope: Scope) -> Iterator[tuple[Release, str]]:
    """Releases whose file is missing or no longer has its checksum, with the reason; none when all is well."""
    for release in Release.objects.within(scope).select_related("parquet", "dataset").iterator():
        problem = _file_problem(documents.path_of(release.parquet.sha256), release.parquet.sha256)
        if problem:
            yield release, problem


def _file_problem(path: Path, expected: str) -> str:
    if not path.is_file():
        return "berkas tidak ada"
    return "" if documents.checksum(path) == expected else "sidik berkas tidak cocok"


def _record(release: Release) -> None:
    audit.record(
        scope=Scope.system("membangun rilis", release.dataset.government_id),
        government_id=release.dataset.government_id,
        action="data.rilis",
        object_kind="rilis",
        object_key=release.pk,
        dataset=release.dataset.code,
        number=release.number,
        period=release.period_code,
        sha256=release.parquet.sha256,
        rows=release.rows,
    )
