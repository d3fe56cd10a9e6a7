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
    last = len(areas) + SPARE_ROWS if areas else _MOST_WITHOUT_AREAS
    for index, field in enumerate(schema.fields):
        sheet.write_string(0, index, field.name, head)
        sheet.write_comment(0, index, guide.hint(field), {"x_scale": 2, "y_scale": 1.4, "author": "Simpul"})
        cells = book.add_format({"locked": False, **_cell_format(field)})
        sheet.set_column(index, index, _width(field), cells)
        _fill(sheet, index, field, facts, areas, cells)
        _limit(sheet, lists, index, field, last, areas)
    sheet.freeze_panes(1, _fixed_columns(schema))
    sheet.protect("", _ALLOWED)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


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


def _fill(sheet: Any, index: int, field: Field, facts: Facts, areas: Areas, cells: Any) -> None:
    """Codes and names of the areas, and the period beside each of them."""
    for row, (code, name) in enumerate(areas, start=1):
        if field.type == "area":
            sheet.write_string(row, index, code, cells)
        elif field.name_of:
            sheet.write_string(row, index, name, cells)
        elif field.is_period:
            _fill_period(sheet, row, index, field, facts.period, cells)


def _fill_period(sheet: Any, row: int, index: int, field: Field, period: Period, cells: Any) -> None:
    if field.type == "year" and period.start is not None and period.end is not None:
        if period.start.year == period.end.year:
            sheet.write_number(row, index, period.start.year, cells)
    elif field.type == "period" and period.code:
        sheet.write_string(row, index, period.code, cells)


def _limit(sheet: Any, lists: _Lists, index: int, field: Field, last: int, areas: Areas) -> None:
    """The drop-down or limit of the column, with the hint that appears when a cell is chosen."""
    rule = _choices(lists, field, areas) or _bounds(field) or {"validate": "any"}
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
