"""Schemas as Table Schema descriptors; keys that hold the default are left out."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from simpul.core import decimals, expressions
from simpul.datahub.standards.schema import Constraints, Field, FieldType, Rule, Schema

_FRICTIONLESS: Final[Mapping[FieldType, str]] = {"money": "integer", "area": "string", "period": "string"}


def write(schema: Schema) -> dict[str, Any]:
    """The descriptor of a schema."""
    document: dict[str, Any] = {"fields": [_write_field(column) for column in schema.fields]}
    document["missingValues"] = list(schema.missing_values)
    if schema.primary_key:
        document["primaryKey"] = list(schema.primary_key)
    if schema.rules:
        document["simpul:rules"] = [_write_rule(rule) for rule in schema.rules]
    return document


def _write_field(column: Field) -> dict[str, Any]:
    numbers = {"decimalChar": column.decimal_char, "groupChar": column.group_char}
    truths = {"trueValues": list(column.true_values), "falseValues": list(column.false_values)}
    optional = {
        "title": column.title,
        "description": column.description,
        "example": column.example,
        "constraints": _write_constraints(column.constraints),
        "simpul:unit": column.unit,
        "simpul:synonyms": list(column.synonyms),
        "simpul:level": column.level,
        "simpul:name_of": column.name_of,
        "simpul:period": column.is_period,
        "simpul:change_limit": None if column.change_limit is None else decimals.plain(column.change_limit),
        "simpul:personal": column.personal,
    }
    return {
        "name": column.name,
        "type": _FRICTIONLESS.get(column.type, column.type),
        **({"simpul:type": column.type} if column.type in _FRICTIONLESS else {}),
        **{key: value for key, value in optional.items() if value not in ("", None, False, [], {})},
        **(numbers if column.is_numeric else {}),
        **(truths if column.type == "boolean" else {}),
    }


def _write_constraints(limits: Constraints) -> dict[str, Any]:
    optional: dict[str, Any] = {
        "required": limits.required or None,
        "unique": limits.unique or None,
        "minimum": _write_bound(limits.minimum),
        "maximum": _write_bound(limits.maximum),
        "minLength": limits.min_length,
        "maxLength": limits.max_length,
        "pattern": limits.pattern,
        "enum": list(limits.enum) or None,
    }
    return {key: value for key, value in optional.items() if value is not None}


def _write_bound(bound: Fraction | str | None) -> int | str | None:
    if isinstance(bound, Fraction):
        return bound.numerator if bound.denominator == 1 else decimals.plain(bound)
    return bound


def _write_rule(rule: Rule) -> dict[str, Any]:
    texts = {"title": rule.title, "fix": rule.fix}
    return {
        "name": rule.name,
        "condition": expressions.to_json(rule.condition),
        "column": rule.column,
        "severity": rule.severity,
        **{key: text for key, text in texts.items() if text},
    }
