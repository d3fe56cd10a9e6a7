"""Expressions as a person reads them, in Indonesian: "laki_laki + perempuan"."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from simpul.core.expressions.model import (
    ARITHMETIC,
    COMPARISONS,
    Arithmetic,
    Column,
    Comparison,
    Condition,
    Constant,
    Expression,
    IsBlank,
    Junction,
    Negation,
    Not,
    Number,
    OneOf,
    Sum,
)

_STRENGTH: Final[Mapping[str, int]] = {"add": 1, "sub": 1, "mul": 2, "div": 2}
_ATOM: Final = 3


def describe(expression: Expression, titles: Mapping[str, str]) -> str:
    """The expression in words, columns by their title (or their name where none is given)."""
    match expression:
        case Comparison() | Junction() | Not() | IsBlank() | OneOf():
            return _condition(expression, titles)
        case _:
            return _number(expression, titles)


def _number(expression: Number, titles: Mapping[str, str]) -> str:
    match expression:
        case Column(name):
            return titles.get(name, name)
        case Constant(text):
            return text.replace(".", ",")
        case Sum(names):
            return " + ".join(titles.get(name, name) for name in names)
        case Negation(operand):
            return f"−{_wrapped(operand, titles, _ATOM)}"
        case Arithmetic(operator, left, right):
            strength = _STRENGTH[operator]
            # The right side of a minus or a division keeps its brackets: a − (b − c).
            tighter = strength + (operator in ("sub", "div"))
            sides = _wrapped(left, titles, strength), _wrapped(right, titles, tighter)
            return f" {ARITHMETIC[operator]} ".join(sides)


def _wrapped(expression: Number, titles: Mapping[str, str], needed: int) -> str:
    text = _number(expression, titles)
    return text if _strength(expression) >= needed else f"({text})"


def _strength(expression: Number) -> int:
    match expression:
        case Arithmetic(operator, _left, _right):
            return _STRENGTH[operator]
        case Sum(names) if len(names) > 1:
            return _STRENGTH["add"]
        case _:
            return _ATOM


def _condition(condition: Condition, titles: Mapping[str, str]) -> str:
    match condition:
        case Comparison():
            return _comparison(condition, titles)
        case Junction(operator, parts):
            joint = _(" dan ") if operator == "and" else _(" atau ")
            return joint.join(_bracketed(part, titles) for part in parts)
        case Not(part):
            return _("tidak berlaku: %(condition)s") % {"condition": _bracketed(part, titles)}
        case IsBlank(column):
            return _("%(column)s kosong") % {"column": titles.get(column, column)}
        case OneOf(column, choices):
            return _("%(column)s salah satu dari %(choices)s") % {
                "column": titles.get(column, column),
                "choices": ", ".join(choices),
            }


def _bracketed(condition: Condition, titles: Mapping[str, str]) -> str:
    text = _condition(condition, titles)
    return f"({text})" if isinstance(condition, Junction) else text


def _comparison(condition: Comparison, titles: Mapping[str, str]) -> str:
    sign = COMPARISONS[condition.operator]
    text = f"{_number(condition.left, titles)} {sign} {_number(condition.right, titles)}"
    if condition.tolerance is None:
        return text
    return _("%(comparison)s (selisih sampai %(tolerance)s dibolehkan)") % {
        "comparison": text,
        "tolerance": _number(condition.tolerance, titles),
    }
