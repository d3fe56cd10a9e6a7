"""The cache: pages in the memory of each process, attempts at signing in in the database for all of them.

The library that counts attempts at signing in, and remembers codes that were used, writes through Django's
default cache. In the memory of one process a limit of five attempts would be five in each process, anew after
every restart, and a one-time code would work once in each.
"""

from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.locmem import LocMemCache

TABLE = "accounts_counter"
_PREFIX = "allauth"
# More than an attacker can fill within the minutes that a counter lives: a full table would drop counters.
_MOST = 200_000


class SharedCounters(LocMemCache):
    """LocMemCache, except that keys of the sign-in library live in the table of models.Counter."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(name, params)
        self._shared = DatabaseCache(TABLE, {"OPTIONS": {"MAX_ENTRIES": _MOST}})

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        if _is_shared(key):
            return self._shared.add(key, value, *args, **kwargs)
        return super().add(key, value, *args, **kwargs)

    def get(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        if _is_shared(key):
            return self._shared.get(key, *args, **kwargs)
        return super().get(key, *args, **kwargs)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        if _is_shared(key):
            self._shared.set(key, value, *args, **kwargs)
        else:
            super().set(key, value, *args, **kwargs)

    def delete(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        if _is_shared(key):
            return self._shared.delete(key, *args, **kwargs)
        return super().delete(key, *args, **kwargs)


def _is_shared(key: object) -> bool:
    return str(key).startswith(_PREFIX)
