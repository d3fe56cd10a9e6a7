"""Single values out of a descriptor, each error with the place where it stands."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from simpul.core import decimals
from simpul.datahub.standards.schema import SchemaError


def items(item: Mapping[str, Any], key: str, place: str, *, filled: bool = False) -> Sequence[Any]:
    found = item.get(key, [])
    if not isinstance(found, list | tuple) or (filled and not found):
        raise SchemaError(f"{place}.{key}".lstrip("."), "harus berupa daftar yang berisi")
    return found


def texts(item: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    found = items(item, key, place)
    for i, value in enumerate(found):
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise SchemaError(f"{place}.{key}[{i}]".lstrip("."), "harus berupa teks")
    return tuple(str(value) for value in found)


def text(item: Mapping[str, Any], key: str, place: str, default: str = "") -> str:
    found = item.get(key, default)
    if not isinstance(found, str):
        raise SchemaError(f"{place}.{key}", "harus berupa teks")
    return found


def flag(item: Mapping[str, Any], key: str, place: str) -> bool:
    found = item.get(key, False)
    if not isinstance(found, bool):
        raise SchemaError(f"{place}.{key}", "harus true atau false")
    return found


def length(item: Mapping[str, Any], key: str, place: str) -> int | None:
    found = item.get(key)
    if found is not None and (type(found) is not int or found < 0):
        raise SchemaError(f"{place}.{key}", "harus bilangan bulat, nol atau lebih")
    return found


def decimal(item: Mapping[str, Any], key: str, place: str) -> Fraction | None:
    """Exact: whole numbers or decimal text; a JSON float counts as the decimal it is written as."""
    found = item.get(key)
    if found is None:
        return None
    text = str(found)
    if isinstance(found, bool) or not decimals.is_decimal(text):
        raise SchemaError(f"{place}.{key}", 'harus berupa angka, misalnya 0 atau "12.5"')
    return Fraction(text)


def one_of(item: Mapping[str, Any], key: str, place: str, allowed: Sequence[str], default: str) -> Any:
    found = item.get(key, default)
    if found not in allowed:
        raise SchemaError(f"{place}.{key}", f'"{found}" tidak dikenal; yang ada: ' + ", ".join(allowed))
    return found
