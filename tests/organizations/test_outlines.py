"""Outlines: repaired, refused with a reason, saved whole or not at all."""

import gzip
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
import shapely
from django.core.management import CommandError, call_command
from shapely.geometry import shape

from simpul.audit.models import Entry
from simpul.core import clock, errors
from simpul.core.scope import Scope
from simpul.organizations.areas import checking, geojson, load, outlines
from simpul.organizations.areas import errors as area_errors
from simpul.organizations.models import Area, AreaLevel, Government, Outline, OutlineDraft
from tests import cast
from tests.organizations import small_map
from tests.organizations.small_map import box, collection, feature

pytestmark = pytest.mark.django_db

BOUNDARIES = Path(__file__).resolve().parents[3] / "shared" / "data" / "boundaries"


@pytest.fixture
def uji(tmp_path: Path) -> Government:
    load.load(day=clock.today("Asia/Jakarta"), path=small_map.table_file(tmp_path))
    return cast.government()


def scope_of(government: Government) -> Scope:
    return Scope.system("trying outlines", government.pk)


def save(government: Government, *features: dict[str, Any]) -> int:
    checked = checking.check(government, collection(*features))
    return outlines.save(
        scope=scope_of(government), government=government, checked=checked, source="uji.geojson"
    )


def stored(government: Government) -> dict[str, Outline]:
    rows = Outline.objects.within(scope_of(government)).filter(government=government)
    return {row.area_code: row for row in rows}


def reason(government: Government, *features: dict[str, Any], **options: Any) -> str:
    """Why the last feature is refused; "" when it is accepted."""
    checked = checking.check(government, collection(*features), **options)
    return next((refused.reason for refused in checked.refused if refused.position == len(features)), "")


def test_a_good_file_is_saved_with_a_point_inside_each_area(uji: Government) -> None:
    assert save(uji, feature("99.01.01"), feature("99.01.02")) == 2
    for outline in stored(uji).values():
        assert shape(outline.geometry).contains(shapely.Point(outline.longitude, outline.latitude))
        assert outline.level == AreaLevel.DISTRICT
        assert not outline.was_repaired


def test_saving_is_written_into_the_audit_and_shown_to_the_public(uji: Government) -> None:
    version = uji.content_version
    save(uji, feature("99.01"))
    uji.refresh_from_db()
    assert uji.content_version > version
    entry = Entry.objects.within(scope_of(uji)).get(action="outlines.saved")
    assert entry.details["source"] == "uji.geojson"
    assert entry.details["outlines"] == 1


@pytest.mark.parametrize("name", ["code", "kode", "KODE", "Kemendagri", "KDEPUM"])
@pytest.mark.parametrize("code", ["99.01.01.2001", "9901012001", 9901012001])
def test_the_code_is_found_under_its_usual_names_with_and_without_dots(
    uji: Government, name: str, code: object
) -> None:
    piece = feature(code, box(*small_map.BOXES["99.01.01.2001"]), name)
    checked = checking.check(uji, collection(piece))
    assert [accepted.code for accepted in checked.accepted] == ["99.01.01.2001"]
    assert checked.code_property == name


def test_the_finest_code_of_a_map_with_codes_of_all_levels_is_taken(uji: Government) -> None:
    piece = feature("99.01.01.2001")
    piece["properties"] = {"KDPKAB": "99.01", "KDCPUM": "99.01.01", "KDEPUM": "99.01.01.2001"}
    assert checking.check(uji, collection(piece)).code_property == "KDEPUM"
    assert checking.check(uji, collection(piece), level=AreaLevel.DISTRICT).code_property == "KDCPUM"


def test_a_property_of_another_name_can_be_named(uji: Government) -> None:
    piece = feature("99.01", name="nomor")
    assert "Tidak ada kode" in reason(uji, piece)
    assert reason(uji, piece, code_property="nomor") == ""


BOW = {"type": "Polygon", "coordinates": [[[116, -2], [116.2, -2.2], [116.2, -2], [116, -2.2], [116, -2]]]}
OPEN_RING = {"type": "Polygon", "coordinates": [[[116, -2], [116.2, -2], [116.2, -2.2], [116, -2.2]]]}
COLLECTED = {
    "type": "GeometryCollection",
    "geometries": [box(116, -2.4, 116.1, -2), box(116.1, -2.4, 116.2, -2)],
}


@pytest.mark.parametrize("broken", [BOW, OPEN_RING], ids=["crossing itself", "not closed"])
def test_a_broken_ring_is_repaired_and_said_to_be(uji: Government, broken: dict[str, Any]) -> None:
    save(uji, feature("99.01.01.2001", broken))
    outline = stored(uji)["99.01.01.2001"]
    assert outline.was_repaired
    assert shape(outline.geometry).is_valid
    assert shape(outline.geometry).area > 0.01


def test_rings_turn_as_the_standard_says_and_heights_are_dropped(uji: Government) -> None:
    clockwise = [[116, -2.4, 7], [116, -2, 7], [116.2, -2, 7], [116.2, -2.4, 7], [116, -2.4, 7]]
    save(uji, feature("99.01.01.2001", {"type": "Polygon", "coordinates": [clockwise]}))
    kept = shape(stored(uji)["99.01.01.2001"].geometry)
    assert kept.exterior.is_ccw
    assert not kept.has_z


def test_polygons_of_a_collection_become_one_outline(uji: Government) -> None:
    save(uji, feature("99.01.01.2001", COLLECTED))
    assert shape(stored(uji)["99.01.01.2001"].geometry).area == pytest.approx(0.08)


FAR = box(118, -2.4, 118.4, -2)
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown code": (feature("99.01.77", FAR), "Kode 99.01.77 tidak dikenal"),
    "no code": (feature("", FAR), "Tidak ada kode wilayah"),
    "code of BPS": (feature("9901020", FAR), "memakai kode BPS. Ganti menjadi 99.01.02."),
    "other government": (feature("99.02", FAR), "99.02 bukan bagian dari 99.01"),
    "projected": (feature("99.01", box(389000, 9778000, 400000, 9800000)), "bukan derajat"),
    "swapped": (feature("99.01", box(-2.4, 116, -2, 116.8)), "tertukar"),
    "elsewhere": (feature("99.01", box(10, 50, 11, 51)), "di luar Indonesia"),
    "a point": (feature("99.01", {"type": "Point", "coordinates": [116, -2]}), "Bentuknya Point"),
    "empty": (feature("99.01", {"type": "Polygon", "coordinates": []}), "kosong"),
    "no area": (feature("99.01", box(116, -2, 116, -2.2)), "luasnya nol"),
    "not a number": (feature("99.01", {"type": "Polygon", "coordinates": [[["a", 1]]]}), "tidak terbaca"),
    "too flat": (feature("99.01", {"type": "Polygon", "coordinates": [[1, 2, 3]]}), "tidak terbaca"),
    "endless": (feature("99.01", box(116, -2, float("inf"), -1)), "kosong"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_feature_is_refused_with_its_reason(uji: Government, case: str) -> None:
    Area.objects.filter(code="99.01.02").update(bps_code="9901020")
    wrong, words = REFUSED[case]
    assert words in reason(uji, feature("99.01.01"), wrong)


def test_a_feature_without_geometry_is_refused(uji: Government) -> None:
    assert "kosong" in reason(uji, {"type": "Feature", "properties": {"code": "99.01"}, "geometry": None})


def test_a_code_stands_once_in_a_file(uji: Government) -> None:
    assert "sudah dipakai bidang ke-1" in reason(uji, feature("99.01.01"), feature("99.01.01"))


def test_features_of_another_level_are_refused_when_one_is_asked_for(uji: Government) -> None:
    assert "adalah kecamatan" in reason(uji, feature("99.01.01"), level=AreaLevel.VILLAGE)


def test_an_area_outside_its_parent_is_refused_whichever_came_first(uji: Government) -> None:
    lost = feature("99.01.01.2001", FAR)
    assert "100% luas 99.01.01.2001 Suka Maju di luar 99.01.01 Tanah Barat" in reason(
        uji, feature("99.01.01"), lost
    )
    save(uji, lost)
    assert "99.01.01.2001 Suka Maju di luar 99.01.01" in reason(uji, feature("99.01.01"))
    save(uji, feature("99.01.01.2001"), feature("99.01.01"))
    assert "batasnya 25%" in reason(uji, lost)


def test_an_area_may_stick_out_a_little_because_scales_differ(uji: Government) -> None:
    assert reason(uji, feature("99.01.01"), feature("99.01.01.2001", box(115.95, -2.4, 116.2, -2))) == ""
    assert "33%" in reason(uji, feature("99.01.01"), feature("99.01.01.2001", box(115.9, -2.4, 116.2, -2)))


def test_without_a_district_the_regency_is_the_parent(uji: Government) -> None:
    save(uji, feature("99.01"))
    assert "di luar 99.01 Kabupaten Uji" in reason(uji, feature("99.01.01.2001", FAR))


def test_one_refused_feature_keeps_the_whole_file_out(uji: Government) -> None:
    save(uji, feature("99.01.01", box(116, -2.4, 116.3, -2)))
    before = stored(uji)["99.01.01"].geometry
    with pytest.raises(area_errors.OutlinesRefusedError, match="1 bidang ditolak"):
        save(uji, feature("99.01.01"), feature("99.01.77", FAR))
    assert stored(uji).keys() == {"99.01.01"}
    assert stored(uji)["99.01.01"].geometry == before


def test_a_new_file_replaces_outlines_of_its_areas_and_leaves_the_others(uji: Government) -> None:
    save(uji, feature("99.01.01"), feature("99.01.02"))
    untouched = stored(uji)["99.01.02"].pk
    checked = checking.check(uji, collection(feature("99.01.01", box(116, -2.4, 116.3, -2))))
    assert [accepted.replaces for accepted in checked.accepted] == [True]
    save(uji, feature("99.01.01", box(116, -2.4, 116.3, -2)))
    assert stored(uji)["99.01.02"].pk == untouched
    assert shape(stored(uji)["99.01.01"].geometry).area == pytest.approx(0.12)


def ragged_border() -> list[list[float]]:
    """A river of 201 points between the two villages of Tanah Barat."""
    randomly = random.Random(7)
    return [[116.2 + randomly.uniform(-0.0001, 0.0001), -2.4 + step * 0.002] for step in range(201)]


def ring(*points: list[float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


def lighter(government: Government) -> list[Any]:
    return [shape(outline.simplified) for outline in stored(government).values()]


def test_simplified_neighbours_still_share_one_border(uji: Government) -> None:
    river = ragged_border()
    west = ring(*river[100:], [116, -2.0], [116, -2.4], *river[:100])
    east = ring([116.4, -2.0], *reversed(river), [116.4, -2.4])
    save(uji, feature("99.01.01.2001", west), feature("99.01.01.2002", east))
    light = lighter(uji)
    assert shapely.get_num_coordinates(light).sum() < 300
    assert shapely.coverage_is_valid(light)
    assert shapely.union_all(light).area == pytest.approx(0.16, rel=0.01)


def test_borders_drawn_twice_a_little_differently_become_one(uji: Government) -> None:
    save(uji, feature("99.01.01.2001"), feature("99.01.01.2002", box(116.20001, -2.4, 116.4, -2)))
    assert shapely.coverage_is_valid(lighter(uji))
    assert shapely.union_all(lighter(uji)).geom_type == "Polygon"


def test_a_later_neighbour_moves_the_simplified_border_of_an_earlier_one(uji: Government) -> None:
    save(uji, feature("99.01.01.2002"))
    save(uji, feature("99.01.01.2001", box(116, -2.4, 116.20001, -2)))
    assert shapely.coverage_is_valid(lighter(uji))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"PK\x03\x04 a shapefile", "bukan GeoJSON"),
        (b"", "bukan GeoJSON"),
        (b"[" * 100_000, "bukan GeoJSON"),
        (b'{"type": "Feature"}', "bukan FeatureCollection"),
        (collection(), "0 bidang"),
        (
            collection(feature("99.01"), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32750"}}),
            "EPSG::32750",
        ),
        (b"{" + b" " * geojson.WEB_LIMIT_BYTES, "batasnya 15 MB"),
    ],
    ids=["binary", "empty", "deep", "no collection", "no feature", "projected", "large"],
)
def test_a_file_that_is_no_map_in_degrees_is_refused_as_a_whole(
    uji: Government, raw: bytes, words: str
) -> None:
    with pytest.raises(area_errors.OutlineFileError, match=words):
        checking.check(uji, raw)


def test_longitude_and_latitude_may_be_named_in_the_file(uji: Government) -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert checking.check(uji, collection(feature("99.01"), crs=named)).is_savable


def test_only_who_manages_settings_may_save(uji: Government) -> None:
    checked = checking.check(uji, collection(feature("99.01")))
    operator = cast.scope_of(cast.person("operator", uji), uji)
    with pytest.raises(errors.ForbiddenError):
        outlines.save(scope=operator, government=uji, checked=checked, source="x")


def test_a_draft_waits_until_it_is_saved_once(uji: Government) -> None:
    scope = scope_of(uji)
    raw = collection(feature("99.01.01"))
    outlines.keep_draft(scope=scope, government=uji, raw=raw, file_name="kecamatan.geojson")
    draft = outlines.draft_of(scope, uji)
    assert draft is not None
    assert gzip.decompress(draft.packed) == raw
    assert stored(uji) == {}
    assert outlines.save_draft(scope=scope, government=uji, draft_id=draft.pk) == 1
    with pytest.raises(area_errors.DraftGoneError):
        outlines.save_draft(scope=scope, government=uji, draft_id=draft.pk)


def test_a_draft_that_another_file_replaced_is_not_saved_by_mistake(uji: Government) -> None:
    scope = scope_of(uji)
    outlines.keep_draft(scope=scope, government=uji, raw=collection(feature("99.01.01")), file_name="a")
    seen = outlines.draft_of(scope, uji)
    outlines.keep_draft(scope=scope, government=uji, raw=collection(feature("99.01.02")), file_name="b")
    assert seen is not None
    with pytest.raises(area_errors.DraftGoneError):
        outlines.save_draft(scope=scope, government=uji, draft_id=seen.pk)
    with pytest.raises(area_errors.DraftGoneError):
        outlines.discard_draft(scope=scope, government=uji, draft_id=seen.pk)
    assert OutlineDraft.objects.within(scope).get().file_name == "b"


def test_a_draft_is_judged_again_when_it_is_saved(uji: Government) -> None:
    scope = scope_of(uji)
    outlines.keep_draft(scope=scope, government=uji, raw=collection(feature("99.01.01")), file_name="a")
    draft = outlines.draft_of(scope, uji)
    Area.objects.filter(code="99.01.01").update(valid_until=clock.today("Asia/Jakarta"))
    assert draft is not None
    with pytest.raises(area_errors.OutlinesRefusedError):
        outlines.save_draft(scope=scope, government=uji, draft_id=draft.pk)


def test_the_command_reports_for_programs_and_stores_nothing_when_it_only_checks(
    uji: Government, tmp_path: Path
) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(collection(feature("99.01.01")))
    output = io.StringIO()
    call_command("areas_outlines", path, "--government", "9901", "--check", "--json", stdout=output)
    assert json.loads(output.getvalue())["stored"] is False
    call_command("areas_outlines", path, "--government", "99.01", "--level", "district", stdout=output)
    assert "Tersimpan." in output.getvalue()
    assert stored(uji).keys() == {"99.01.01"}


def test_the_command_fails_when_a_feature_is_refused_or_the_government_is_unknown(
    uji: Government, tmp_path: Path
) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(collection(feature("99.02", FAR)))
    output = io.StringIO()
    with pytest.raises(CommandError, match="Tidak ada yang disimpan"):
        call_command("areas_outlines", path, "--government", "99.01", stdout=output)
    assert "Bidang ke-1 ditolak: 99.02 bukan bagian" in output.getvalue()
    with pytest.raises(CommandError, match="kode 11"):
        call_command("areas_outlines", path, "--government", "11")
    with pytest.raises(CommandError, match="tidak terbaca"):
        call_command("areas_outlines", tmp_path / "missing", "--government", "99.01")


@pytest.mark.parametrize("code", ["64.01", "64.09", "15.03"])
def test_outlines_of_a_real_regency_are_taken_at_all_three_levels(code: str) -> None:
    if not BOUNDARIES.is_dir():
        pytest.skip("needs outlines of real regencies, which lie beside the project and are not part of it")
    load.load(day=clock.today("Asia/Jakarta"), provinces=[code[:2]])
    owner = cast.government()
    Government.objects.filter(pk=owner.pk).update(area_code=code)
    owner.refresh_from_db()
    scope = Scope.system("outlines of a real regency", owner.pk)
    for level in ("regency", "districts", "villages"):
        checked = checking.check(owner, (BOUNDARIES / f"{code}-{level}.geojson").read_bytes())
        assert checked.refused == ()
        outlines.save(scope=scope, government=owner, checked=checked, source=level)
    assert all(held == known for _label, held, known in outlines.coverage(scope, owner))
