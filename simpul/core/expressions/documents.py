"""Expressions from JSON, with errors that name the wrong part, and back."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from simpul.core import decimals
from simpul.core.errors import SimpulError
from simpul.core.expressions.model import (
    ARITHMETIC,
    COMPARISONS,
    JUNCTIONS,
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

DEEPEST: Final = 40
"""Nesting allowed in a stored expression; a formula written by people stays far below."""


class ExpressionError(SimpulError):
    """The JSON is no expression; `place` names the part that is wrong, such as ``eq[1].add``."""

    code = "rumus-tidak-sah"

    def __init__(self, place: str, reason: str) -> None:
        self.place = place or "rumus"
        super().__init__(f"{self.place}: {reason}")


def parse(document: Any, place: str = "") -> Expression:
    """The expression of a JSON object; raises ExpressionError naming the wrong part."""
    return _parse(document, place, 0)


def parse_number(document: Any, place: str = "") -> Number:
    """Like `parse`, for a place where only a number makes sense."""
    return _number(document, place, 0)


def parse_condition(document: Any, place: str = "") -> Condition:
    """Like `parse`, for a place where only a condition makes sense."""
    return _condition(document, place, 0)


def _parse(document: Any, place: str, depth: int) -> Expression:
    if depth > DEEPEST:
        raise ExpressionError(place, f"bertingkat lebih dari {DEEPEST}")
    if not isinstance(document, dict):
        raise ExpressionError(place, "harus berupa objek")
    keys = [key for key in document if key != "tolerance"]
    if len(keys) != 1 or keys[0] not in _PARSERS:
        raise ExpressionError(place, "harus berisi tepat satu dari " + ", ".join(_PARSERS))
    if "tolerance" in document and keys[0] not in COMPARISONS:
        raise ExpressionError(place, "toleransi hanya untuk perbandingan")
    return _PARSERS[keys[0]](document, keys[0], f"{place}.{keys[0]}".lstrip("."), depth + 1)


def _number(document: Any, place: str, depth: int) -> Number:
    found = _parse(document, place, depth)
    if not isinstance(found, Number):
        raise ExpressionError(place, "harus berupa bilangan, bukan syarat")
    return found


def _condition(document: Any, place: str, depth: int) -> Condition:
    found = _parse(document, place, depth)
    if not isinstance(found, Condition):
        raise ExpressionError(place, "harus berupa syarat, bukan bilangan")
    return found


def _parse_column(document: Any, key: str, place: str, depth: int) -> Column:
    return Column(_text(document[key], place))


def _parse_constant(document: Any, key: str, place: str, depth: int) -> Constant:
    return _constant(document[key], place)


def _parse_arithmetic(document: Any, key: str, place: str, depth: int) -> Arithmetic:
    left, right = _pair(document[key], place)
    return Arithmetic(key, _number(left, f"{place}[0]", depth), _number(right, f"{place}[1]", depth))


def _parse_sum(document: Any, key: str, place: str, depth: int) -> Sum:
    return Sum(_texts(document[key], place))


def _parse_negation(document: Any, key: str, place: str, depth: int) -> Negation:
    return Negation(_number(document[key], place, depth))


def _parse_comparison(document: Any, key: str, place: str, depth: int) -> Comparison:
    left, right = _pair(document[key], place)
    tolerance = document.get("tolerance")
    return Comparison(
        key,
        _number(left, f"{place}[0]", depth),
        _number(right, f"{place}[1]", depth),
        None if tolerance is None else _constant(tolerance, f"{place}.tolerance"),
    )


def _parse_junction(document: Any, key: str, place: str, depth: int) -> Junction:
    parts = _list(document[key], place)
    return Junction(key, tuple(_condition(part, f"{place}[{i}]", depth) for i, part in enumerate(parts)))


def _parse_not(document: Any, key: str, place: str, depth: int) -> Not:
    return Not(_condition(document[key], place, depth))


def _parse_blank(document: Any, key: str, place: str, depth: int) -> IsBlank:
    return IsBlank(_text(document[key], place))


def _parse_one_of(document: Any, key: str, place: str, depth: int) -> OneOf:
    column, choices = _pair(document[key], place)
    return OneOf(_text(column, f"{place}[0]"), _texts(choices, f"{place}[1]"))


_PARSERS: Final[Mapping[str, Callable[[Any, str, str, int], Expression]]] = {
    "column": _parse_column,
    "constant": _parse_constant,
    **dict.fromkeys(ARITHMETIC, _parse_arithmetic),
    "sum": _parse_sum,
    "neg": _parse_negation,
    **dict.fromkeys(COMPARISONS, _parse_comparison),
    **dict.fromkeys(JUNCTIONS, _parse_junction),
    "not": _parse_not,
    "is_blank": _parse_blank,
    "in": _parse_one_of,
}


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value:
        raise ExpressionError(place, "harus berupa teks")
    return value


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ExpressionError(place, "harus berupa daftar yang berisi")
    return value


def _texts(value: Any, place: str) -> tuple[str, ...]:
    return tuple(_text(item, f"{place}[{i}]") for i, item in enumerate(_list(value, place)))


def _pair(value: Any, place: str) -> tuple[Any, Any]:
    items = _list(value, place)
    if len(items) != 2:
        raise ExpressionError(place, "harus berisi tepat dua bagian")
    return items[0], items[1]


def _constant(value: Any, place: str) -> Constant:
    """A decimal number as text, or a JSON whole number; floats are refused, being inexact."""
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not decimals.is_decimal(text):
        raise ExpressionError(place, 'harus berupa angka desimal dalam teks, misalnya "0.5"')
    return Constant(text)


def to_json(expression: Expression) -> dict[str, Any]:
    """The JSON object that `parse` reads back to an equal expression."""
    match expression:
        case Column(name):
            return {"column": name}
        case Constant(text):
            return {"constant": text}
        case Arithmetic(operator, left, right):
            return {operator: [to_json(left), to_json(right)]}
        case Sum(names):
            return {"sum": list(names)}
        case Negation(operand):
            return {"neg": to_json(operand)}
        case _:
            return _condition_to_json(expression)


def _condition_to_json(condition: Condition) -> dict[str, Any]:
    match condition:
        case Comparison(operator, left, right, tolerance):
            extra = {} if tolerance is None else {"tolerance": tolerance.text}
            return {operator: [to_json(left), to_json(right)], **extra}
        case Junction(operator, parts):
            return {operator: [to_json(part) for part in parts]}
        case Not(part):
            return {"not": to_json(part)}
        case IsBlank(column):
            return {"is_blank": column}
        case OneOf(column, choices):
            return {"in": [column, list(choices)]}
