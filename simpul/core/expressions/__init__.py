"""One expression model for checks, indicators, forms and alerts: exact, written as JSON, read as a sentence.

Numbers: ``{"column": "laki_laki"}``, ``{"constant": "0.5"}``, ``{"add": [a, b]}``, ``{"sub": [a, b]}``,
``{"mul": [a, b]}``, ``{"div": [a, b]}``, ``{"neg": a}``, ``{"sum": ["laki_laki", "perempuan"]}``.

Conditions: ``{"eq": [a, b], "tolerance": "0.5"}`` and likewise ``ne lt le gt ge`` (tolerance may be left
out), ``{"and": [c, ...]}``, ``{"or": [c, ...]}``, ``{"not": c}``, ``{"is_blank": "rt"}``,
``{"in": ["status", ["kawin", "cerai"]]}``.

Arithmetic is in fractions, never in floats. A missing operand makes the result missing; conditions are
three-valued (Kleene), so an unknown part stays unknown unless the known parts decide.
"""

from simpul.core.expressions.documents import ExpressionError, parse, parse_condition, parse_number, to_json
from simpul.core.expressions.evaluation import evaluate, holds, why_missing
from simpul.core.expressions.model import (
    ARITHMETIC,
    COMPARISONS,
    JUNCTIONS,
    Arithmetic,
    Column,
    Comparison,
    Condition,
    Constant,
    DivisionByZero,
    Expression,
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
    columns,
    parts_of,
)
from simpul.core.expressions.sentences import describe

__all__ = [
    "ARITHMETIC",
    "COMPARISONS",
    "JUNCTIONS",
    "Arithmetic",
    "Column",
    "Comparison",
    "Condition",
    "Constant",
    "DivisionByZero",
    "Expression",
    "ExpressionError",
    "IsBlank",
    "Junction",
    "Missing",
    "MissingColumn",
    "Negation",
    "Not",
    "Number",
    "OneOf",
    "Sum",
    "Value",
    "columns",
    "describe",
    "evaluate",
    "holds",
    "parse",
    "parse_condition",
    "parse_number",
    "parts_of",
    "to_json",
    "why_missing",
]
