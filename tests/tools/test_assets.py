"""What is derived from the npm packages: the table of areas and the coastline."""

import csv
import gzip
import json
from pathlib import Path

import pytest
from shapely.geometry import LineString

from tools import area_table, coastline


def write(folder: Path, name: str, head: str, *rows: str) -> None:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / f"{name}.csv").write_text("\n".join([head, *rows]) + "\n")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write(tmp_path, "provinces", "code,name", "64,Kalimantan Timur", "91,Papua")
    write(
        tmp_path,
        "regencies",
        "code,province_code,name",
        "64.01,64,Kabupaten Paser",
        "64.71,64,Kota Balikpapan",
    )
    write(
        tmp_path,
        "districts",
        "code,regency_code,name",
        "64.01.01,64.01,Batu sopang",
        "91.03.01,91.03,Sentani",
    )
    villages = ('64.01.01.2001,64.01.01,"Ja""an"', "64.01.01.1002,64.01.01,Teuw*")
    write(
        tmp_path, "villages", "code,district_code,name", *villages, "91.03.01.3007,91.03.01,Desa Adat Yoboi"
    )
    (tmp_path / "data" / "LICENSE.md").write_text("# Open Database License (ODbL)\n")
    (tmp_path / "package.json").write_text('{"version": "4.0.1"}')
    return tmp_path


def test_the_four_tables_become_one_with_level_kind_and_parent(package: Path, tmp_path: Path) -> None:
    assert area_table.build(package, tmp_path) == 9
    with gzip.open(tmp_path / "areas.csv.gz", "rt") as stream:
        rows = {row["code"]: row for row in csv.DictReader(stream)}
    assert list(rows) == sorted(rows)
    assert rows["64.01"] == {
        "code": "64.01", "name": "Kabupaten Paser", "level": "2", "kind": "kabupaten", "parent": "64",
    }  # fmt: skip
    kinds = {code: row["kind"] for code, row in rows.items()}
    assert kinds["64.71"] == "kota"
    assert (kinds["64.01.01"], kinds["91.03.01"]) == ("kecamatan", "distrik")
    assert (kinds["64.01.01.2001"], kinds["64.01.01.1002"], kinds["91.03.01.3007"]) == (
        "desa",
        "kelurahan",
        "desa adat",
    )


def test_the_licence_lies_beside_the_table_and_names_its_source(package: Path, tmp_path: Path) -> None:
    area_table.build(package, tmp_path)
    notice = (tmp_path / "areas.LICENSE.txt").read_text()
    assert "idn-area-data 4.0.1" in notice
    assert notice.endswith("# Open Database License (ODbL)\n")


def test_building_twice_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    area_table.build(package, tmp_path)
    first = (tmp_path / "areas.csv.gz").read_bytes()
    area_table.build(package, tmp_path)
    assert (tmp_path / "areas.csv.gz").read_bytes() == first


@pytest.mark.parametrize(
    ("given", "tidied"),
    [
        ("Teluk kecimbung", "Teluk Kecimbung"),
        ("Kabupaten Pangkajene dan Kepulauan", "Kabupaten Pangkajene dan Kepulauan"),
        ('Ja"an', "Ja'an"),
        ("Regapu’u", "Regapu'u"),
        ("Teuw*", "Teuw"),
        ("STL Ulu  Terawas", "STL Ulu Terawas"),
        ("2 x 11 Kayu Tanam", "2 x 11 Kayu Tanam"),
        ("Soe", "Soe"),
    ],
)
def test_names_get_indonesian_capitals_and_one_kind_of_apostrophe(given: str, tidied: str) -> None:
    assert area_table.tidy(given) == tidied


def test_arcs_of_a_topology_are_decoded_from_differences() -> None:
    topology = {
        "transform": {"scale": [0.5, 0.25], "translate": [100, -10]},
        "arcs": [[[2, 4], [1, 0], [0, -4]]],
    }
    assert coastline.arcs_of(topology) == [[(101.0, -9.0), (101.5, -9.0), (101.5, -10.0)]]


def test_the_coast_is_cut_at_the_box_and_packed_as_differences(tmp_path: Path) -> None:
    land = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[80, 0], [20, 0]], [[100, 0], [0, 2]], [[10, 50], [5, 5]]],
    }
    (tmp_path / "land-10m.json").write_text(json.dumps(land))
    (tmp_path / "package.json").write_text('{"version": "2.0.2"}')
    (tmp_path / "LICENSE").write_text("ISC")
    assert coastline.build(tmp_path, tmp_path) == 1
    packed = json.loads(gzip.decompress((tmp_path / "coastline.json.gz").read_bytes()))
    x, y, *steps = packed["lines"][0]
    line = LineString(
        [(x, y), (x + steps[0], y + steps[1]), (x + steps[0] + steps[2], y + steps[1] + steps[3])]
    )
    assert packed["steps"] == 1000
    assert line.bounds == (94_000, 0, 100_000, 2_000)
