"""Receiving files: from the first byte a submission exists whole or not at all."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import IntegrityError, transaction

from simpul.audit import api as audit
from simpul.core import clock, errors, periods
from simpul.core.scope import Scope
from simpul.datahub.errors import FileTooLargeError, PeriodNotAcceptedError, SomebodyWasFasterError
from simpul.datahub.intake.enums import REPLACEABLE, SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.standards.models import Dataset
from simpul.documents import api as documents


def receive(
    *,
    scope: Scope,
    dataset: Dataset,
    period: periods.Period,
    filename: str,
    chunks: Iterable[bytes],
    note: str = "",
    idempotency_key: str = "",
    replaces: Submission | None = None,
) -> Submission:
    """Keep an uploaded file and open a submission for it; sent twice under one key it opens only one.

    Raises ForbiddenError outside the caller's agency, PeriodNotAcceptedError, FileTooLargeError.
    """
    _demand_upload(scope, dataset)
    _demand_period(dataset, period)
    twin = _sent_before(scope, idempotency_key)
    if twin is not None:
        return twin
    try:
        with transaction.atomic():
            return _open(scope, dataset, period, filename, chunks, note, idempotency_key, replaces)
    except IntegrityError:  # the same sending came twice at once, and the other was first
        twin = _sent_before(scope, idempotency_key)
        if twin is None:
            raise
        return twin


def _open(
    scope: Scope,
    dataset: Dataset,
    period: periods.Period,
    filename: str,
    chunks: Iterable[bytes],
    note: str,
    idempotency_key: str,
    replaces: Submission | None,
) -> Submission:
    file = documents.keep(
        government_id=dataset.government_id,
        name=filename,
        chunks=_bounded(chunks, settings.UPLOAD_LIMIT_BYTES),
    )
    submission: Submission = Submission.objects.create(
        dataset=dataset,
        schema_version=dataset.latest_schema(),
        period_code=period.code,
        file=file,
        uploaded_by_id=scope.actor_id,
        uploaded_label=scope.actor_label,
        uploaded_post=scope.post_label,
        uploaded_at=clock.now(),
        note=note,
        replaces=replaces,
        idempotency_key=idempotency_key,
    )
    if replaces is not None:
        move(replaces, REPLACEABLE, SubmissionState.SUPERSEDED)
    _record(scope, submission, "data.unggah", sha256=file.sha256, bytes=file.size)
    return submission


def move(submission: Submission, expected: Iterable[str], to: SubmissionState, **changes: object) -> None:
    """Change the state only if it is still one of `expected`; of two who try at once, one is told.

    Raises SomebodyWasFasterError.
    """
    rows = Submission.everywhere.filter(pk=submission.pk, state__in=list(expected))
    if rows.update(state=to, changed_at=clock.now(), **changes) != 1:
        submission.refresh_from_db(fields=["state"])
        raise SomebodyWasFasterError(state=submission.get_state_display())
    submission.state = to


def _demand_upload(scope: Scope, dataset: Dataset) -> None:
    scope.demand("data.upload")
    if not scope.covers_government(dataset.government_id) or not scope.may_for(
        "data.upload", dataset.agency_id
    ):
        raise errors.NotFoundError()


def _demand_period(dataset: Dataset, period: periods.Period) -> None:
    """A sheet covers one period of the agreed frequency, or a longer span that holds several of them."""
    order = list(periods.Frequency)
    agreed = periods.Frequency(dataset.frequency)
    if period.frequency is not None and order.index(period.frequency) < order.index(agreed):
        raise PeriodNotAcceptedError(period=period.label, frequency=agreed.label)


def _sent_before(scope: Scope, key: str) -> Submission | None:
    if not key:
        return None
    found: Submission | None = (
        Submission.objects.within(scope).filter(uploaded_by_id=scope.actor_id, idempotency_key=key).first()
    )
    return found


def _bounded(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise FileTooLargeError(limit=limit // (1024 * 1024))
        yield chunk


def _record(scope: Scope, submission: Submission, action: str, **details: object) -> None:
    audit.record(
        scope=scope,
        government_id=submission.dataset.government_id,
        action=action,
        object_kind="kiriman",
        object_key=submission.pk,
        dataset=submission.dataset.code,
        period=submission.period_code,
        **details,
    )
