"""The table of area codes, derived from the npm package idn-area-data, under its own licence."""

import csv
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

Row = tuple[str, str, int, str, str]  # code, name, level, kind, code of the parent

SOURCES = (("provinces", 1), ("regencies", 2), ("districts", 3), ("villages", 4))
# The first digit of a village's number tells its kind.
VILLAGE_KINDS = {"1": "kelurahan", "2": "desa", "3": "desa adat"}
# In the provinces of Papua a kecamatan is called distrik (UU 21/2001 on special autonomy, article 1).
PAPUA = ("91", "92", "93", "94", "95", "96")
SMALL_WORDS = {"dan", "di", "ke", "dari", "x", "an", "i"}

NOTICE = """areas.csv.gz is a database of area codes of Indonesia, derived from idn-area-data {version}
(https://github.com/fityannugroho/idn-area-data), which is made available under the Open Database License 1.0.
This derived database is made available under the same licence; the text below applies to it and not to the
program beside it. Changes made: the four tables were joined into one, kind and level were added from the
code, marks typed for an apostrophe were unified and words in lower case were given a capital.

"""


def build(package: Path, target: Path) -> int:
    """Write areas.csv.gz and its licence into the folder `target`; returns the number of areas."""
    rows = sorted(_rows(package / "data"))
    _write(rows, target / "areas.csv.gz")
    version = re.search(r'"version":\s*"([^"]+)"', (package / "package.json").read_text())
    notice = NOTICE.format(version=version.group(1) if version else "")
    (target / "areas.LICENSE.txt").write_text(notice + (package / "data" / "LICENSE.md").read_text())
    return len(rows)


def tidy(name: str) -> str:
    """A name in Indonesian capitals: words begin with one, except small ones; apostrophes are plain."""
    plain = re.sub(r"\s+", " ", name.replace('"', "'").replace("’", "'").replace("*", "")).strip()
    words = [_capital(word) for word in plain.split(" ")]
    return " ".join(words)


def _capital(word: str) -> str:
    return word if word in SMALL_WORDS else word[:1].upper() + word[1:]


def _rows(folder: Path) -> Iterator[Row]:
    for source, level in SOURCES:
        with (folder / f"{source}.csv").open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                code = row["code"]
                yield code, tidy(row["name"]), level, _kind(code, row["name"], level), code.rpartition(".")[0]


def _kind(code: str, name: str, level: int) -> str:
    if level == 1:
        return "provinsi"
    if level == 2:
        return "kota" if name.startswith("Kota ") else "kabupaten"
    if level == 3:
        return "distrik" if code.startswith(PAPUA) else "kecamatan"
    return VILLAGE_KINDS[code.rpartition(".")[2][0]]


def _write(rows: list[Row], path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "name", "level", "kind", "parent"])
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
