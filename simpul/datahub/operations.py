"""What people do on the path: each step lives in its room, here the machine and the ledger are told of it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from simpul.core import periods
from simpul.core.scope import Scope
from simpul.datahub import endings, tasks
from simpul.datahub.indicators import operations as indicators
from simpul.datahub.indicators.models import Case, IndicatorValue
from simpul.datahub.intake import operations as intake
from simpul.datahub.intake.models import Submission
from simpul.datahub.review import operations as review
from simpul.datahub.standards.models import Dataset, SchemaVersion
from simpul.datahub.standards.schema import Schema


@transaction.atomic
def upload(
    *, scope: Scope, dataset: Dataset, period: periods.Period, filename: str, chunks: Iterable[bytes], **options: Any
) -> Submission:
    """Receive a file and have it checked; see `intake.receive` for the options and the errors."""
    submission = intake.receive(
        scope=scope, dataset=dataset, period=period, filename=filename, chunks=chunks, **options
    )
    tasks.check.enqueue(submission.pk, key=f"check:{submission.pk}")
    endings.received(scope, submission)
    return submission


@transaction.atomic
def submit(*, scope: Scope, submission: Submission, note: str = "") -> None:
    """Send a clean submission to the head."""
    review.submit(scope=scope, submission=submission, note=note)
    endings.submitted(scope, submission)


@transaction.atomic
def approve(*, scope: Scope, submission: Submission, note: str = "") -> None:
    """The head approves."""
    review.approve(scope=scope, submission=submission, note=note)
    endings.approved(scope, submission)


@transaction.atomic
def verify(*, scope: Scope, submission: Submission, note: str = "") -> None:
    """The walidata verifies; the release follows within a second or so."""
    review.verify(scope=scope, submission=submission, note=note)
    tasks.release.enqueue(submission.pk, key=f"release:{submission.pk}")
    endings.verified(scope, submission)


@transaction.atomic
def send_back(*, scope: Scope, submission: Submission, reason: str, note: str = "") -> None:
    """Return a submission with a reason from the list."""
    review.send_back(scope=scope, submission=submission, reason=reason, note=note)
    endings.returned(scope, submission)


@transaction.atomic
def withdraw(*, scope: Scope, submission: Submission) -> None:
    """The operator takes a submission back."""
    review.withdraw(scope=scope, submission=submission)
    endings.withdrawn(scope, submission)


@transaction.atomic
def decide(*, scope: Scope, case: Case, chosen: IndicatorValue | None, note: str) -> None:
    """Settle a conflict or a break; see `indicators.decide`."""
    indicators.decide(scope=scope, case=case, chosen=chosen, note=note)
    endings.case_closed(scope, case, "diputuskan")


@transaction.atomic
def define_dataset(*, scope: Scope, descriptor: dict[str, Any], **facts: Any) -> Dataset:
    """Create a data set with the first version of its schema; raises SchemaError for a faulty descriptor."""
    scope.demand("dataset.manage")
    Schema.from_descriptor(descriptor)
    dataset: Dataset = Dataset.objects.create(**facts)
    SchemaVersion.objects.create(dataset=dataset, number=1, descriptor=descriptor)
    return dataset
