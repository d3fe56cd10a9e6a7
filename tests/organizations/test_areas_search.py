"""Finding an area by name, also a misspelt one, and by code of either series."""

from pathlib import Path

import pytest

from simpul.core import clock
from simpul.organizations.areas import codes, load, names, search
from simpul.organizations.models import Area
from tests.organizations import small_map

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas(tmp_path: Path) -> None:
    load.load(day=clock.today("Asia/Jakarta"), path=small_map.table_file(tmp_path))
    Area.objects.filter(code="99.01.02").update(bps_code="9901020")


def found(text: str, **options: object) -> list[str]:
    return [area.code for area in search.search(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tanah Timur", ["99.01.02", "99.01.02.1001"]),
        ("tanahtimur", ["99.01.02", "99.01.02.1001"]),
        ("timur", ["99.01.02", "99.01.02.1001"]),
        ("kec. tanah timur", ["99.01.02"]),
        ("kelurahan Tanah Timur", ["99.01.02.1001"]),
        ("kab uji", ["99.01"]),
        ("Kota Uji", ["99.71"]),
        ("tana barat", ["99.01.01"]),
        ("Tanah Barta", ["99.01.01"]),
        ("kec tanh barat", ["99.01.01"]),
        ("kec tanh timur", ["99.01.02"]),
        ("lubuk jaya", ["99.01.01.2002"]),
        ("Loeboek Djaja", ["99.01.01.2002"]),
        ("bukan di mana-mana", []),
        ("", []),
        ("...", []),
    ],
)
def test_a_name_is_found_as_people_type_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["99.01.02", "990102", "9901020", "  99.01.02 "])
def test_a_code_is_found_with_and_without_dots_and_in_the_series_of_bps(text: str) -> None:
    assert found(text)[0] == "99.01.02"


def test_an_unfinished_code_shows_what_it_may_become() -> None:
    assert found("99010")[:2] == ["99.01.01", "99.01.02"]
    assert found("990101200") == ["99.01.01.2001", "99.01.01.2002"]


def test_the_exact_name_comes_before_its_longer_kin_and_wide_areas_before_narrow_ones() -> None:
    Area.objects.create(code="97", name="Pasir Uji", level=1, kind="provinsi", search_name="pasiruji")
    assert found("uji") == ["99.01", "99.71", "99", "97"]
    assert found("suka maju") == ["99.02.01", "99.01.01.2001"]


def test_a_comma_looks_inside_what_follows_it() -> None:
    assert found("suka maju, kab uji") == ["99.01.01.2001"]
    assert found("suka maju, tetangga") == ["99.02.01"]
    assert found("suka maju, antah berantah") == []


def test_search_is_narrowed_by_level_area_and_number() -> None:
    assert found("suka maju", level=4) == ["99.01.01.2001"]
    assert found("suka maju", within="99.02") == ["99.02.01"]
    assert found("tanah", limit=1) == ["99.01.01"]


def test_an_area_that_ended_is_not_offered() -> None:
    Area.objects.filter(code="99.01.01").update(valid_until=clock.today("Asia/Jakarta"))
    assert "99.01.01" not in found("tanah barat")


def test_signs_of_sql_and_wildcards_are_only_letters() -> None:
    assert found("%") == []
    assert found("'; drop table") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("64.01.04", "64.01.04"), ("640104", "64.01.04"), ("6401041001", "64.01.04.1001"), ("64", "64")]
    + [(wrong, "") for wrong in ("6", "640", "6401040", "64-01", "64.1", "", "64.01.", "x", "６４")],
)
def test_a_code_is_read_only_when_it_is_whole(text: str, code: str) -> None:
    assert codes.normalised(text) == code


def test_slips_count_letters_and_allow_an_unfinished_word() -> None:
    assert names.slips("tanah", "tanahgrogot") == 0
    assert names.slips("tana", "tanah") == 0
    assert names.slips("tanagrogot", "tanahgrogot") == 1
    assert names.slips("gorgot", "grogot") == 2
