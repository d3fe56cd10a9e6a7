"""What every test stands on: nothing remembered from the test before.

The database is SQLite, or PostgreSQL with SIMPUL_TEST_DATABASE=postgres (see `tests/postgres.py`).
"""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from simpul.audit import guards
from simpul.organizations import addresses
from tests.browser import chromium, page

__all__ = ["chromium", "page"]  # fixtures of all tests that press buttons


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What a process remembers between requests is forgotten between tests."""
    addresses.forget()
    cache.clear()
    yield
    addresses.forget()
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def emptied_tables() -> Iterator[None]:
    """Tests with real transactions empty all tables behind them, which the guards of the audit refuse."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(self: TransactionTestCase) -> None:
        guards.remove(connection)
        try:
            flush(self)
        finally:
            guards.install(connection)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = flush  # type: ignore[attr-defined]
