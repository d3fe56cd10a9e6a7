"""Schemas from Table Schema descriptors, every error with its place."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

import polars as pl

from simpul.core import expressions
from simpul.core.expressions import documents
from simpul.datahub.standards import values
from simpul.datahub.standards.schema import (
    DEFAULT_FALSE,
    DEFAULT_TRUE,
    LEVELS,
    NUMERIC,
    TYPES,
    Constraints,
    Field,
    FieldType,
    Rule,
    Schema,
    SchemaError,
)

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_CONSTRAINTS: Final = (
    "required",
    "unique",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
    "enum",
)


def read(descriptor: Mapping[str, Any]) -> Schema:
    """The schema of a descriptor; raises SchemaError."""
    if not isinstance(descriptor, Mapping):
        raise SchemaError("skema", "harus berupa objek")
    schema = Schema(
        fields=_fields(descriptor),
        primary_key=_primary_key(descriptor),
        missing_values=values.texts(descriptor, "missingValues", "") or ("",),
        rules=tuple(
            _rule(item, f"simpul:rules[{i}]")
            for i, item in enumerate(values.items(descriptor, "simpul:rules", ""))
        ),
    )
    _check_references(schema)
    return schema


def _fields(descriptor: Mapping[str, Any]) -> tuple[Field, ...]:
    items = values.items(descriptor, "fields", "", filled=True)
    fields = tuple(_field(item, f"fields[{i}]") for i, item in enumerate(items))
    names = [column.name for column in fields]
    for i, name in enumerate(names):
        if name in names[:i]:
            raise SchemaError(f"fields[{i}].name", f'nama kolom "{name}" sudah dipakai')
    return fields


def _primary_key(descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    key = descriptor.get("primaryKey", [])
    return (key,) if isinstance(key, str) else values.texts(descriptor, "primaryKey", "")


def _field(item: Any, place: str) -> Field:
    if not isinstance(item, Mapping):
        raise SchemaError(place, "harus berupa objek")
    name = values.text(item, "name", place)
    if not _NAME.fullmatch(name):
        raise SchemaError(f"{place}.name", "harus huruf kecil, angka, dan garis bawah, diawali huruf")
    kind = values.one_of(item, "simpul:type" if "simpul:type" in item else "type", place, TYPES, "string")
    return Field(
        name=name,
        type=kind,
        title=values.text(item, "title", place),
        description=values.text(item, "description", place),
        example=values.text(item, "example", place),
        constraints=_constraints(item.get("constraints", {}), kind, f"{place}.constraints"),
        unit=values.text(item, "simpul:unit", place),
        synonyms=values.texts(item, "simpul:synonyms", place),
        level=_level(item, kind, place),
        name_of=values.text(item, "simpul:name_of", place) or None,
        is_period=values.flag(item, "simpul:period", place),
        change_limit=values.decimal(item, "simpul:change_limit", place),
        personal=values.flag(item, "simpul:personal", place),
        decimal_char=values.text(item, "decimalChar", place) or ",",
        group_char=values.text(item, "groupChar", place, "."),
        true_values=values.texts(item, "trueValues", place) or DEFAULT_TRUE,
        false_values=values.texts(item, "falseValues", place) or DEFAULT_FALSE,
    )


def _level(item: Mapping[str, Any], kind: FieldType, place: str) -> Any:
    if kind != "area":
        return None
    return values.one_of(item, "simpul:level", place, LEVELS, "district")


def _constraints(item: Any, kind: FieldType, place: str) -> Constraints:
    if not isinstance(item, Mapping):
        raise SchemaError(place, "harus berupa objek")
    for key in item:
        if key not in _CONSTRAINTS:
            raise SchemaError(f"{place}.{key}", "tidak dikenal; yang ada: " + ", ".join(_CONSTRAINTS))
    return Constraints(
        required=values.flag(item, "required", place),
        unique=values.flag(item, "unique", place),
        minimum=_bound(item, "minimum", kind, place),
        maximum=_bound(item, "maximum", kind, place),
        min_length=values.length(item, "minLength", place),
        max_length=values.length(item, "maxLength", place),
        pattern=_pattern(item, place),
        enum=values.texts(item, "enum", place),
    )


def _bound(item: Mapping[str, Any], key: str, kind: FieldType, place: str) -> Fraction | str | None:
    """Exact for numbers and years; ISO text for dates. Other types have no order."""
    if key not in item:
        return None
    if kind in NUMERIC or kind == "year":
        return values.decimal(item, key, place)
    if kind == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(item[key])):
        return str(item[key])
    raise SchemaError(f"{place}.{key}", f"tidak cocok untuk jenis {kind}")


def _pattern(item: Mapping[str, Any], place: str) -> str | None:
    pattern = values.text(item, "pattern", place)
    try:
        # The engine that will run it: linear in time, so no pattern can hang a check; it has no lookaround.
        pl.Series([""]).str.contains(f"^(?:{pattern})$")
    except pl.exceptions.ComputeError as error:
        raise SchemaError(f"{place}.pattern", "pola tidak sah") from error
    return pattern or None


def _rule(item: Any, place: str) -> Rule:
    if not isinstance(item, Mapping):
        raise SchemaError(place, "harus berupa objek")
    try:
        condition = expressions.parse_condition(item.get("condition"), f"{place}.condition")
    except documents.ExpressionError as error:
        raise SchemaError(error.place, error.message.removeprefix(f"{error.place}: ")) from error
    return Rule(
        name=values.text(item, "name", place) or place,
        condition=condition,
        column=values.text(item, "column", place) or _default_column(condition, place),
        title=values.text(item, "title", place),
        fix=values.text(item, "fix", place),
        severity=values.one_of(item, "severity", place, ("salah", "periksa"), "salah"),
    )


def _default_column(condition: expressions.Condition, place: str) -> str:
    """``jumlah = laki_laki + perempuan`` is shown at jumlah: the column that stands alone on the left."""
    match condition:
        case expressions.Comparison(left=expressions.Column(name)):
            return name
        case _:
            names = sorted(expressions.columns(condition))
            if not names:
                raise SchemaError(place, "aturan ini tidak menyebut kolom apa pun")
            return names[0]


def _check_references(schema: Schema) -> None:
    for place, name in _references(schema):
        if name not in schema.by_name:
            raise SchemaError(place, f'kolom "{name}" tidak ada dalam skema')
    for i, rule in enumerate(schema.rules):
        for name in sorted(_numbers_in(rule.condition)):
            if not schema.by_name[name].is_numeric and schema.by_name[name].type != "year":
                raise SchemaError(f"simpul:rules[{i}].condition", f'kolom "{name}" bukan kolom angka')


def _references(schema: Schema) -> Iterator[tuple[str, str]]:
    for i, name in enumerate(schema.primary_key):
        yield f"primaryKey[{i}]", name
    for i, column in enumerate(schema.fields):
        if column.name_of:
            yield f"fields[{i}].simpul:name_of", column.name_of
    for i, rule in enumerate(schema.rules):
        yield f"simpul:rules[{i}].column", rule.column
        for name in sorted(expressions.columns(rule.condition)):
            yield f"simpul:rules[{i}].condition", name


def _numbers_in(expression: expressions.Expression) -> frozenset[str]:
    """Columns that the expression calculates with (not those only looked up as text)."""
    match expression:
        case expressions.IsBlank() | expressions.OneOf():
            return frozenset()
        case expressions.Column() | expressions.Sum():
            return expressions.columns(expression)
        case _:
            return frozenset().union(*map(_numbers_in, expressions.parts_of(expression)))
