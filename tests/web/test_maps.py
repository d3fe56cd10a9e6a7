"""Maps: classes, shared borders, labels that keep apart, and circles where outlines are missing."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.web import maps
from simpul.web.maps import geometry, labels
from simpul.web.maps.classes import classify
from simpul.web.maps.drawing import FONT, LINE, overlap

BOUNDARIES = Path(__file__).parents[3] / "shared" / "data" / "boundaries"


def square(code: str, left: float, bottom: float, size: float = 1.0, name: str = "") -> maps.Shape:
    right, top = left + size, bottom + size
    ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
    outline = {"type": "Polygon", "coordinates": [ring]}
    return maps.Shape(code, name or f"Wilayah {code}", left + size / 2, bottom + size / 2, outline)


GRID = [square(f"{row}{column}", 116 + column, -2 + row) for row in range(3) for column in range(3)]


def figures(**values: object) -> maps.Figures:
    return maps.Figures(name="cakupan", values=values or {shape.code: int(shape.code) for shape in GRID})  # type: ignore[arg-type]


def boxes(drawing: maps.Drawing) -> list[tuple[float, float, float, float]]:
    found = []
    for label in drawing.labels:
        width = max(labels.Words(label.lines, 0).width, 1.0)
        left = label.x - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
        top = label.y - FONT * 0.86
        found.append((left, top, left + width, top + LINE * len(label.lines)))
    return found


def clashes(drawing: maps.Drawing) -> list[tuple[str, str]]:
    placed = list(zip(drawing.labels, boxes(drawing), strict=True))
    return [
        (" ".join(one.lines), " ".join(other.lines))
        for place, (one, box) in enumerate(placed)
        for other, second in placed[place + 1 :]
        if overlap(box, second)
    ]


@given(
    st.lists(st.fractions(min_value=-1000, max_value=10**6, max_denominator=100), min_size=1, max_size=60),
    st.sampled_from(["equal", "quantile"]),
)
def test_every_value_has_one_class_and_classes_rise_with_values(found: list[Fraction], method: str):
    classes = classify(found, 1, method)  # type: ignore[arg-type]
    levels = [classes.level(value) for value in sorted(found)]
    assert levels == sorted(levels)
    assert set(levels) <= {entry.level for entry in classes.legend(found)}
    assert len(classes.legend(found)) <= 5


def test_classes_are_read_as_they_are_printed():
    drawing = maps.choropleth(
        GRID, maps.Figures("x", {"00": "39.6", "01": "39.4"}, unit="%", edges=(40, 60, 80, 100))
    )
    levels = {area.code: area.level for area in drawing.areas}
    assert (levels["00"], levels["01"], levels["22"]) == (2, 1, 0)


def test_the_legend_says_the_classes_and_what_is_missing():
    found = {"00": 30, "01": 45, "02": 75, "10": 100}
    drawing = maps.choropleth(GRID, maps.Figures("x", found, unit="%", edges=(40, 60, 80, 100)))
    assert [entry.label for entry in drawing.legend] == [
        "di bawah 40%", "40–59%", "60–79%", "80–99%", "100%", "belum ada data",
    ]  # fmt: skip
    assert drawing.has_unknown


def test_equal_values_make_one_class_that_names_the_value():
    drawing = maps.choropleth(
        GRID, maps.Figures("x", dict.fromkeys([shape.code for shape in GRID], "7.5"), decimals=1)
    )
    assert [entry.label for entry in drawing.legend] == ["7,5"]


def test_edges_must_rise_and_be_few():
    with pytest.raises(ValueError, match="edges"):
        maps.choropleth(GRID, maps.Figures("x", {"00": 1}, edges=(5, 3)))
    with pytest.raises(ValueError, match="edges"):
        maps.choropleth(GRID, maps.Figures("x", {"00": 1}, edges=(1, 2, 3, 4, 5)))


def test_a_place_without_value_is_hatched_and_says_so():
    drawing = maps.choropleth(GRID, figures(**{"00": 3, "11": 5}))
    missing = next(area for area in drawing.areas if area.code == "22")
    assert missing.level == 0
    assert missing.title == "Wilayah 22: belum ada data"


def test_nothing_at_all_is_still_a_map():
    drawing = maps.choropleth(GRID, maps.Figures("x", {}))
    assert [entry.label for entry in drawing.legend] == ["belum ada data"]
    assert maps.region([], maps.Figures("x", {})) is None


def test_labels_stand_inside_where_they_fit_and_beside_with_a_thread_where_not():
    large, small = square("1", 0, 0, 2, "Besar"), square("2", 2, 0, 0.1, "Kecamatan Kecil Sekali")
    drawing = maps.choropleth([large, small], maps.Figures("x", {"1": 1, "2": 2}))
    by_name = {label.lines[0]: label for label in drawing.labels}
    assert by_name["Besar"].leader == ""
    assert by_name["Kecamatan Kecil Sekali"].leader.startswith("M")


def test_a_name_is_folded_before_it_leaves_its_place():
    narrow = maps.Shape(
        "1",
        "Paser Belengkong",
        0.2,
        0.5,
        {"type": "Polygon", "coordinates": [[[0, 0], [0.25, 0], [0.25, 1], [0, 1], [0, 0]]]},
    )
    drawing = maps.choropleth([narrow], maps.Figures("x", {"1": 1}))
    assert drawing.labels[0].lines == ("Paser", "Belengkong", "1")


def test_many_places_go_without_labels():
    many = [square(str(place), place % 10, place // 10) for place in range(60)]
    assert maps.choropleth(many, maps.Figures("x", {"1": 1})).labels == ()


@pytest.mark.parametrize("count", [1, 4, 9])
def test_labels_never_cover_one_another(count: int):
    drawing = maps.choropleth(GRID[:count], figures())
    assert len(drawing.labels) == count
    assert clashes(drawing) == []


def test_neighbours_keep_one_border_when_points_are_dropped():
    wave = [[1 + 0.01 * (place % 2), place / 20] for place in range(21)]
    left = {"type": "Polygon", "coordinates": [[[0, 0], *wave, [0, 1], [0, 0]]]}
    right = {"type": "Polygon", "coordinates": [[[2, 0], [2, 1], *reversed(wave), [2, 0]]]}
    light = geometry.simplify([geometry.rings(left), geometry.rings(right)], 0.004)
    borders = [{point for point in shape[0] if 1 <= point[0] <= 1.02} for shape in light]
    assert borders[0] == borders[1]
    fewer = geometry.simplify([geometry.rings(left), geometry.rings(right)], 0.05)
    assert sum(len(shape[0]) for shape in fewer) < sum(len(shape[0]) for shape in light)


def test_a_place_smaller_than_the_tolerance_is_kept():
    tiny = square("1", 0, 0, 0.0001)
    assert geometry.simplify([geometry.rings(tiny.geometry or {})], 1.0) != [[]]


@given(st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=2, max_size=12))
def test_clipping_leaves_only_what_lies_in_the_box(points: list[tuple[int, int]]):
    box = (0.0, 0.0, 10.0, 10.0)
    line = [(float(x), float(y)) for x, y in points]
    for piece in geometry.clip(line, box):
        assert all(-1e-9 <= x <= 10 + 1e-9 and -1e-9 <= y <= 10 + 1e-9 for x, y in piece)


def test_without_outlines_circles_stand_over_the_coast():
    bare = [maps.Shape(shape.code, shape.name, shape.lng, shape.lat) for shape in GRID]
    coast = [{"type": "LineString", "coordinates": [[118.6, -3], [118.7, 2]]}]
    drawing = maps.region(bare, figures(), coast)
    assert drawing is not None
    assert drawing.areas == ()
    assert len(drawing.circles) == 9
    assert drawing.coast
    assert clashes(drawing) == []
    assert all(
        0 <= circle.x <= drawing.width and 0 <= circle.y <= drawing.height for circle in drawing.circles
    )


def test_circles_are_sized_by_area():
    pair = [maps.Shape("1", "Satu", 0, 0), maps.Shape("2", "Dua", 2, 2)]
    drawing = maps.symbols(pair, maps.Figures("x", {"1": 1, "2": 2}, weights={"1": 4, "2": 1}))
    assert drawing.circles[0].radius == pytest.approx(2 * drawing.circles[1].radius, abs=0.1)


def test_one_place_and_one_point_are_drawn():
    assert maps.symbols([maps.Shape("1", "Satu", 0, 0)], maps.Figures("x", {"1": 1})).circles
    assert maps.choropleth([square("1", 0, 0)], maps.Figures("x", {"1": 1})).areas


def test_a_link_goes_with_its_place():
    found = maps.Figures("x", {"00": 1}, urls={"00": "/data/00/"})
    drawing = maps.choropleth(GRID, found)
    assert drawing.has_links
    assert next(area.url for area in drawing.areas if area.code == "00") == "/data/00/"


def test_a_network_joins_all_places_to_the_centre():
    network = maps.network(GRID, "11")
    assert network is not None
    assert len(network.threads) == 8
    assert network.hub_label.lines == ("Wilayah 11",)
    assert maps.network(GRID, "99") is None


def real(code: str, level: str) -> list[maps.Shape]:
    path = BOUNDARIES / f"{code}-{level}.geojson"
    if not path.exists():
        pytest.skip("the outlines of real regencies lie beside the project and are absent here")
    features = json.loads(path.read_text())["features"]
    return [maps.Shape(**feature["properties"], geometry=feature["geometry"]) for feature in features]


@pytest.mark.parametrize("code", ["64.01", "64.09", "15.03"])
def test_real_districts_are_light_and_their_labels_apart(code: str):
    shapes = real(code, "districts")
    found = maps.Figures("x", {shape.code: place * 10 for place, shape in enumerate(shapes)}, unit="%")
    drawing = maps.choropleth(shapes, found)
    assert len(drawing.labels) == len(shapes)
    assert clashes(drawing) == []
    assert sum(len(area.path) for area in drawing.areas) < 12_000


@pytest.mark.parametrize("code", ["64.01", "15.03"])
def test_real_villages_stay_under_40_kilobytes(code: str):
    shapes = real(code, "villages")
    drawing = maps.choropleth(shapes, maps.Figures("x", {shape.code: 1 for shape in shapes}))
    assert all(area.path for area in drawing.areas)
    assert sum(len(area.path) for area in drawing.areas) < 40_000
