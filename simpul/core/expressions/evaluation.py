"""The exact value of a number, and whether a condition holds."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from simpul.core import decimals
from simpul.core.expressions.model import (
    Arithmetic,
    Column,
    Comparison,
    Condition,
    Constant,
    DivisionByZero,
    IsBlank,
    Junction,
    Missing,
    MissingColumn,
    Negation,
    Not,
    Number,
    OneOf,
    Sum,
    Value,
)


def evaluate(expression: Number, values: Mapping[str, Value]) -> Fraction | None:
    """The exact number; None when an operand is missing or a divisor zero (`why_missing` tells)."""
    result = _compute(expression, values)
    return result if isinstance(result, Fraction) else None


def why_missing(expression: Number, values: Mapping[str, Value]) -> Missing | None:
    """The first reason why `evaluate` gives None; None when it gives a number."""
    result = _compute(expression, values)
    return None if isinstance(result, Fraction) else result


def _compute(expression: Number, values: Mapping[str, Value]) -> Fraction | Missing:
    match expression:
        case Column(name):
            value = values.get(name)
            return value if isinstance(value, Fraction) else MissingColumn(name)
        case Constant():
            return expression.value
        case Sum(names):
            return _total(names, values)
        case Negation(operand):
            inner = _compute(operand, values)
            return -inner if isinstance(inner, Fraction) else inner
        case Arithmetic():
            return _arithmetic(expression, values)


def _total(names: tuple[str, ...], values: Mapping[str, Value]) -> Fraction | Missing:
    total = Fraction(0)
    for name in names:
        value = values.get(name)
        if not isinstance(value, Fraction):
            return MissingColumn(name)
        total += value
    return total


def _arithmetic(expression: Arithmetic, values: Mapping[str, Value]) -> Fraction | Missing:
    left, right = _compute(expression.left, values), _compute(expression.right, values)
    if not isinstance(left, Fraction):
        return left
    if not isinstance(right, Fraction):
        return right
    match expression.operator:
        case "add":
            return left + right
        case "sub":
            return left - right
        case "mul":
            return left * right
        case _:
            return left / right if right else DivisionByZero(expression.right)


def holds(condition: Condition, values: Mapping[str, Value]) -> bool | None:
    """Whether the condition holds; None when what is missing leaves that open."""
    match condition:
        case Comparison():
            return _compare(condition, values)
        case Junction(operator, parts):
            return _join(operator, [holds(part, values) for part in parts])
        case Not(part):
            inner = holds(part, values)
            return None if inner is None else not inner
        case IsBlank(column):
            return values.get(column) is None
        case OneOf(column, choices):
            value = values.get(column)
            return None if value is None else any(_same(value, choice) for choice in choices)


def _join(operator: str, known: list[bool | None]) -> bool | None:
    decisive = operator == "or"
    if decisive in known:
        return decisive
    return None if None in known else not decisive


def _same(value: Fraction | str, choice: str) -> bool:
    if isinstance(value, str):
        return value == choice
    return decimals.is_decimal(choice) and value == Fraction(choice)


def _compare(condition: Comparison, values: Mapping[str, Value]) -> bool | None:
    left, right = evaluate(condition.left, values), evaluate(condition.right, values)
    if left is None or right is None:
        return None
    slack = condition.tolerance.value if condition.tolerance else Fraction(0)
    return _COMPARE[condition.operator](left - right, slack)


_COMPARE: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    "eq": lambda difference, slack: abs(difference) <= slack,
    "ne": lambda difference, slack: abs(difference) > slack,
    "lt": lambda difference, slack: difference < -slack,
    "le": lambda difference, slack: difference <= slack,
    "gt": lambda difference, slack: difference > slack,
    "ge": lambda difference, slack: difference >= -slack,
}
