"""Attempts are counted for all processes together; pages stay in each process."""

import pytest
from django.core.cache import cache

from simpul.accounts.counters import SharedCounters
from simpul.accounts.models import Counter

pytestmark = pytest.mark.django_db


def another_process() -> SharedCounters:
    """The same cache as a second process would have it: with a memory of its own."""
    return SharedCounters("another", {})


def test_what_one_process_counted_another_one_sees() -> None:
    cache.set("allauth:rl:probe", [1.0], 60)
    assert another_process().get("allauth:rl:probe") == [1.0]
    another_process().delete("allauth:rl:probe")
    assert cache.get("allauth:rl:probe") is None


def test_a_code_is_taken_by_one_process_only() -> None:
    assert cache.add("allauth.mfa.totp.used?probe", "y", 30)
    assert not another_process().add("allauth.mfa.totp.used?probe", "y", 30)


def test_pages_never_reach_the_database() -> None:
    cache.set("page:probe", b"...", 60)
    assert cache.get("page:probe") == b"..."
    assert cache.add("page:probe", b"", 60) is False
    assert Counter.objects.count() == 0
    assert another_process().get("page:probe") is None
    cache.delete("page:probe")
    assert cache.get("page:probe") is None
