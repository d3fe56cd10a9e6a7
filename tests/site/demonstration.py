"""The small form of the demonstration, loaded once for a module of tests and taken back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from simpul.accounts.models import User
from simpul.core import clock
from simpul.organizations import addresses
from simpul.organizations import api as organizations
from simpul.site.demo import cast, loading

PLACES = {"paser": "64.01", "ppu": "64.09", "sarolangun": "15.03", "contoh": "00.01"}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The lines that the loader said; each test works inside this transaction, which ends with the module."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        yield list(loading.load(small=True))
        transaction.set_rollback(True)


def government(key: str) -> organizations.Government:
    """One of the four governments."""
    return organizations.Government.objects.get(area_code=PLACES[key])


def place(key: str) -> cast.Place:
    """The same with its demonstration agency."""
    found = government(key)
    agency = organizations.Agency.everywhere.get(government=found, code=cast.DEMO_AGENCY[0])
    return cast.Place(found, agency, key)


def client(key: str, account: str = "") -> Client:
    """A browser at a government's address, signed in as one of its accounts, or as nobody; errors are pages."""
    addresses.forget()
    found = Client(SERVER_NAME=government(key).address, raise_request_exception=False)
    if account:
        found.force_login(User.objects.get(email=cast.address(account, key)))
    return found


def this_year() -> int:
    """The year in which the demonstration is loaded."""
    return clock.today(loading.ZONE).year
