"""Model fields for exact numbers."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models


class RationalField(models.CharField[Any, Any]):
    """An exact number, stored as text: `863/100`, or `5` for a whole one.

    Float and decimal columns lose digits (SQLite keeps decimals as floats); scores and values must not.
    """

    _pyi_private_set_type: Any  # what the type checker lets in and gives out: exact numbers
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_args: object) -> Fraction | None:
        return None if value in (None, "") else Fraction(str(value))

    def to_python(self, value: Any) -> Fraction | None:
        if value in (None, ""):
            return None
        if isinstance(value, float):
            raise TypeError("exact numbers are never made from floats")
        return Fraction(value)

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        return None if number is None else str(number)


def exact(text: str | int | Decimal | Fraction) -> Fraction:
    """The exact number of a decimal text ("74.56"), an integer or a Decimal; floats are refused."""
    if isinstance(text, float):
        raise TypeError("exact numbers are never made from floats")
    return Fraction(text)
