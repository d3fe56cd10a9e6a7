"""A merged agency's data sets go on at the agency that took over."""

import datetime as dt

import pytest

from simpul.audit.models import Entry
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.organizations import api as organizations
from tests import cast
from tests.datahub import situations

pytestmark = pytest.mark.django_db

SYSTEM = Scope.system("test")


def merge() -> None:
    source, target = (cast.agency(code, cast.government()) for code in ("DINKES", "DISDIK"))
    organizations.merge_agencies(
        scope=cast.scope_of(cast.person("administrator")),
        source=source,
        target=target,
        effective_on=dt.date(2026, 1, 2),
    )


def test_data_sets_of_a_merged_agency_are_delivered_by_the_other_one():
    dataset = situations.dataset()
    merge()
    dataset.refresh_from_db()
    assert dataset.agency.code == "DISDIK"
    operator = cast.scope_of(cast.person("other_operator"))
    assert list(datahub.Dataset.objects.within(SYSTEM).of_agencies(operator.agencies)) == [dataset]
    entry = Entry.objects.within(SYSTEM).get(action="data.alih")
    assert entry.object_key == str(dataset.pk)


def test_data_sets_of_another_government_with_the_same_agency_code_stay():
    theirs = situations.dataset(cast.neighbour())
    situations.dataset(code="gizi")
    merge()
    theirs.refresh_from_db()
    assert theirs.agency == cast.agency("DINKES", cast.neighbour())
