"""What an expression is made of; see the package for the JSON form and the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

ARITHMETIC: Final[Mapping[str, str]] = {"add": "+", "sub": "−", "mul": "×", "div": "÷"}
COMPARISONS: Final[Mapping[str, str]] = {"eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥"}
JUNCTIONS: Final = ("and", "or")


@dataclass(frozen=True)
class Column:
    """The number in the column of this name."""

    name: str


@dataclass(frozen=True)
class Constant:
    """A number written in the formula; `text` is kept as it was written."""

    text: str

    @property
    def value(self) -> Fraction:
        return Fraction(self.text)


@dataclass(frozen=True)
class Arithmetic:
    """`left` and `right` joined by one of ARITHMETIC."""

    operator: str
    left: "Number"
    right: "Number"


@dataclass(frozen=True)
class Sum:
    """The columns added up; missing as soon as one of them is."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class Negation:
    operand: "Number"


@dataclass(frozen=True)
class Comparison:
    """`left` compared with `right`; values up to `tolerance` apart count as equal."""

    operator: str
    left: "Number"
    right: "Number"
    tolerance: Constant | None = None


@dataclass(frozen=True)
class Junction:
    """All (`and`) or at least one (`or`) of the parts hold."""

    operator: str
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    part: "Condition"


@dataclass(frozen=True)
class IsBlank:
    column: str


@dataclass(frozen=True)
class OneOf:
    """The text (or number) in the column is one of the choices."""

    column: str
    choices: tuple[str, ...]


Number = Column | Constant | Arithmetic | Sum | Negation
Condition = Comparison | Junction | Not | IsBlank | OneOf
Expression = Number | Condition
Value = Fraction | str | None


@dataclass(frozen=True)
class MissingColumn:
    """No number stands in this column."""

    column: str


@dataclass(frozen=True)
class DivisionByZero:
    """The divisor, as a formula, came out as zero."""

    divisor: Number


Missing = MissingColumn | DivisionByZero


def columns(expression: Expression) -> frozenset[str]:
    """Names of all columns that the expression reads."""
    match expression:
        case Column(name) | IsBlank(name) | OneOf(name, _):
            return frozenset({name})
        case Sum(names):
            return frozenset(names)
        case Constant():
            return frozenset()
        case _:
            return frozenset().union(*(columns(part) for part in parts_of(expression)))


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside this one."""
    match expression:
        case Arithmetic(_, left, right) | Comparison(_, left, right, _):
            return (left, right)
        case Negation(inner) | Not(inner):
            return (inner,)
        case Junction(_, parts):
            return parts
        case _:
            return ()
