"""When a scheduled job is due: "every 30s", "every 5m", "every 2h", or a cron line of five fields.

Fields are minute, hour, day of month, month and weekday (0 is Sunday, 7 too) with `*`, `a`, `a-b`, `a,b` and
`*/n`. As in cron, a line that limits both day and weekday is due when either fits.
"""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_UNITS = {"s": 1, "m": 60, "h": 3600}
_LONGEST = 366 * 8  # days; 29 February comes round in at most eight years


class CronLineError(ValueError):
    """The text is no schedule."""


@dataclass(frozen=True)
class CronLine:
    """A schedule; `every` is seconds and then the sets are empty."""

    text: str
    zone: str
    every: int = 0
    minutes: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()

    def last_due(self, now: dt.datetime) -> dt.datetime:
        """The newest moment, not after `now`, at which it was due (UTC)."""
        if self.every:
            return dt.datetime.fromtimestamp(int(now.timestamp()) // self.every * self.every, dt.UTC)
        return self._search(now.astimezone(ZoneInfo(self.zone)), -1)

    def next_due(self, now: dt.datetime) -> dt.datetime:
        """The first moment after `now` at which it is due (UTC)."""
        if self.every:
            return self.last_due(now) + dt.timedelta(seconds=self.every)
        minute = now.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
        return self._search(minute.astimezone(ZoneInfo(self.zone)), 1)

    def _search(self, start: dt.datetime, step: int) -> dt.datetime:
        clock = start.time()
        for offset in range(_LONGEST):
            day = start.date() + dt.timedelta(days=offset * step)
            if self._fits(day) and (time := self._time(clock if offset == 0 else None, step)):
                return dt.datetime.combine(day, time, ZoneInfo(self.zone)).astimezone(dt.UTC)
        raise CronLineError(f"{self.text!r} is never due")

    def _fits(self, day: dt.date) -> bool:
        by_day, by_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        both_limited = len(self.days) < 31 and len(self.weekdays) < 7
        fits = by_day or by_weekday if both_limited else by_day and by_weekday
        return fits and day.month in self.months

    def _time(self, limit: dt.time | None, step: int) -> dt.time | None:
        """First (step 1) or last (step -1) time of a day that the limit does not cut off."""
        times = [dt.time(hour, minute) for hour in self.hours for minute in self.minutes]
        if limit is not None:
            times = [time for time in times if (time >= limit if step > 0 else time <= limit)]
        return (min(times) if step > 0 else max(times)) if times else None


def parse(text: str, zone: str = "UTC") -> CronLine:
    """The schedule of a text; clock times are those of `zone`. Raises CronLineError."""
    if match := re.fullmatch(r"every ([1-9]\d*)([smh])", text):
        return CronLine(text, zone, every=int(match[1]) * _UNITS[match[2]])
    fields = text.split()
    if len(fields) != len(_RANGES):
        raise CronLineError(f"{text!r} has not five fields")
    minutes, hours, days, months, weekdays = (
        _values(field, low, high) for field, (low, high) in zip(fields, _RANGES, strict=True)
    )
    weekdays = frozenset(day % 7 for day in weekdays)
    return CronLine(text, zone, 0, tuple(sorted(minutes)), tuple(sorted(hours)), days, months, weekdays)


def _values(field: str, low: int, high: int) -> frozenset[int]:
    return frozenset().union(*(_part(part, low, high) for part in field.split(",")))


def _part(part: str, low: int, high: int) -> frozenset[int]:
    match = re.fullmatch(r"(?:\*|(\d+)(?:-(\d+))?)(?:/([1-9]\d*))?", part)
    if match is None:
        raise CronLineError(f"{part!r} is no field of a cron line")
    first = int(match[1]) if match[1] else low
    last = int(match[2]) if match[2] else (first if match[1] and not match[3] else high)
    if not low <= first <= last <= high:
        raise CronLineError(f"{part!r} lies outside {low}-{high}")
    return frozenset(range(first, last + 1, int(match[3] or 1)))
