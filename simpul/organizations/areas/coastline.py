"""The coast of Indonesia and its neighbours, for maps that have no outlines."""

import functools
import gzip
import json

import shapely
from shapely.geometry import LineString

from simpul.organizations.areas import errors, table

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees
Line = list[tuple[float, float]]  # longitude, latitude

_DIGITS = 3


@functools.lru_cache(maxsize=64)
def lines_within(box: Box) -> tuple[Line, ...]:
    """The parts of the coast inside a box; AssetsMissingError when the file was not built."""
    source = table.DATA / "coastline.json.gz"
    if not source.is_file():
        raise errors.AssetsMissingError(file=source.name)
    packed = json.loads(gzip.decompress(source.read_bytes()))
    frame = shapely.box(*box)
    lines = (LineString(_unpacked(line, packed["steps"])) for line in packed["lines"])
    inside = (line.intersection(frame) for line in lines if line.intersects(frame))
    return tuple(_points(part) for piece in inside for part in shapely.get_parts(piece) if part.length > 0)


def _unpacked(line: list[int], steps: int) -> Line:
    x = y = 0
    points = []
    for dx, dy in zip(line[::2], line[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / steps, y / steps))
    return points


def _points(line: LineString) -> Line:
    return [(round(x, _DIGITS), round(y, _DIGITS)) for x, y in line.coords]
