"""Reading data sets with what was released of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from simpul.core import freshness, periods
from simpul.core.scope import Scope
from simpul.datahub.releases import queries as releases
from simpul.datahub.releases.models import Release
from simpul.datahub.standards.models import Dataset


@dataclass(frozen=True)
class Row:
    """A data set as lists show it."""

    dataset: Dataset
    release: Release | None
    freshness: freshness.Freshness

    @property
    def newest(self) -> periods.Period | None:
        return self.release.newest if self.release else None


def rows(scope: Scope, datasets: Iterable[Dataset], today: dt.date) -> list[Row]:
    """The data sets with their newest release and freshness; one query more than the data sets took."""
    listed = list(datasets)
    newest = releases.newest_of(scope, [dataset.pk for dataset in listed])
    return [_row(dataset, newest.get(dataset.pk), today) for dataset in listed]


def _row(dataset: Dataset, release: Release | None, today: dt.date) -> Row:
    newest = release.newest if release else None
    frequency = periods.Frequency(dataset.frequency)
    return Row(dataset, release, freshness.of(newest, frequency, dataset.lag_days, today))


def freshness_counts(scope: Scope, today: dt.date) -> dict[str, int]:
    """How many data sets of the scope stand in each state of freshness; two queries."""
    counts: dict[str, int] = {state.value: 0 for state in freshness.State}
    for row in rows(scope, Dataset.objects.within(scope), today):
        counts[row.freshness.state] += 1
    return counts


def public_counts(scope: Scope) -> dict[str, int]:
    """How much a visitor may look into: data sets and releases open to the public."""
    datasets = Dataset.objects.within(scope).open_to_public()
    releases_count = Release.objects.within(scope).filter(dataset__in=datasets).count()
    return {"datasets": datasets.count(), "releases": releases_count}
