"""The table of area codes as it is shipped, with the small lists that stand beside it."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from simpul.organizations.areas import errors

HOME = Path(__file__).resolve().parent.parent
DATA = HOME / "data"
ATTRIBUTION = "idn-area-data 4.0.1, ODbL 1.0"


@dataclass(frozen=True)
class Row:
    """One area of the shipped table."""

    code: str
    name: str
    level: int
    kind: str
    parent_code: str


def by_province(path: Path | None = None) -> Iterator[tuple[str, list[Row]]]:
    """The table one province at a time, in order of code; AssetsMissingError when it was not built."""
    source = path or DATA / "areas.csv.gz"
    if not source.is_file():
        raise errors.AssetsMissingError(file=source.name)
    with gzip.open(source, "rt", encoding="utf-8", newline="") as stream:
        rows = (_row(record) for record in csv.DictReader(stream))
        for province, members in groupby(rows, key=lambda row: row.code[:2]):
            yield province, list(members)


def bps_codes() -> dict[str, str]:
    """BPS code by Kemendagri code, where a source is known."""
    return {record["code"]: record["bps_code"] for record in _records(HOME / "bps_codes.csv")}


def centroids() -> dict[str, tuple[Decimal, Decimal]]:
    """Latitude and longitude in degrees by code, where known."""
    return {
        record["code"]: (Decimal(record["latitude"]), Decimal(record["longitude"]))
        for record in _records(HOME / "centroids.csv")
    }


def _row(record: dict[str, str]) -> Row:
    return Row(record["code"], record["name"], int(record["level"]), record["kind"], record["parent"])


def _records(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(line for line in stream if not line.startswith("#"))
