"""Reading releases."""

from collections.abc import Iterable
from fractions import Fraction

from simpul.core import periods
from simpul.core.scope import Scope
from simpul.datahub.releases.models import Release, ServedRow
from simpul.datahub.standards.models import Dataset
from simpul.datahub.standards.schema import Schema

ValuesByKey = dict[tuple[str, ...], dict[str, Fraction]]


def newest_of(scope: Scope, dataset_ids: Iterable[int]) -> dict[int, Release]:
    """Of each data set the current release with the newest period; undated ones count as oldest. One query."""
    found = (
        Release.objects.within(scope)
        .current()
        .filter(dataset__in=list(dataset_ids))
        .select_related("submission")
        .order_by("number")
    )
    newest: dict[int, Release] = {}
    for release in found:
        known = newest.get(release.dataset_id)
        if known is None or _end(release) >= _end(known):
            newest[release.dataset_id] = release
    return newest


def _end(release: Release) -> str:
    return release.newest_end.isoformat() if release.newest_end else ""


def newest_periods(scope: Scope, dataset_ids: Iterable[int]) -> dict[int, periods.Period]:
    """Of each data set the newest period that was released."""
    return {key: release.newest for key, release in newest_of(scope, dataset_ids).items()}


def values_before(dataset: Dataset, schema: Schema, period: periods.Period) -> ValuesByKey:
    """Numbers of the newest current release of an earlier period, by release key; empty when there is none."""
    numeric = [field.name for field in schema.fields if field.is_numeric]
    if not (period.start and schema.release_key and numeric):
        return {}
    earlier = Release.everywhere.filter(dataset=dataset, is_current=True, newest_end__lt=period.start)
    release = earlier.order_by("-newest_end", "-number").first()
    if release is None:
        return {}
    rows = ServedRow.everywhere.filter(release=release).values_list("values", flat=True)
    return {tuple(row.get(name) or "" for name in schema.release_key): _numbers(row, numeric) for row in rows}


def _numbers(row: dict[str, str | None], names: list[str]) -> dict[str, Fraction]:
    return {name: Fraction(text) for name in names if (text := row.get(name)) is not None}
