"""What a map is drawn from, with outlines and without."""

from pathlib import Path

import pytest
from shapely.geometry import shape

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations.areas import checking, coastline, load, maps, outlines, table
from simpul.organizations.areas import errors as area_errors
from simpul.organizations.models import Area, AreaLevel, Government
from tests import cast
from tests.organizations import small_map
from tests.organizations.small_map import collection, feature

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji(tmp_path: Path) -> Government:
    load.load(day=clock.today("Asia/Jakarta"), path=small_map.table_file(tmp_path))
    return cast.government()


def save(government: Government, raw: bytes) -> None:
    scope = Scope.system("trying outlines", government.pk)
    checked = checking.check(government, raw)
    outlines.save(scope=scope, government=government, checked=checked, source="uji.geojson")


def test_shapes_come_by_code_with_name_outline_and_point(uji: Government) -> None:
    save(uji, collection(feature("99.01.02"), feature("99.01.01"), feature("99.01.01.2001")))
    shapes = maps.shapes_for(Scope.public(uji.pk), uji, AreaLevel.DISTRICT)
    assert [(drawn.code, drawn.name) for drawn in shapes] == [
        ("99.01.01", "Tanah Barat"),
        ("99.01.02", "Tanah Timur"),
    ]
    assert shape(shapes[0].geometry).area == pytest.approx(0.16)
    assert (shapes[0].longitude, shapes[0].latitude) == (116.2, -2.2)


def test_outlines_of_a_government_are_hidden_from_a_scope_without_it(uji: Government) -> None:
    save(uji, collection(feature("99.01.01")))
    assert maps.shapes_for(Scope.public(cast.neighbour().pk), uji, AreaLevel.DISTRICT) == []


def test_without_outlines_areas_are_circles_and_those_without_coordinate_are_named(uji: Government) -> None:
    Area.objects.filter(code="99.01.01").update(latitude="-1.9", longitude="116.2")
    drawn = maps.points_for(Scope.public(uji.pk), uji, AreaLevel.DISTRICT)
    assert [(point.code, point.longitude, point.latitude, point.villages) for point in drawn.points] == [
        ("99.01.01", 116.2, -1.9, 2)
    ]
    assert drawn.missing == [("99.01.02", "Tanah Timur")]
    assert drawn.box == (116.05, -2.05, 116.35, -1.75)


def test_a_circle_stands_at_the_middle_of_an_imported_outline(uji: Government) -> None:
    save(uji, collection(feature("99.01.02")))
    drawn = maps.points_for(Scope.public(uji.pk), uji, AreaLevel.DISTRICT)
    assert [(point.longitude, point.latitude) for point in drawn.points] == [(116.6, -2.2)]


def test_a_region_without_any_coordinate_has_an_empty_map_that_says_so(uji: Government) -> None:
    drawn = maps.points_for(Scope.public(uji.pk), uji, AreaLevel.DISTRICT)
    assert (drawn.points, drawn.coastline, drawn.box) == ([], (), None)
    assert len(drawn.missing) == 2


def test_villages_are_counted_for_every_level(uji: Government) -> None:
    Area.objects.update(latitude="-1.9", longitude="116.2")
    scope = Scope.public(uji.pk)
    counted = {
        level: [point.villages for point in maps.points_for(scope, uji, level).points]
        for level in (AreaLevel.REGENCY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)
    }
    assert counted == {AreaLevel.REGENCY: [3], AreaLevel.DISTRICT: [2, 1], AreaLevel.VILLAGE: [1, 1, 1]}


def test_the_coast_of_paser_bay_is_there_and_stays_in_its_box() -> None:
    box = (115.5, -2.5, 116.9, -0.9)
    lines = coastline.lines_within(box)
    points = [point for line in lines for point in line]
    assert len(points) > 40
    assert all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in points)


def test_the_open_sea_has_no_coast() -> None:
    assert coastline.lines_within((100.0, -11.0, 101.0, -10.0)) == ()


def test_the_coast_reaches_from_sabang_to_merauke_in_a_small_file() -> None:
    lines = coastline.lines_within((94.0, -12.0, 142.0, 7.0))
    longitudes = [x for line in lines for x, _y in line]
    assert min(longitudes) < 95.3
    assert max(longitudes) > 140.9
    assert (table.DATA / "coastline.json.gz").stat().st_size < 300_000


def test_without_the_built_coast_the_error_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(table, "DATA", tmp_path)
    coastline.lines_within.cache_clear()
    with pytest.raises(area_errors.AssetsMissingError, match="make assets"):
        coastline.lines_within((115.0, -3.0, 116.0, -2.0))
