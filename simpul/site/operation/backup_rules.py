"""When a backup is due and which are kept: plain functions, today's date is an argument."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from simpul.core.env import SettingError

_RECENT = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Keep:
    """How many days, weeks (ISO 8601) and months keep their newest backup."""

    daily: int
    weekly: int
    monthly: int


def parse_keep(text: str) -> Keep:
    """SIMPUL_BACKUP_KEEP, "7,4,6"; raises SettingError."""
    parts = text.split(",")
    if len(parts) != 3 or not all(part.strip().isdigit() for part in parts) or int(parts[0]) < 1:
        raise SettingError(f"SIMPUL_BACKUP_KEEP must be days,weeks,months such as 7,4,6, not {text!r}.")
    return Keep(*(int(part) for part in parts))


def parse_time(text: str) -> dt.time:
    """SIMPUL_BACKUP_AT, "02:00"; raises SettingError."""
    match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", text.strip())
    if match is None:
        raise SettingError(f"SIMPUL_BACKUP_AT must be a time of day such as 02:00, not {text!r}.")
    return dt.time(int(match[1]), int(match[2]))


def is_due(at: dt.time, zone: str, last: dt.datetime | None, now: dt.datetime) -> bool:
    """True when no backup was made since the agreed time of day last passed in `zone`."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() >= at else local.date() - dt.timedelta(days=1)
    moment = dt.datetime.combine(day, at, ZoneInfo(zone))
    return last is None or last < moment


def kept(moments: Iterable[dt.datetime], keep: Keep, zone: str, now: dt.datetime) -> set[dt.datetime]:
    """The moments whose backups stay: the newest of each of some days, weeks and months, and all of the
    last 24 hours. Days begin at midnight in `zone`. The newest of all always stays.
    """
    newest_first = sorted((moment.astimezone(ZoneInfo(zone)) for moment in moments), reverse=True)
    stay = {moment for moment in newest_first if now - moment < _RECENT} | set(newest_first[:1])
    spans = ((keep.daily, "%Y-%m-%d"), (keep.weekly, "%G-W%V"), (keep.monthly, "%Y-%m"))
    for count, form in spans:
        stay |= _newest_of_each(newest_first, count, form)
    return {moment.astimezone(dt.UTC) for moment in stay}


def _newest_of_each(newest_first: list[dt.datetime], count: int, form: str) -> set[dt.datetime]:
    spans: dict[str, dt.datetime] = {}
    for moment in newest_first:
        spans.setdefault(moment.strftime(form), moment)
    return set(list(spans.values())[:count])
