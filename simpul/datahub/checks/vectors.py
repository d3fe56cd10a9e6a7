"""Expressions over whole columns, still exact: every number is a pair of 128-bit integers.

A column of decimals is held as whole units and a scale. The largest value that each step can reach is
followed in Python integers; where it might not fit into 128 bits, `TooWideError` sends the caller to the
row-by-row evaluation of `simpul.core.expressions`, which knows no limit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

import polars as pl

from simpul.core import decimals
from simpul.core.expressions import (
    Arithmetic,
    Column,
    Comparison,
    Condition,
    Constant,
    IsBlank,
    Junction,
    Negation,
    Not,
    Number,
    OneOf,
    Sum,
)

LARGEST: Final = 2**127 - 1
_WIDE: Final = pl.Int128()


class TooWideError(ArithmeticError):
    """An intermediate number might need more than 128 bits."""


@dataclass(frozen=True)
class Numbers:
    """A column of exact decimals: ``units / 10**scale``; null where there is no number."""

    units: pl.Series
    scale: int

    @property
    def largest(self) -> int:
        low, high = self.units.min(), self.units.max()
        return max(abs(int(str(low or 0))), abs(int(str(high or 0))))


@dataclass(frozen=True)
class _Ratio:
    """``top / bottom``, the bottom always positive; with the largest magnitude that each can have."""

    top: pl.Expr
    bottom: pl.Expr
    most_top: int
    most_bottom: int

    def __post_init__(self) -> None:
        if max(self.most_top, self.most_bottom) > LARGEST:
            raise TooWideError


@dataclass(frozen=True)
class Columns:
    """What an expression may read: numbers, texts and blankness by column name."""

    numbers: Mapping[str, Numbers]
    texts: Mapping[str, pl.Series]
    blanks: Mapping[str, pl.Series]


def decimals_of(values: pl.Series) -> Numbers:
    """Numbers of a column of whole numbers, or of plain decimal texts."""
    if values.dtype != pl.String:
        return Numbers(values.cast(pl.Int128), 0)
    parts = values.str.split_exact(".", 1).struct.unnest()
    whole, rest = parts["field_0"], parts["field_1"].fill_null("")
    scale = int(str(rest.str.len_bytes().max() or 0))
    units = (whole + rest.str.pad_end(scale, "0")).cast(pl.Int128)
    return Numbers(units, scale)


def holds(condition: Condition, columns: Columns) -> pl.Series:
    """Whether the condition holds in each row; null where what is missing leaves that open.

    Raises TooWideError.
    """
    frame = pl.DataFrame(
        [found.units.alias(f"n:{name}") for name, found in columns.numbers.items()]
        + [found.alias(f"t:{name}") for name, found in columns.texts.items()]
        + [found.alias(f"b:{name}") for name, found in columns.blanks.items()]
    )
    return frame.select(_condition(condition, columns).alias("holds"))["holds"]


def _condition(condition: Condition, columns: Columns) -> pl.Expr:
    match condition:
        case Comparison():
            return _comparison(condition, columns)
        case Junction(operator, parts):
            compiled = [_condition(part, columns) for part in parts]
            if operator == "and":
                return reduce(lambda left, right: left & right, compiled)
            return reduce(lambda left, right: left | right, compiled)
        case Not(part):
            return ~_condition(part, columns)
        case IsBlank(column):
            return pl.col(f"b:{column}")
        case OneOf(column, choices):
            return _one_of(column, choices, columns)


def _one_of(name: str, choices: tuple[str, ...], columns: Columns) -> pl.Expr:
    if name not in columns.numbers:
        return pl.col(f"t:{name}").is_in(list(choices))
    # Words among the choices equal no number; the impossible comparison keeps blanks unknown.
    numbers = [choice for choice in choices if decimals.is_decimal(choice)]
    none = Comparison("ne", Column(name), Column(name))
    equal = [Comparison("eq", Column(name), Constant(choice)) for choice in numbers]
    return _condition(Junction("or", (none, *equal)), columns)


def _comparison(condition: Comparison, columns: Columns) -> pl.Expr:
    """The sign of ``left - right``, widened by the tolerance, decides; the bottom is positive."""
    difference = _subtract(_number(condition.left, columns), _number(condition.right, columns))
    slack = condition.tolerance.value if condition.tolerance else None
    reach = difference.top
    edge = _wide(0)
    if slack:
        _Ratio(reach, edge, difference.most_top * slack.denominator, difference.most_bottom * slack.numerator)
        reach, edge = reach * _wide(slack.denominator), difference.bottom * _wide(slack.numerator)
    match condition.operator:
        case "eq":
            return reach.abs() <= edge
        case "ne":
            return reach.abs() > edge
        case "lt":
            return reach < _negated(edge)
        case "le":
            return reach <= edge
        case "gt":
            return reach > edge
        case _:
            return reach >= _negated(edge)


def _number(expression: Number, columns: Columns) -> _Ratio:
    match expression:
        case Column(name):
            found = columns.numbers[name]
            bottom = 10**found.scale
            return _Ratio(pl.col(f"n:{name}"), _wide(bottom), found.largest, bottom)
        case Constant():
            value = expression.value
            return _Ratio(
                _wide(value.numerator), _wide(value.denominator), abs(value.numerator), value.denominator
            )
        case Sum(names):
            return reduce(_add, [_number(Column(name), columns) for name in names])
        case Negation(operand):
            inner = _number(operand, columns)
            return _Ratio(_negated(inner.top), inner.bottom, inner.most_top, inner.most_bottom)
        case Arithmetic(operator, left, right):
            return _ARITHMETIC[operator](_number(left, columns), _number(right, columns))


def _add(left: _Ratio, right: _Ratio) -> _Ratio:
    return _Ratio(
        left.top * right.bottom + right.top * left.bottom,
        left.bottom * right.bottom,
        left.most_top * right.most_bottom + right.most_top * left.most_bottom,
        left.most_bottom * right.most_bottom,
    )


def _subtract(left: _Ratio, right: _Ratio) -> _Ratio:
    return _add(left, _Ratio(_negated(right.top), right.bottom, right.most_top, right.most_bottom))


def _multiply(left: _Ratio, right: _Ratio) -> _Ratio:
    return _Ratio(
        left.top * right.top,
        left.bottom * right.bottom,
        left.most_top * right.most_top,
        left.most_bottom * right.most_bottom,
    )


def _divide(left: _Ratio, right: _Ratio) -> _Ratio:
    """By zero is null; the sign of the divisor moves to the top."""
    sign = right.top.sign()
    return _Ratio(
        pl.when(right.top != 0).then(left.top * right.bottom * sign),
        left.bottom * right.top.abs(),
        left.most_top * right.most_bottom,
        left.most_bottom * right.most_top,
    )


_ARITHMETIC: Final = {"add": _add, "sub": _subtract, "mul": _multiply, "div": _divide}


def _wide(number: int) -> pl.Expr:
    return pl.lit(number, dtype=_WIDE)


def _negated(number: pl.Expr) -> pl.Expr:
    """polars has no negation of 128-bit integers."""
    return _wide(0) - number
