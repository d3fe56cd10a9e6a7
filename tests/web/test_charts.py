"""Charts: exact values in, a drawing out, also where careless charts break."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.web import charts
from simpul.web.charts import scale
from simpul.web.charts.line import Drawing
from simpul.web.parts import Link

values = st.fractions(min_value=-(10**9), max_value=10**12, max_denominator=1000)


def readings(*found: object, first: int = 2020, breaks: tuple[int, ...] = ()) -> list[charts.Reading]:
    return [
        charts.Reading(first + place, str(first + place), value, is_break=first + place in breaks)  # type: ignore[arg-type]
        for place, value in enumerate(found)
    ]


def wide(chart: object) -> Drawing:
    drawing = chart.wide  # type: ignore[attr-defined]
    assert drawing is not None
    return drawing


@given(values, values, st.integers(min_value=2, max_value=9))
def test_ticks_are_round_and_hold_the_values(one: Fraction, other: Fraction, count: int):
    low, high = sorted((one, other))
    marks = scale.ticks(low, high, count)
    gaps = {after - before for before, after in pairwise(marks)}
    assert marks[0] <= low
    assert marks[-1] >= high
    assert len(gaps) == 1
    assert len(marks) <= 2 * count + 2


def test_a_line_says_in_a_sentence_what_it_shows():
    chart = charts.line(
        readings("9.23", "9.73", "8.63"),
        name="Penduduk miskin",
        unit="persen",
        target=charts.Target(2029, "2029", "6.63"),
    )
    assert (
        chart.summary
        == "Penduduk miskin: 9,23 persen pada 2020, 8,63 persen pada 2022; target 6,63 persen pada 2029."
    )


def test_a_missing_year_breaks_the_line_and_is_never_zero():
    chart = wide(charts.line(readings("3.1", "2.4", None, "2.2", "3.8"), name="x"))
    lines = [d for css, d in chart.paths if css == "garis"]
    assert len(lines) == 2
    assert len(chart.dots) == 4
    assert {label.text for label in chart.labels} == {"3,1", "2,4", "2,2", "3,8"}


def test_a_change_of_source_is_dotted_and_begins_another_ink():
    chart = charts.line(readings(100, 110, 150, 152, breaks=(2022,)), name="Penduduk")
    assert [css for css, _ in wide(chart).paths] == ["garis", "putus", "garis garis-2"]
    assert [dot.shape for dot in wide(chart).dots] == ["titik", "titik", "wajik", "simpul"]
    assert "sumber berganti di antara 2021 dan 2022" in chart.summary
    assert chart.has_break


def test_the_path_to_the_target_starts_at_the_newest_value():
    chart = wide(charts.line(readings(9, 8), name="x", target=charts.Target(2029, "2029", 6)))
    target = next(d for css, d in chart.paths if css == "target")
    newest = next(dot for dot in chart.dots if dot.shape == "simpul")
    assert target.startswith(f"M{newest.x} {newest.y}L")
    assert {label.text for label in chart.labels} >= {"target", "6"}


@pytest.mark.parametrize("found", [(5,), (5, 5, 5), (0, 0), (-3, -3), (-1, 4, -7)])
def test_one_value_equal_values_and_negatives_are_drawn(found: tuple[int, ...]):
    chart = charts.line(readings(*found), name="x")
    for drawing in (chart.wide, chart.narrow):
        assert drawing is not None
        assert len(drawing.dots) == len(found)
        assert all(0 <= dot.x <= drawing.width and 0 <= dot.y <= drawing.height for dot in drawing.dots)


@pytest.mark.parametrize("found", [(), (None,), (None, None)])
def test_a_series_without_value_says_so_instead_of_drawing(found: tuple[None, ...]):
    chart = charts.line(readings(*found), name="Rasio Gini")
    assert chart.wide is None
    assert chart.summary == "Rasio Gini: belum ada data."


@given(st.lists(values, min_size=1, max_size=14))
def test_labels_never_cover_one_another_and_stay_on_the_page(found: list[Fraction]):
    drawing = wide(charts.line(readings(*found), name="x", decimals=2))
    boxes = []
    for label in drawing.labels:
        width = scale.text_width(label.text, 13)
        left = label.x - width * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
        boxes.append((left, label.y - 11, left + width, label.y + 2))
        assert 0 <= label.y <= drawing.height
    overlaps = [
        (a, b)
        for place, a in enumerate(boxes)
        for b in boxes[place + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert overlaps == []


def test_many_points_carry_only_the_telling_labels():
    drawing = wide(charts.line(readings(*range(30, 10, -1)), name="x"))
    assert {label.text for label in drawing.labels} == {"30", "11"}


def test_names_of_years_never_touch():
    drawing = charts.line(readings(*range(40)), name="x").narrow
    assert drawing is not None
    assert all(after.at - before.at >= 40 for before, after in pairwise(drawing.axis))
    assert drawing.axis[-1].text == "2059"


def test_a_spark_line_breaks_like_its_line():
    spark = charts.spark(readings(3, None, 2, 4))
    assert spark is not None
    assert len(spark.paths) == 1
    assert len(spark.dots) == 2
    assert charts.spark(readings(None)) is None


def test_spark_lines_under_one_another_share_their_ends():
    early = charts.spark(readings(1, 2, first=2020), span=(2020, 2024))
    late = charts.spark(readings(1, 2, first=2023), span=(2020, 2024))
    assert early is not None
    assert late is not None
    assert early.last[0] < late.last[0]


def test_a_ranking_orders_by_value_and_keeps_places_without_data():
    bars = [
        charts.Bar("Kuaro", 5),
        charts.Bar("Long Kali", None),
        charts.Bar("Batu Engau", "7.5"),
        charts.Bar("Samu", 5),
    ]
    rows = charts.ranking(bars, name="x", decimals=1).rows
    assert [(row.rank, row.label, row.text) for row in rows] == [
        (1, "Batu Engau", "7,5"),
        (2, "Kuaro", "5,0"),
        (2, "Samu", "5,0"),
        (0, "Long Kali", ""),
    ]


@given(st.lists(values, min_size=1, max_size=12))
def test_bars_start_at_zero_and_their_lengths_keep_the_proportions(found: list[Fraction]):
    ranking = charts.ranking([charts.Bar(str(place), value) for place, value in enumerate(found)], name="x")
    span = max([*found, Fraction(0)]) - min([*found, Fraction(0)]) or Fraction(1)
    for row in ranking.rows:
        value = found[int(row.label)]
        assert row.width == pytest.approx(float(abs(value) / span) * 1000, abs=0.2)
        assert ranking.zero == pytest.approx(row.x if value >= 0 else row.x + row.width, abs=0.2)


def test_a_stack_prints_shares_and_the_target():
    stack = charts.stacked(
        [charts.Part("Transfer", 2, "Rp 2"), charts.Part("PAD", 1)], name="x", target=charts.Part("target", 4)
    )
    assert [(part.text, part.share, part.width) for part in stack.parts] == [
        ("Rp 2", "66,67%", 500.0),
        ("1", "33,33%", 250.0),
    ]
    assert (stack.mark, stack.mark_text) == (1000.0, "target 4")


def test_a_stack_refuses_a_negative_part_and_draws_nothing_of_nothing():
    with pytest.raises(ValueError, match="negative"):
        charts.stacked([charts.Part("a", -1)], name="x")
    assert [part.width for part in charts.stacked([charts.Part("a", 0)], name="x").parts] == [0.0]


@given(
    st.integers(min_value=-400, max_value=20_000), st.sampled_from([(1, 2, 3), (30, 44, 60), (365, 425, 455)])
)
def test_the_knot_of_a_ribbon_stands_in_the_stretch_of_its_state(age: int, thresholds: tuple[int, int, int]):
    ribbon = charts.ribbon(age, thresholds)
    place = sum(age > threshold for threshold in thresholds)
    span = ribbon.spans[place]
    assert span.x - 10 <= ribbon.knot <= span.x + span.width + 10
    assert 0 <= ribbon.knot <= ribbon.width


def test_a_ribbon_prints_its_days_and_leaves_out_what_would_touch():
    assert [text for _, text in charts.ribbon(144, (180, 210, 240)).days] == ["0", "180", "210", "240"]
    old = charts.ribbon(2400, (180, 210, 240))
    assert [text for _, text in old.days] == ["0", "180", "240"]
    assert old.age == "2.400 hari"
    assert old.squeeze is not None


@pytest.mark.parametrize(("operands", "uses"), [(1, 0), (3, 1), (2, 5)])
def test_the_threads_of_an_origin_end_at_its_rows(operands: int, uses: int):
    trace = charts.trace(
        [charts.Operand(f"masukan {place}", "1") for place in range(operands)],
        "dijumlahkan",
        "3",
        [Link(f"pemakai {place}", "#") for place in range(uses)],
    )
    assert len(trace.inward) == operands
    assert len(trace.outward) == uses
    assert trace.height == trace.rem * 16
    assert all(path.endswith(f"100 {trace.height / 2}") for path, _ in trace.inward)
