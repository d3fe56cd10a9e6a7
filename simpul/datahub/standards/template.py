"""The workbook that an agency fills in: headings, drop-downs, hints, and a mark by which it is recognised.

Data starts in row 2 of the sheet "Data". The header is locked; the cells beneath are free, and what the
drop-downs refuse is what the checks would refuse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from simpul.core.periods import Period
from simpul.datahub.standards import guide
from simpul.datahub.standards.marks import DATA_SHEET, GUIDE_SHEET, LISTS_SHEET, MARKER_KEYS, MARKER_SHEET
from simpul.datahub.standards.schema import Field, Schema

TEAL: Final = "#005B6B"
LINE: Final = "#DBD9D1"
GIVEN: Final = "#F6F5F1"
INK: Final = "#43504D"
SPARE_ROWS: Final = 500
"""Empty rows below the prefilled ones that carry the formats and drop-downs."""

_MOST_WITHOUT_AREAS: Final = 1_000
_NUMBER_FORMATS: Final = {
    "integer": "#,##0",
    "money": '"Rp "#,##0',
    "number": "#,##0.######",
    "date": "dd/mm/yyyy",
    "year": "0",
}

Areas = Sequence[tuple[str, str]]
"""Kemendagri code and name of the areas to fill in."""


@dataclass(frozen=True)
class Facts:
    """What the template says about itself."""

    dataset_code: str
    dataset_title: str
    version: str
    period: Period
    agency_name: str
    government_name: str


def write_template(
    schema: Schema,
    out: Path,
    *,
    dataset_code: str,
    dataset_title: str,
    version: str,
    period: Period,
    agency_name: str,
    government_name: str,
    areas: Areas | None,
) -> None:
    """Writes the template; with `areas` their codes and names stand in the area and name columns already."""
    facts = Facts(dataset_code, dataset_title, version, period, agency_name, government_name)
    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": dataset_title, "author": agency_name, "company": government_name})
        data = book.add_worksheet(DATA_SHEET)
        lists = _Lists(book)
        _write_data(book, data, lists, schema, facts, list(areas or []))
        guide.write(book, book.add_worksheet(GUIDE_SHEET), schema, facts)
        lists.write(book.add_worksheet(LISTS_SHEET))
        _write_marker(book.add_worksheet(MARKER_SHEET), facts)


class _Lists:
    """Choices of the drop-downs, each a column of the hidden sheet (a list in the cell ends at 255 signs)."""

    def __init__(self, book: Any) -> None:
        self.text = book.add_format({"num_format": "@"})
        self.columns: list[Sequence[str]] = []

    def add(self, choices: Sequence[str]) -> str:
        """Remembers the choices; returns the range that holds them."""
        self.columns.append(choices)
        letter = xlsxwriter.utility.xl_col_to_name(len(self.columns) - 1)
        return f"='{LISTS_SHEET}'!${letter}$1:${letter}${len(choices)}"

    def write(self, sheet: Any) -> None:
        for column, choices in enumerate(self.columns):
            for row, choice in enumerate(choices):
                sheet.write_string(row, column, choice, self.text)
        sheet.very_hidden()


def _write_data(book: Any, sheet: Any, lists: _Lists, schema: Schema, facts: Facts, areas: Areas) -> None:
    head = book.add_format(
        {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": TEAL,
            "valign": "vcenter",
            "text_wrap": True,
            "border": 1,
            "border_color": "#FFFFFF",
        }
    )
    sheet.set_row(0, 36)
    sheet.set_default_row(19)
    for index, field in enumerate(schema.fields):
        sheet.write_string(0, index, field.name, head)
        sheet.write_comment(0, index, guide.hint(field), {"x_scale": 2, "y_scale": 1.4, "author": "Simpul"})
        _write_column(book, sheet, index, field, facts, areas)
        _limit(sheet, lists, index, field, areas)
    sheet.freeze_panes(1, _fixed_columns(schema))
    sheet.protect("", _ALLOWED)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _write_column(book: Any, sheet: Any, index: int, field: Field, facts: Facts, areas: Areas) -> None:
    """The format of the whole column, and a ruled line for each area, what is given on a tinted ground."""
    plain = {"locked": False, "valign": "vcenter", **_cell_format(field)}
    sheet.set_column(index, index, _width(field), book.add_format(plain))
    ruled = {**plain, "bottom": 1, "bottom_color": LINE}
    given = _given(field, facts, areas)
    look = book.add_format({**ruled, "bg_color": GIVEN, "font_color": INK} if given else ruled)
    for row in range(1, len(areas) + 1):
        _write_cell(sheet, row, index, given[row - 1] if given else None, look)


_ALLOWED: Final = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


def _cell_format(field: Field) -> dict[str, object]:
    if field.type in _NUMBER_FORMATS:
        return {"num_format": _NUMBER_FORMATS[field.type]}
    # Codes as text: a number would lose their zeros and dots.
    return {"num_format": "@", "align": "left"}


def _width(field: Field) -> float:
    longest = max((len(choice) for choice in field.constraints.enum), default=0)
    wanted = max(len(field.name) + 4, longest + 4, 28 if field.name_of else 0, len(field.example) + 2)
    return min(max(wanted, 12), 46)


def _fixed_columns(schema: Schema) -> int:
    """Columns that stay in sight: the area's code and its name, where they come first."""
    count = 0
    for field in schema.fields:
        if field.type != "area" and not field.name_of:
            break
        count += 1
    return count


def _given(field: Field, facts: Facts, areas: Areas) -> list[str | int]:
    """What stands in the column already, a value for each area: codes, names, the period; else nothing."""
    if field.type == "area":
        return [code for code, _name in areas]
    if field.name_of:
        return [name for _code, name in areas]
    period = _period_value(field, facts.period) if field.is_period else None
    return [] if period is None else [period] * len(areas)


def _period_value(field: Field, period: Period) -> str | int | None:
    if field.type == "period":
        return period.code or None
    if field.type != "year" or period.start is None or period.end is None:
        return None
    return period.start.year if period.start.year == period.end.year else None


def _write_cell(sheet: Any, row: int, index: int, value: str | int | None, look: Any) -> None:
    if value is None:
        sheet.write_blank(row, index, None, look)
    elif isinstance(value, int):
        sheet.write_number(row, index, value, look)
    else:
        sheet.write_string(row, index, value, look)


def _limit(sheet: Any, lists: _Lists, index: int, field: Field, areas: Areas) -> None:
    """The drop-down or limit of the column, with the hint that appears when a cell is chosen."""
    rule = _choices(lists, field, areas) or _bounds(field) or {"validate": "any"}
    last = len(areas) + SPARE_ROWS if areas else _MOST_WITHOUT_AREAS
    title, message = field.label[:32], guide.short(field)[:255]
    sheet.data_validation(
        1,
        index,
        last,
        index,
        {
            **rule,
            "ignore_blank": True,
            "input_title": title,
            "input_message": message,
            "error_title": _("Isian tidak sesuai"),
            "error_message": message,
        },
    )


def _choices(lists: _Lists, field: Field, areas: Areas) -> dict[str, object]:
    choices: Sequence[str] = field.constraints.enum
    if field.type == "area":
        choices = [code for code, _name in areas]
    elif field.type == "boolean":
        choices = (field.true_values[0], field.false_values[0])
    return {"validate": "list", "source": lists.add(choices)} if choices else {}


def _bounds(field: Field) -> dict[str, object]:
    """Numbers only, within the limits of the schema; dates and texts are left to the checks."""
    if not field.is_numeric and field.type != "year":
        return {}
    whole = field.type != "number"
    low, high = field.constraints.minimum, field.constraints.maximum
    if low is None and high is None:
        return {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": -1e15 if low is None or isinstance(low, str) else float(low),
        "maximum": 1e15 if high is None or isinstance(high, str) else float(high),
    }


def _write_marker(sheet: Any, facts: Facts) -> None:
    values = (facts.dataset_code, facts.version, facts.period.code, DATA_SHEET)
    for row, (key, value) in enumerate(zip(MARKER_KEYS, values, strict=True)):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.very_hidden()
