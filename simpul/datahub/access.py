"""Getting one object together with the right to see it: where the query is, the check is."""

from typing import Any

from simpul.core import errors
from simpul.core.scope import Scope
from simpul.datahub.indicators.models import Case, Indicator, IndicatorValue
from simpul.datahub.intake.models import Submission
from simpul.datahub.releases.models import Release
from simpul.datahub.standards.models import Dataset, Sensitivity


def _one(query: Any) -> Any:
    found = query.first()
    if found is None:
        raise errors.NotFoundError()
    return found


def dataset(scope: Scope, code: str) -> Dataset:
    """A data set that the caller may see: public ones, and all of the government with data.read."""
    query = Dataset.objects.within(scope).filter(code=code).select_related("agency", "government")
    if not scope.has("data.read"):
        query = query.filter(sensitivity=Sensitivity.PUBLIC)
    found: Dataset = _one(query)
    return found


def dataset_to_deliver(scope: Scope, code: str) -> Dataset:
    """A data set that the caller's agency delivers."""
    found = dataset(scope, code)
    if not scope.may_for("data.upload", found.agency_id):
        raise errors.NotFoundError()
    return found


def submission(scope: Scope, pk: int) -> Submission:
    """A submission of the caller's government, and of their agency when they are bound to one."""
    query = Submission.objects.within(scope).of_agencies(scope.agencies).filter(pk=pk)
    found: Submission = _one(
        query.select_related("dataset__agency", "dataset__government", "schema_version", "file", "replaces")
    )
    return found


def release(scope: Scope, code: str, number: int) -> Release:
    """A release of a data set that the caller may see."""
    query = Release.objects.within(scope).filter(dataset=dataset(scope, code), number=number)
    found: Release = _one(
        query.select_related("dataset__agency", "dataset__government", "parquet", "submission")
    )
    return found


def indicator(scope: Scope, code: str) -> Indicator:
    """An indicator of the government; one fed by an internal data set needs data.read."""
    query = Indicator.objects.within(scope).filter(code=code).select_related("government")
    if not scope.has("data.read"):
        query = query.exclude(sources__dataset__sensitivity=Sensitivity.INTERNAL)
    found: Indicator = _one(query)
    return found


def value(scope: Scope, code: str, pk: int) -> IndicatorValue:
    """A value of an indicator that the caller may see, with all that its trace needs."""
    query = IndicatorValue.objects.within(scope).filter(pk=pk, indicator=indicator(scope, code))
    found: IndicatorValue = _one(
        query.select_related(
            "indicator__government",
            "source__dataset__agency",
            "release__submission__file",
            "release__parquet",
            "release__dataset__agency",
        )
    )
    return found


def case(scope: Scope, pk: int) -> Case:
    """A case of the caller's government."""
    query = Case.objects.within(scope).filter(pk=pk)
    found: Case = _one(
        query.select_related("indicator__government", "first__release", "second__release", "chosen")
    )
    return found
