"""Engines and validators of others read releases: the same rows, the same verdict."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simpul.core import periods
from simpul.datahub import api as datahub
from simpul.datahub.checks import engine
from simpul.datahub.checks.context import Context
from simpul.datahub.intake import sheets
from simpul.datahub.standards.schema import Schema
from simpul.documents import api as documents
from tests import cast, processes
from tests.datahub import situations
from tests.foreign import programs
from tests.torture import visitors

pytestmark = [pytest.mark.foreign, pytest.mark.django_db]

ROWS = [tuple(str(cell) for cell in row) for row in situations.GOOD_ROWS]
NAMES = ["kode", "kecamatan", "balita", "stunting"]


@pytest.fixture
def release() -> datahub.Release:
    return situations.released(situations.dataset())


@pytest.fixture
def table(release: datahub.Release) -> Path:
    """The Parquet file of the release, as the page hands it out."""
    return documents.path_of(release.parquet.sha256)


def test_duckdb_reads_the_release(table: Path) -> None:
    duckdb = programs.library("duckdb")

    read = duckdb.read_parquet(str(table))
    found = read.project(", ".join(NAMES)).order("kode").fetchall()
    total = read.aggregate("sum(stunting::INTEGER)").fetchall()

    assert found == ROWS
    assert total == [(40,)]


def test_duckdb_reads_the_csv(release: datahub.Release, tmp_path: Path) -> None:
    duckdb = programs.library("duckdb")
    path = tmp_path / "rilis.csv"
    path.write_bytes(cast.client_for().get(f"/data/stunting/rilis/{release.number}.csv").content)

    read = duckdb.read_csv(str(path), comment="#", header=True, all_varchar=True)

    assert read.project(", ".join(NAMES)).fetchall() == ROWS


def test_pyarrow_reads_the_release(table: Path) -> None:
    programs.library("pyarrow")
    parquet = programs.library("pyarrow.parquet")

    found = parquet.read_table(table, columns=NAMES).to_pydict()

    assert list(zip(*(found[name] for name in NAMES), strict=True)) == ROWS


FAULTS: dict[str, list[tuple[Any, ...]]] = {
    "none": list(situations.GOOD_ROWS),
    "required cell blank": [("99.01.01", "Hulu", "", 10), *situations.GOOD_ROWS[1:]],
    "code blank": [("", "Hulu", 100, 10), *situations.GOOD_ROWS[1:]],
    "word for a number": [("99.01.01", "Hulu", "seratus", 10), *situations.GOOD_ROWS[1:]],
    "half a child": [("99.01.01", "Hulu", "10.5", 10), *situations.GOOD_ROWS[1:]],
    "below the minimum": [("99.01.01", "Hulu", 100, -1), *situations.GOOD_ROWS[1:]],
    "same key twice": [*situations.GOOD_ROWS, situations.GOOD_ROWS[0]],
    "optional cell blank": [("99.01.01", "Hulu", 100, ""), *situations.GOOD_ROWS[1:]],
}


def _clean_here(path: Path) -> bool:
    """Our verdict, without the areas and releases that a foreign validator cannot know."""
    schema = Schema.from_descriptor(situations.DESCRIPTOR)
    districts = {code: name for code, name, _bps in situations.DISTRICTS}
    context = Context(period=periods.parse("2024"), areas={"district": districts})
    return engine.check(sheets.read(path, path.name, schema), schema, context).is_clean


def _clean_there(frictionless: Any, path: Path) -> bool:
    """The verdict of Frictionless, whose complaints are printed; it must be told in which row the headings stand."""
    headings = 1 + sum(line.lstrip("\ufeff").startswith("#") for line in path.read_text().splitlines())
    dialect = frictionless.Dialect(comment_char="#", header_rows=[headings])
    schema = frictionless.Schema.from_descriptor(situations.DESCRIPTOR)
    found = frictionless.Resource(
        path=path.name, basepath=str(path.parent), dialect=dialect, schema=schema
    ).validate()
    sys.stdout.write(f"{found.flatten(['type', 'message'])}\n")
    return bool(found.valid)


@pytest.mark.parametrize("fault", FAULTS)
def test_frictionless_comes_to_the_same_verdict(fault: str, tmp_path: Path) -> None:
    frictionless = programs.library("frictionless")
    path = tmp_path / "lembar.csv"
    lines = [NAMES, *FAULTS[fault]]
    path.write_text("\n".join(",".join(str(cell) for cell in line) for line in lines) + "\n")

    assert _clean_there(frictionless, path) == _clean_here(path) == (fault in ("none", "optional cell blank"))


def test_frictionless_finds_the_released_csv_valid(release: datahub.Release, tmp_path: Path) -> None:
    frictionless = programs.library("frictionless")
    path = tmp_path / "rilis.csv"
    path.write_bytes(cast.client_for().get(f"/data/stunting/rilis/{release.number}.csv").content)

    assert _clean_there(frictionless, path)


@pytest.fixture
def port(transactional_db: None) -> Iterator[int]:
    """Where a real web process serves a release."""
    situations.released(situations.dataset())
    port = processes.free_port()
    with visitors.web(port, SIMPUL_LOG_LEVEL="WARNING"):
        yield port


def test_curl_downloads_the_csv_whole_and_packed(port: int, tmp_path: Path) -> None:
    curl = programs.program("curl", "curl")
    address = f"http://127.0.0.1:{port}/data/stunting/rilis/1.csv"

    plain = programs.run(curl, "--silent", "--fail", address)
    packed = programs.run(curl, "--silent", "--fail", "--compressed", address)

    assert plain == packed
    assert "99.01.02,Hilir,200,30" in plain.splitlines()
    head = programs.run(curl, "--silent", "--fail", "--compressed", "--dump-header", "-", "-o", "/dev/null",
                        f"http://127.0.0.1:{port}/data/stunting/")  # fmt: skip
    assert "content-encoding: gzip" in head.lower()


def test_xmllint_finds_every_drawing_well_formed(release: datahub.Release) -> None:
    xmllint = programs.program("xmllint", "libxml2-utils")
    pages = ["/komponen/", "/data/stunting/", "/data/angka/stunting/", "/"]
    drawings = [
        drawing for page in pages for drawing in _drawings(cast.client_for().get(page).content.decode())
    ]

    assert len(drawings) > 20
    together = f'<d xmlns="http://www.w3.org/2000/svg">{"".join(drawings)}</d>'
    done = subprocess.run([xmllint, "--noout", "-"], input=together.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode()[:2000]


def _drawings(page: str) -> list[str]:
    return [f"<svg{part.partition('</svg>')[0]}</svg>" for part in page.split("<svg")[1:]]
