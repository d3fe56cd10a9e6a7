"""A spark line: the shape of a series without axis; the number itself stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.web import formats
from simpul.web.charts import scale
from simpul.web.charts.series import Reading

_WIDTH, _HEIGHT, _PAD = 120, 34, 6


@dataclass(frozen=True)
class Spark:
    """Paths (broken at gaps and changes of source), the newest point, and lone points that no line joins."""

    width: int
    height: int
    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    last: tuple[float, float]


def spark(readings: Sequence[Reading], span: tuple[int, int] | None = None) -> Spark | None:
    """The line of the readings, None without any value; `span` gives rows under one another common ends."""
    known = [reading for reading in readings if reading.value is not None]
    if not known:
        return None
    positions = [formats.exact(reading.position) for reading in known]
    low, high = (formats.exact(end) for end in span) if span else (min(positions), max(positions))
    x = (
        scale.Linear(low, high, _PAD, _WIDTH - _PAD)
        if low < high
        else scale.Linear(low - 2, high, _PAD, _WIDTH - _PAD)
    )
    values = [formats.exact(reading.value) for reading in known if reading.value is not None]
    bottom, top = min(values), max(values)
    y = (
        scale.Linear(bottom, top, _HEIGHT - _PAD, _PAD)
        if bottom < top
        else scale.Linear(bottom - 1, top + 1, _HEIGHT, 0)
    )
    runs = _runs(readings, x, y)
    points = tuple(point for run in runs for point in run)
    return Spark(_WIDTH, _HEIGHT, tuple(_d(run) for run in runs if len(run) > 1), points[:-1], points[-1])


def _runs(readings: Sequence[Reading], x: scale.Linear, y: scale.Linear) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for reading in readings:
        if reading.value is None or reading.is_break:
            runs.append([])
        if reading.value is not None:
            runs[-1].append((x.at(formats.exact(reading.position)), y.at(formats.exact(reading.value))))
    return [run for run in runs if run]


def _d(run: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{left} {top}" for left, top in run)
