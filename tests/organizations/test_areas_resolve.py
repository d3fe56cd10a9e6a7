"""Which village a coordinate lies in."""

import itertools
import random
import time
from pathlib import Path

import pytest

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations.areas import checking, load, outlines, resolve
from simpul.organizations.models import Area, AreaLevel, Government
from tests import cast
from tests.organizations import small_map
from tests.organizations.small_map import box, collection, feature

pytestmark = pytest.mark.django_db

VILLAGES = ("99.01.01.2001", "99.01.01.2002", "99.01.02.1001")


@pytest.fixture
def uji(tmp_path: Path) -> Government:
    load.load(day=clock.today("Asia/Jakarta"), path=small_map.table_file(tmp_path))
    return cast.government()


def save(government: Government, raw: bytes) -> None:
    scope = Scope.system("trying outlines", government.pk)
    checked = checking.check(government, raw)
    outlines.save(scope=scope, government=government, checked=checked, source="uji.geojson")


@pytest.fixture
def mapped(uji: Government) -> Government:
    save(uji, collection(*(feature(code) for code in VILLAGES)))
    return uji


@pytest.mark.parametrize(
    ("longitude", "latitude", "code"),
    [
        (116.1, -2.1, "99.01.01.2001"),
        (116.3, -2.1, "99.01.01.2002"),
        (116.7, -2.3, "99.01.02.1001"),
        (116.2, -2.2, "99.01.01.2001"),
        (116.4, -2.0, "99.01.01.2002"),
        (116.0, -2.4, "99.01.01.2001"),
    ],
    ids=["west", "middle", "east", "on a border", "on a corner", "on the edge"],
)
def test_a_point_lies_in_its_village_and_on_a_border_in_the_smallest_code(
    mapped: Government, longitude: float, latitude: float, code: str
) -> None:
    found = resolve.resolve(mapped, longitude, latitude)
    assert found is not None
    assert found.code == code


def test_outside_all_outlines_there_is_no_area(mapped: Government) -> None:
    assert resolve.resolve(mapped, 117.5, -2.2) is None
    assert resolve.resolve(mapped, -2.2, 116.1) is None


def test_without_outlines_there_is_no_area(uji: Government) -> None:
    assert resolve.resolve(uji, 116.1, -2.1) is None
    assert resolve.resolve_many(uji, []) == []


def test_another_level_is_asked_for_by_name(mapped: Government) -> None:
    assert resolve.resolve(mapped, 116.1, -2.1, AreaLevel.DISTRICT) is None
    save(mapped, collection(feature("99.01.01")))
    assert resolve.resolve_many(mapped, [(116.1, -2.1)], AreaLevel.DISTRICT) == ["99.01.01"]


def test_an_import_is_seen_at_once_by_who_resolved_before(mapped: Government) -> None:
    assert resolve.resolve_many(mapped, [(116.1, -2.1)]) == ["99.01.01.2001"]
    save(mapped, collection(feature("99.01.01.2001", box(116.05, -2.05, 116.1, -2.0))))
    assert resolve.resolve_many(mapped, [(116.15, -2.1), (116.07, -2.02)]) == ["", "99.01.01.2001"]


def test_outlines_of_one_government_say_nothing_about_another(mapped: Government) -> None:
    assert resolve.resolve(cast.neighbour(), 116.1, -2.1) is None


def test_a_village_that_ended_is_no_answer(mapped: Government) -> None:
    Area.objects.filter(code="99.01.01.2001").update(valid_until=clock.today("Asia/Jakarta"))
    assert resolve.resolve(mapped, 116.1, -2.1) is None


def test_ten_thousand_coordinates_take_under_a_second(uji: Government) -> None:
    """A grid of 150 villages; the sorted answer of a plain walk over all boxes is the measure of truth."""
    cells = {f"99.01.03.{2001 + number}": _cell(number) for number in range(150)}
    Area.objects.bulk_create(
        Area(code=code, name=code, level=4, kind="desa", parent_code="99.01.03", search_name=code)
        for code in cells
    )
    save(uji, collection(*(feature(code, box(*cell)) for code, cell in cells.items())))
    randomly = random.Random(20261121)
    points = [(randomly.uniform(115.9, 117.6), randomly.uniform(-3.1, -1.9)) for _ in range(10_000)]
    started = time.perf_counter()
    found = resolve.resolve_many(uji, points)
    seconds = time.perf_counter() - started
    assert seconds < 1, f"10,000 coordinates took {seconds:.2f} s"
    assert found == [_walk(cells, *point) for point in points]


def _cell(number: int) -> tuple[float, float, float, float]:
    row, column = divmod(number, 15)
    west, south = round(116 + column * 0.1, 1), round(-3 + row * 0.1, 1)
    return west, south, round(west + 0.1, 1), round(south + 0.1, 1)


def _walk(cells: dict[str, tuple[float, float, float, float]], x: float, y: float) -> str:
    holding = (code for code, (w, s, e, n) in cells.items() if w <= x <= e and s <= y <= n)
    return next(itertools.chain(holding, [""]))
