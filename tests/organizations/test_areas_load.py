"""Loading area codes: complete, repeatable, and with a memory of what changed."""

import datetime as dt
import gzip
import io
import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpul.organizations.areas import errors, load, table
from simpul.organizations.models import Area
from tests import cast
from tests.organizations import small_map

pytestmark = pytest.mark.django_db

FIRST = dt.date(2026, 1, 5)
LATER = dt.date(2026, 11, 21)


def load_rows(folder: Path, rows: list[small_map.Row], day: dt.date = LATER) -> load.Loaded:
    return load.load(day=day, path=small_map.table_file(folder, rows))


@pytest.fixture
def rows(tmp_path: Path) -> list[small_map.Row]:
    """The rows of a first load, to be changed by the test."""
    load_rows(tmp_path, list(small_map.TABLE), FIRST)
    return list(small_map.TABLE)


def test_the_first_load_dates_nothing_because_nobody_knows_since_when(rows: list[small_map.Row]) -> None:
    assert Area.objects.living().count() == len(rows)
    assert not Area.objects.exclude(valid_from=None, valid_until=None).exists()


def test_loading_again_changes_nothing(rows: list[small_map.Row], tmp_path: Path) -> None:
    before = list(Area.objects.values_list("pk", flat=True))
    assert load_rows(tmp_path, rows) == load.Loaded(total=len(rows))
    assert list(Area.objects.values_list("pk", flat=True)) == before


def test_an_area_that_vanished_ends_on_the_day_of_the_load(rows: list[small_map.Row], tmp_path: Path) -> None:
    gone = rows.pop(3)
    assert load_rows(tmp_path, rows).ended == 1
    assert Area.objects.get(code=gone[0]).valid_until == LATER
    assert Area.objects.on(LATER - dt.timedelta(days=1)).filter(code=gone[0]).exists()
    assert not Area.objects.on(LATER).filter(code=gone[0]).exists()


def test_a_new_area_begins_on_the_day_of_the_load(rows: list[small_map.Row], tmp_path: Path) -> None:
    rows.append(("99.01.02.2002", "Desa Baru", 4, "desa", "99.01.02"))
    assert load_rows(tmp_path, rows).added == 1
    assert Area.objects.get(code="99.01.02.2002").valid_from == LATER


def test_a_renamed_area_keeps_its_former_name_as_history(rows: list[small_map.Row], tmp_path: Path) -> None:
    rows[2] = ("99.01.01", "Tanah Harapan", 3, "kecamatan", "99.01")
    assert load_rows(tmp_path, rows).renamed == 1
    history = (
        Area.objects.filter(code="99.01.01").order_by("pk").values_list("name", "valid_until", "valid_from")
    )
    assert list(history) == [("Tanah Barat", LATER, None), ("Tanah Harapan", None, LATER)]


def test_another_spelling_of_the_same_name_is_no_rename(rows: list[small_map.Row], tmp_path: Path) -> None:
    rows[2] = ("99.01.01", "Tanahbarat", 3, "kecamatan", "99.01")
    loaded = load_rows(tmp_path, rows)
    assert (loaded.renamed, loaded.completed) == (0, 1)
    assert Area.objects.get(code="99.01.01").name == "Tanahbarat"


def test_a_whole_province_can_end(rows: list[small_map.Row], tmp_path: Path) -> None:
    other: small_map.Row = ("98", "Uji Lain", 1, "provinsi", "")
    assert load_rows(tmp_path, [other]).ended == len(rows)
    assert list(Area.objects.living().values_list("code", flat=True)) == ["98"]


def test_loading_one_province_leaves_the_others_alone(rows: list[small_map.Row], tmp_path: Path) -> None:
    other: small_map.Row = ("98", "Uji Lain", 1, "provinsi", "")
    loaded = load.load(day=LATER, path=small_map.table_file(tmp_path, [other]), provinces=["98"])
    assert (loaded.added, loaded.ended) == (1, 0)
    assert Area.objects.living().count() == len(rows) + 1
    assert Area.objects.get(code="98").valid_from is None


def test_a_change_makes_the_public_pages_anew(rows: list[small_map.Row], tmp_path: Path) -> None:
    government = cast.government()
    load_rows(tmp_path, rows)
    government.refresh_from_db()
    unchanged = government.content_version
    load_rows(tmp_path, rows[:-1])
    government.refresh_from_db()
    assert government.content_version > unchanged


def test_what_is_known_beside_the_table_comes_along(tmp_path: Path) -> None:
    row: small_map.Row = ("64.01.04", "Tanah Grogot", 3, "kecamatan", "64.01")
    load_rows(tmp_path, [row])
    area = Area.objects.get(code="64.01.04")
    assert area.bps_code == "6401040"
    assert (area.latitude, area.longitude) == table.centroids()["64.01.04"]
    assert area.latitude is not None
    assert Decimal("-2.2") < area.latitude < Decimal("-1.7")


def test_a_cut_off_table_stops_before_the_province_it_broke_in(tmp_path: Path) -> None:
    path = small_map.table_file(tmp_path)
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()) + b"99.72,Kota"))
    with pytest.raises((TypeError, ValueError)):
        load.load(day=LATER, path=path)
    assert not Area.objects.exists()


def test_without_the_built_table_the_command_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(table, "DATA", tmp_path)
    with pytest.raises(errors.AssetsMissingError, match="make assets"):
        list(table.by_province())
    with pytest.raises(CommandError, match="make assets"):
        call_command("areas_load", verbosity=0)


def test_the_shipped_table_holds_all_of_indonesia_and_loads_within_twenty_seconds() -> None:
    output = io.StringIO()
    started = time.monotonic()
    with CaptureQueriesContext(connection) as queries:
        call_command("areas_load", "--json", stdout=output)
    assert time.monotonic() - started < 20
    assert json.loads(output.getvalue())["added"] == 91599
    levels = {level: Area.objects.filter(level=level).count() for level in (1, 2, 3, 4)}
    assert levels == {1: 38, 2: 514, 3: 7285, 4: 83762}
    assert len(queries) < 91599 / 20
    parents = set(Area.objects.exclude(parent_code="").values_list("parent_code", flat=True))
    assert parents <= set(Area.objects.values_list("code", flat=True))
