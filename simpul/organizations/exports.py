"""Lists to take away, as CSV or XLSX; no cell ever runs as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from simpul.web import parts

ASKED = "bentuk"  # the query parameter: csv or xlsx
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def response(
    form: str, name: str, heads: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> HttpResponse | None:
    """The list as a file when `form` is csv or xlsx, else None."""
    titles = [str(head) for head in heads]
    if form == "csv":
        return attachment(_csv(titles, rows), f"{name}.csv", "text/csv; charset=utf-8")
    if form == "xlsx":
        return attachment(_xlsx(titles, rows), f"{name}.xlsx", _XLSX)
    return None


def attachment(content: bytes, name: str, media_type: str = _XLSX) -> HttpResponse:
    """A file to keep; `name` is one of ours, never what somebody typed."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def links(query: Any) -> tuple[parts.Link, ...]:
    """Ways to take the list away as it is filtered and sorted now."""
    found = []
    for form, label in (("xlsx", _("Unduh XLSX")), ("csv", _("CSV"))):
        target = query.copy()
        target.pop("halaman", None)
        target[ASKED] = form
        found.append(parts.Link(label, f"?{target.urlencode()}"))
    return tuple(found)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([_tame(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _tame(cell: Any) -> str:
    """Spreadsheets run what begins like a formula; an apostrophe makes it text."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, heads, book.add_format({"bold": True, "bottom": 1}))
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell, *((day,) if hasattr(cell, "isoformat") else ()))
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return target.getvalue()
