"""Heads of tables that sort on the server: one link a column, the rest of the address stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.http import QueryDict
from django.utils.functional import Promise

SORT = "urut"
PAGE = "halaman"


@dataclass(frozen=True)
class Column:
    """A column as the view declares it; `key` "" is not sortable, `is_wide` falls off where room is short."""

    label: str | Promise
    key: str = ""
    is_numeric: bool = False
    is_wide: bool = False


@dataclass(frozen=True)
class Head:
    """A column head as the page shows it: `sorted` is the word of aria-sort, "" when it is not the order."""

    label: str
    url: str = ""
    sorted: Literal["ascending", "descending", ""] = ""
    is_numeric: bool = False
    is_wide: bool = False


def order(query: QueryDict, columns: Sequence[Column], default: str) -> str:
    """The order asked for, "key" or "-key", when a column offers it; else the default."""
    asked = query.get(SORT, "")
    offered = {column.key for column in columns if column.key}
    return asked if asked.removeprefix("-") in offered else default


def heads(query: QueryDict, columns: Sequence[Column], default: str) -> list[Head]:
    """Heads with links: a click sorts upwards, another turns the order round; paging starts anew."""
    current = order(query, columns, default)
    return [_head(query, column, current) for column in columns]


def _head(query: QueryDict, column: Column, current: str) -> Head:
    if not column.key:
        return Head(str(column.label), is_numeric=column.is_numeric, is_wide=column.is_wide)
    is_up, is_down = current == column.key, current == f"-{column.key}"
    asked = f"-{column.key}" if is_up else column.key
    target = query.copy()
    target[SORT] = asked
    target.pop(PAGE, None)
    return Head(
        str(column.label),
        f"?{target.urlencode()}",
        "ascending" if is_up else "descending" if is_down else "",
        column.is_numeric,
        column.is_wide,
    )
