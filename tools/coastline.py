"""The coast of Indonesia and its neighbours as compact lines, from the npm package world-atlas."""

import gzip
import json
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString

BOX = (94.0, -12.0, 142.0, 7.0)  # west, south, east, north, in degrees
STEPS_PER_DEGREE = 1000  # 0.001 degree is 111 m, finer than the source
TOLERANCE = 0.001

NOTICE = """coastline.json.gz is derived from world-atlas {version}, file land-10m.json (a TopoJSON
redistribution of Natural Earth, whose data is in the public domain). The licence of world-atlas follows.

"""

Topology = dict[str, Any]


def build(package: Path, target: Path) -> int:
    """Write coastline.json.gz and its licence into the folder `target`; returns the number of lines.

    The file holds {"steps": n, "lines": [[x, y, dx, dy, ...], ...]}: whole steps of 1/n degree, each
    point after the first as the difference from the one before.
    """
    topology = json.loads((package / "land-10m.json").read_text())
    lines = [packed for line in _coast(topology) if (packed := _packed(line))]
    text = json.dumps({"steps": STEPS_PER_DEGREE, "lines": lines}, separators=(",", ":"))
    (target / "coastline.json.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    version = json.loads((package / "package.json").read_text())["version"]
    licence = (package / "LICENSE").read_text()
    (target / "coastline.LICENSE.txt").write_text(NOTICE.format(version=version) + licence)
    return len(lines)


def arcs_of(topology: Topology) -> list[list[tuple[float, float]]]:
    """The arcs of a quantised TopoJSON topology in degrees; land has each once, so all are its coast."""
    scale_x, scale_y = topology["transform"]["scale"]
    left, bottom = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return arcs


def _coast(topology: Topology) -> list[LineString]:
    box = shapely.box(*BOX)
    lines = [LineString(arc) for arc in arcs_of(topology) if len(arc) > 1]
    inside = [line.intersection(box) for line in lines if line.intersects(box)]
    merged = shapely.line_merge(shapely.union_all(inside))
    return [line.simplify(TOLERANCE) for line in shapely.get_parts(merged)]


def _packed(line: LineString) -> list[int]:
    """One line as first point and differences; [] when nothing of it is left at this resolution."""
    packed: list[int] = []
    last_x = last_y = 0
    for longitude, latitude in line.coords:
        x, y = round(longitude * STEPS_PER_DEGREE), round(latitude * STEPS_PER_DEGREE)
        if not packed or (x, y) != (last_x, last_y):
            packed += [x - last_x, y - last_y]
            last_x, last_y = x, y
    return packed if len(packed) > 2 else []
