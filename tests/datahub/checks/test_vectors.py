from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core import decimals, expressions
from simpul.core.expressions import Column, Comparison, Constant, IsBlank, Not
from simpul.datahub.checks import vectors
from tests.core.test_expressions import CONDITIONS

NAMES = ("laki_laki", "perempuan", "jumlah")
NUMBERS = st.none() | st.decimals(min_value=-1000, max_value=1000, places=2).map(Fraction)
ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, NUMBERS)), min_size=1, max_size=6)


def columns(rows: list[dict[str, Fraction | None]]) -> vectors.Columns:
    texts = {
        name: pl.Series(
            [None if row[name] is None else decimals.plain(row[name]) for row in rows], dtype=pl.String
        )
        for name in NAMES
    }
    return vectors.Columns(
        numbers={name: vectors.decimals_of(found) for name, found in texts.items()},
        texts={},
        blanks={name: found.is_null() for name, found in texts.items()},
    )


def _plain(value: Fraction | None) -> str | None:
    return None if value is None else decimals.plain(value)


@settings(max_examples=300, deadline=None)
@given(CONDITIONS, ROWS)
def test_whole_columns_agree_with_single_rows(condition: Any, rows: list[Any]) -> None:
    try:
        found = vectors.holds(condition, columns(rows)).to_list()
    except vectors.TooWideError:
        return
    if len(found) == 1 < len(rows):
        found = found * len(rows)
    assert found == [expressions.holds(condition, row) for row in rows]


def test_what_might_not_fit_is_refused_before_it_is_computed() -> None:
    huge = Constant("9" * 30)
    product = expressions.Arithmetic("mul", huge, huge)
    with pytest.raises(vectors.TooWideError):
        vectors.holds(
            Comparison("eq", product, Column("jumlah")), columns([dict.fromkeys(NAMES, Fraction(1))])
        )


def test_decimals_keep_their_value_in_units() -> None:
    found = vectors.decimals_of(pl.Series(["1.5", None, "-0.25", "7"]))
    assert found.scale == 2
    assert found.units.to_list() == [150, None, -25, 700]
    assert found.largest == 700


def test_an_empty_column_has_no_numbers() -> None:
    found = vectors.decimals_of(pl.Series([None, None], dtype=pl.String))
    assert found.units.to_list() == [None, None]
    assert found.largest == 0


def test_blankness_is_known_where_the_number_is_not() -> None:
    rows: list[dict[str, Fraction | None]] = [dict.fromkeys(NAMES), dict.fromkeys(NAMES, Fraction(1))]
    assert vectors.holds(IsBlank("jumlah"), columns(rows)).to_list() == [True, False]
    assert vectors.holds(Not(IsBlank("jumlah")), columns(rows)).to_list() == [False, True]
