"""A series in time: its readings, its target, and the sentence for those who do not see the chart."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext

from simpul.web import formats
from simpul.web.formats import Value


@dataclass(frozen=True)
class Reading:
    """One value in time. `position` is its place on the axis (2024, or 2024 + 10/12 for the end of October);
    `value` None is a gap; `is_break` says that the source or method changed before this reading."""

    position: Value
    label: str
    value: Value | None
    is_break: bool = False


@dataclass(frozen=True)
class Target:
    """Where the line is meant to arrive."""

    position: Value
    label: str
    value: Value


@dataclass(frozen=True)
class Series:
    """Readings in the order of time, at least one of them with a value."""

    readings: tuple[Reading, ...]
    decimals: int | None
    target: Target | None

    def text(self, value: Value) -> str:
        return formats.number(value, self.decimals)

    def ends(self) -> list[Reading | Target]:
        """All that has a place on the axis."""
        return [*self.readings, *([self.target] if self.target else [])]

    def known(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.value is not None]

    def has_break(self) -> bool:
        return any(later.is_break for later in self.known()[1:])


def nothing(name: str) -> str:
    """The sentence of a series without any value."""
    return gettext("%(name)s: belum ada data.") % {"name": name}


def summary(series: Series, name: str, unit: str) -> str:
    """First and last value, the target, and where the source changed."""
    known = series.known()
    said = dict.fromkeys(_say(series, reading, unit) for reading in (known[0], known[-1]))
    sentence = [f"{name}: " + ", ".join(said)]
    if series.target:
        sentence.append(gettext("target %(value)s") % {"value": _say(series, series.target, unit)})
    for before, after in pairwise(known):
        if after.is_break:
            words = {"before": before.label, "after": after.label}
            sentence.append(gettext("sumber berganti di antara %(before)s dan %(after)s") % words)
    return "; ".join(sentence) + "."


def _say(series: Series, end: Reading | Target, unit: str) -> str:
    value = "" if end.value is None else f"{series.text(end.value)} {unit}".strip()
    return gettext("%(value)s pada %(label)s") % {"value": value, "label": end.label}
