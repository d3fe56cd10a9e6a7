from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core import expressions
from simpul.core.expressions import (
    Arithmetic,
    Column,
    Comparison,
    Constant,
    DivisionByZero,
    ExpressionError,
    IsBlank,
    Junction,
    MissingColumn,
    Negation,
    Not,
    OneOf,
    Sum,
)

NAMES = st.sampled_from(["laki_laki", "perempuan", "jumlah"])
DECIMALS = st.decimals(min_value=-1000, max_value=1000, places=2).map(lambda number: f"{number:f}")
NUMBERS = st.recursive(
    st.builds(Column, NAMES) | st.builds(Constant, DECIMALS) | st.builds(Sum, st.tuples(NAMES, NAMES)),
    lambda inner: (
        st.builds(Arithmetic, st.sampled_from(list(expressions.ARITHMETIC)), inner, inner)
        | st.builds(Negation, inner)
    ),
    max_leaves=8,
)
COMPARISONS = st.builds(
    Comparison,
    st.sampled_from(list(expressions.COMPARISONS)),
    NUMBERS,
    NUMBERS,
    st.none() | st.builds(Constant, st.sampled_from(["0", "0.5", "10"])),
)
CONDITIONS = st.recursive(
    COMPARISONS | st.builds(IsBlank, NAMES) | st.builds(OneOf, NAMES, st.just(("1", "kawin"))),
    lambda inner: (
        st.builds(
            Junction,
            st.sampled_from(expressions.JUNCTIONS),
            st.lists(inner, min_size=1, max_size=3).map(tuple),
        )
        | st.builds(Not, inner)
    ),
    max_leaves=6,
)
VALUES = st.fixed_dictionaries(
    {
        name: st.none() | st.fractions(min_value=-50, max_value=50, max_denominator=20)
        for name in ("laki_laki", "perempuan", "jumlah")
    }
)


@given(NUMBERS | CONDITIONS)
def test_every_expression_reads_back_from_its_json(expression: expressions.Expression) -> None:
    assert expressions.parse(expressions.to_json(expression)) == expression


@given(NUMBERS, NUMBERS, VALUES)
def test_arithmetic_is_that_of_fractions(left: Any, right: Any, values: Any) -> None:
    one, two = expressions.evaluate(left, values), expressions.evaluate(right, values)
    for operator in expressions.ARITHMETIC:
        found = expressions.evaluate(Arithmetic(operator, left, right), values)
        if one is None or two is None or (operator == "div" and two == 0):
            assert found is None
            continue
        wanted = {"add": one + two, "sub": one - two, "mul": one * two, "div": one / (two or 1)}
        assert found == wanted[operator]


@given(NUMBERS, VALUES)
def test_a_missing_result_always_has_a_reason_and_a_number_never(number: Any, values: Any) -> None:
    reason = expressions.why_missing(number, values)
    assert (expressions.evaluate(number, values) is None) == (reason is not None)
    if isinstance(reason, MissingColumn):
        assert values[reason.column] is None
    if isinstance(reason, DivisionByZero):
        assert expressions.evaluate(reason.divisor, values) == 0


@given(CONDITIONS, VALUES)
def test_what_holds_keeps_holding_once_the_blanks_are_filled(condition: Any, values: Any) -> None:
    """Unknown may become anything, but what was decided stays, unless it asked for the blank itself."""
    known = expressions.holds(condition, values)
    filled = {name: Fraction(7) if value is None else value for name, value in values.items()}
    if known is not None and not _asks_for_blanks(condition):
        assert expressions.holds(condition, filled) == known


def _asks_for_blanks(condition: Any) -> bool:
    return isinstance(condition, IsBlank) or any(map(_asks_for_blanks, expressions.parts_of(condition)))


@given(COMPARISONS, VALUES)
def test_exactly_one_of_equal_less_and_greater_holds(comparison: Comparison, values: Any) -> None:
    sides = comparison.left, comparison.right, comparison.tolerance
    found = [expressions.holds(Comparison(sign, *sides), values) for sign in ("eq", "lt", "gt")]
    assert found == [None] * 3 or found.count(True) == 1


def test_three_tenths_are_three_tenths() -> None:
    sum_of_tenths = expressions.parse(
        {"eq": [{"add": [{"constant": "0.1"}, {"constant": "0.2"}]}, {"constant": "0.3"}]}
    )
    assert isinstance(sum_of_tenths, Comparison)
    assert expressions.holds(sum_of_tenths, {}) is True


def test_a_text_is_no_number_but_may_be_one_of_a_list() -> None:
    values = {"status": "kawin"}
    assert expressions.evaluate(Column("status"), values) is None
    assert expressions.holds(OneOf("status", ("kawin", "cerai")), values) is True
    assert expressions.holds(OneOf("status", ("cerai",)), values) is False


def test_columns_lists_everything_that_is_read() -> None:
    document = {
        "or": [
            {"is_blank": "rt"},
            {"in": ["status", ["kawin"]]},
            {"eq": [{"sum": ["a", "b"]}, {"div": [{"column": "c"}, {"constant": "2"}]}]},
        ]
    }
    assert expressions.columns(expressions.parse(document)) == {"rt", "status", "a", "b", "c"}


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"add": [{"column": "laki_laki"}, {"column": "perempuan"}]}, "laki_laki + perempuan"),
        ({"sub": [{"column": "a"}, {"sub": [{"column": "b"}, {"constant": "1.5"}]}]}, "a − (b − 1,5)"),
        ({"mul": [{"sum": ["a", "b"]}, {"constant": "100"}]}, "(a + b) × 100"),
        ({"div": [{"mul": [{"column": "a"}, {"column": "b"}]}, {"column": "c"}]}, "a × b ÷ c"),
        ({"neg": {"add": [{"column": "a"}, {"column": "b"}]}}, "−(a + b)"),
        (
            {"eq": [{"column": "jumlah"}, {"sum": ["a", "b"]}], "tolerance": "0.5"},
            "jumlah = a + b (selisih sampai 0,5 dibolehkan)",
        ),
        (
            {"or": [{"is_blank": "a"}, {"and": [{"in": ["b", ["x", "y"]]}, {"not": {"is_blank": "c"}}]}]},
            "a kosong atau (b salah satu dari x, y dan tidak berlaku: c kosong)",
        ),
    ],
)
def test_an_expression_reads_as_a_sentence(document: Any, sentence: str) -> None:
    assert expressions.describe(expressions.parse(document), {}) == sentence


def test_titles_stand_for_names() -> None:
    assert expressions.describe(Column("l"), {"l": "laki-laki"}) == "laki-laki"


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "rumus"),
        ({}, "rumus"),
        ({"pow": []}, "rumus"),
        ({"column": ""}, "column"),
        ({"constant": 0.1}, "constant"),
        ({"constant": "1e9"}, "constant"),
        ({"constant": True}, "constant"),
        ({"add": [{"column": "a"}]}, "add"),
        ({"add": [{"column": "a"}, {"is_blank": "a"}]}, "add[1]"),
        ({"eq": [{"column": "a"}, {"add": [{"column": "b"}, {"nothing": 1}]}]}, "eq[1].add[1]"),
        ({"and": []}, "and"),
        ({"and": [{"column": "a"}]}, "and[0]"),
        ({"not": {"column": "a"}}, "not"),
        ({"sum": ["a", 3]}, "sum[1]"),
        ({"in": ["a", []]}, "in[1]"),
        ({"add": [{"column": "a"}, {"column": "b"}], "tolerance": "1"}, "rumus"),
    ],
)
def test_what_is_no_expression_names_the_wrong_part(document: Any, place: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        expressions.parse(document)
    assert caught.value.place == place


def test_nesting_is_bounded() -> None:
    document: Any = {"column": "a"}
    for _ in range(60):
        document = {"neg": document}
    with pytest.raises(ExpressionError):
        expressions.parse(document)


def test_a_condition_is_no_number() -> None:
    with pytest.raises(ExpressionError):
        expressions.parse_number({"is_blank": "a"})
    with pytest.raises(ExpressionError):
        expressions.parse_condition({"column": "a"})
