"""Attempts at signing in, counted for all web processes together."""

from django.db import models


class Counter(models.Model):
    """A row of the shared part of the cache (counters.py), with the columns that Django's cache expects.

    Keys are hashes of an address or the number of a user; values are moments. Rows are dropped once expired.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
