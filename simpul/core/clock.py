"""Time: instants are UTC, days and clock times belong to a government's zone."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def now() -> dt.datetime:
    """The present instant, aware, UTC."""
    return timezone.now()


def today(zone: str) -> dt.date:
    """The calendar day of a place, for example `Asia/Makassar`."""
    return now().astimezone(ZoneInfo(zone)).date()


def local(instant: dt.datetime, zone: str) -> dt.datetime:
    """The same instant on the clock of a place."""
    return instant.astimezone(ZoneInfo(zone))


def label(zone: str) -> str:
    """WIB, WITA or WIT."""
    return ZONES[zone]
