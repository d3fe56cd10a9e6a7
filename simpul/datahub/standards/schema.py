"""What a data set's sheet must look like: a Frictionless Table Schema with Simpul's own keys beside it.

The descriptor stays valid for any Frictionless reader: our types `money`, `area` and `period` are written
as integer or string with ``"simpul:type"`` telling more, and all other additions carry the same prefix:

- on a field: ``simpul:unit``, ``simpul:synonyms``, ``simpul:level`` (of area codes), ``simpul:name_of``
  (this text is the name of the area in that column), ``simpul:period`` (this column names the period that
  the submission is for), ``simpul:change_limit`` (per cent against the previous release),
  ``simpul:personal``;
- on the schema: ``simpul:rules``, each ``{"name", "condition", "column"?, "title"?, "fix"?, "severity"?}``
  with a condition of `simpul.core.expressions`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, Literal, get_args

from simpul.core import expressions
from simpul.core.errors import SimpulError

FieldType = Literal["string", "integer", "number", "money", "date", "year", "period", "area", "boolean"]
AreaLevel = Literal["province", "regency", "district", "village"]
Severity = Literal["salah", "periksa"]

TYPES: Final[tuple[FieldType, ...]] = get_args(FieldType)
LEVELS: Final[tuple[AreaLevel, ...]] = get_args(AreaLevel)
NUMERIC: Final[frozenset[FieldType]] = frozenset({"integer", "number", "money"})
DEFAULT_TRUE: Final = ("ya", "y", "true", "benar", "1")
DEFAULT_FALSE: Final = ("tidak", "t", "false", "salah", "0")


class SchemaError(SimpulError):
    """The descriptor is no schema; `place` names the part, such as ``fields[2].constraints.minimum``."""

    code = "skema-tidak-sah"

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True)
class Constraints:
    """Limits on single values, as Table Schema names them; numbers are exact, dates ISO text."""

    required: bool = False
    unique: bool = False
    minimum: Fraction | str | None = None
    maximum: Fraction | str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    enum: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One column. `title`, `description` and `example` are texts for people; `name` is for machines."""

    name: str
    type: FieldType = "string"
    title: str = ""
    description: str = ""
    example: str = ""
    constraints: Constraints = Constraints()
    unit: str = ""
    synonyms: tuple[str, ...] = ()
    level: AreaLevel | None = None
    name_of: str | None = None
    is_period: bool = False
    change_limit: Fraction | None = None
    personal: bool = False
    decimal_char: str = ","
    group_char: str = "."
    true_values: tuple[str, ...] = DEFAULT_TRUE
    false_values: tuple[str, ...] = DEFAULT_FALSE

    @property
    def is_numeric(self) -> bool:
        return self.type in NUMERIC

    @property
    def label(self) -> str:
        """What a person calls the column: its title, or its name."""
        return self.title or self.name


@dataclass(frozen=True)
class Rule:
    """A condition across the columns of one row; `column` is where a breach is shown."""

    name: str
    condition: expressions.Condition
    column: str
    title: str = ""
    fix: str = ""
    severity: Severity = "salah"


@dataclass(frozen=True)
class Schema:
    """All columns in the order of the template, and the rules that hold between them."""

    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    missing_values: tuple[str, ...] = ("",)
    rules: tuple[Rule, ...] = ()
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.fields})

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.fields)

    @property
    def titles(self) -> dict[str, str]:
        return {column.name: column.label for column in self.fields}

    @property
    def release_key(self) -> tuple[str, ...]:
        """The primary key without the column that names the period: what stays the same between releases."""
        return tuple(name for name in self.primary_key if not self.by_name[name].is_period)

    @property
    def required(self) -> tuple[Field, ...]:
        """Columns that a sheet cannot do without: required ones, the key, and what the rules read."""
        return tuple(
            column for column in self.fields if column.constraints.required or column.name in self.primary_key
        )

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any]) -> "Schema":
        """The schema of a Table Schema descriptor; raises SchemaError naming the wrong part."""
        # Imported late: the reader needs the classes of this module.
        from simpul.datahub.standards import reading

        return reading.read(descriptor)

    def to_descriptor(self) -> dict[str, Any]:
        """The descriptor that `from_descriptor` reads back to an equal schema."""
        from simpul.datahub.standards import writing

        return writing.write(self)
