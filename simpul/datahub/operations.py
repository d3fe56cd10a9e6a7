"""What people do on the path: each step lives in its room, here the machine and the ledger are told of it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from simpul.audit import api as audit
from simpul.core import periods
from simpul.core.scope import Scope
from simpul.datahub import endings, tasks
from simpul.datahub.errors import CodeTakenError, ColumnUnknownError
from simpul.datahub.indicators import operations as indicators
from simpul.datahub.indicators.models import Case, Indicator, IndicatorSource, IndicatorValue
from simpul.datahub.intake import operations as intake
from simpul.datahub.intake.models import Submission
from simpul.datahub.review import operations as review
from simpul.datahub.standards.models import Dataset, SchemaVersion
from simpul.datahub.standards.schema import Schema
from simpul.organizations import api as organizations

FIXED_WORDS = frozenset({"angka", "antrean", "baru", "kasus", "kiriman"})  # under /data/, see urls.py


@transaction.atomic
def upload(
    *,
    scope: Scope,
    dataset: Dataset,
    period: periods.Period,
    filename: str,
    chunks: Iterable[bytes],
    **options: Any,
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


@transaction.atomic
def define(
    *,
    scope: Scope,
    government: organizations.Government,
    facts: dict[str, Any],
    fields: list[dict[str, Any]],
    number: dict[str, Any] | None,
) -> Dataset:
    """Create a data set from what a person filled in, with the indicator that it feeds when they named a column.

    Raises CodeTakenError, ColumnUnknownError, SchemaError.
    """
    code = _code(facts["title"])
    if Dataset.objects.within(scope).filter(government=government, code=code).exists():
        raise CodeTakenError(title=facts["title"])
    area = next((f["name"] for f in fields if f.get("simpul:type") == "area"), "")
    dataset = define_dataset(
        scope=scope,
        descriptor={"fields": fields, "primaryKey": [area] if area else []},
        government=government,
        agency=organizations.Agency.objects.within(scope).get(pk=facts["agency"]),
        code=code,
        title=facts["title"],
        frequency=facts["frequency"],
        lag_days=facts["lag_days"] or 0,
        sensitivity=facts["sensitivity"],
        definition=facts["definition"],
        is_sample=government.is_sample,
    )
    if number is not None:
        _define_number(dataset, fields, area, number)
    _record_definition(scope, dataset)
    return dataset


def _code(title: str) -> str:
    """The address of a data set from its title; never one of the fixed words under /data/."""
    code = slugify(title)[:70] or "data"
    return f"{code}-data" if code in FIXED_WORDS else code


def _define_number(
    dataset: Dataset, fields: list[dict[str, Any]], area: str, number: dict[str, Any]
) -> Indicator:
    column = next(
        (f for f in fields if f["title"] == number["column"] and f["type"] in ("number", "integer")), None
    )
    if column is None:
        raise ColumnUnknownError(column=number["column"])
    indicator: Indicator = Indicator.objects.create(
        government=dataset.government,
        code=dataset.code,
        name=dataset.title,
        short_name=dataset.title[:60],
        definition=dataset.definition,
        unit=column.get("simpul:unit", ""),
        decimals=number["decimals"] or 0,
        wish=number["wish"],
        pillar=number["pillar"],
        area_level=3 if area else 2,
        is_sample=dataset.is_sample,
    )
    IndicatorSource.objects.create(
        indicator=indicator, dataset=dataset, formula={"column": column["name"]}, area_field=area
    )
    return indicator


def _record_definition(scope: Scope, dataset: Dataset) -> None:
    audit.record(
        scope=scope,
        government_id=dataset.government_id,
        action="data.tetapkan",
        object_kind="data set",
        object_key=dataset.pk,
        code=dataset.code,
    )
