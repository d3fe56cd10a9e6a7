"""What every test stands on: nothing remembered from the test before.

The database is SQLite, or PostgreSQL with SIMPUL_TEST_DATABASE=postgres (see `tests/postgres.py`).
"""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from simpul.organizations import addresses


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What a process remembers between requests is forgotten between tests."""
    addresses.forget()
    cache.clear()
    yield
    addresses.forget()
    cache.clear()
