"""Releases as files for people: CSV and XLSX, each saying what it is, of when, how fresh, and whether it is made up."""

import csv
import io
from collections.abc import Callable, Iterator
from fractions import Fraction

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from simpul.core import freshness
from simpul.datahub.releases.models import Release, ServedRow
from simpul.datahub.standards.schema import Field
from simpul.web import formats

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins like a formula is written as text, so that a spreadsheet program does not run it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def shown(text: str | None, field: Field) -> str:
    """A parsed value as a page prints it; blank stays blank, zero stays zero."""
    if text is None:
        return ""
    return formats.number(Fraction(text)) if field.is_numeric else text


def facts(release: Release, fresh: freshness.Freshness) -> list[tuple[str, str]]:
    """What travels with the rows: source, period, freshness, licence, and the sample mark."""
    dataset = release.dataset
    found = [
        ("judul", dataset.title),
        ("penanggung_jawab", dataset.agency.name),
        ("rilis", str(release.number)),
        ("periode", release.period.label),
        ("dirilis", release.released_at.isoformat(timespec="seconds")),
        (
            "keadaan",
            f"{fresh.state} ({fresh.age_days} hari)" if fresh.age_days is not None else str(fresh.state),
        ),
        ("lisensi", dataset.licence or "-"),
        ("sidik_sha256", release.parquet.sha256),
    ]
    return [*found, ("contoh", "ya, dibuat untuk peragaan")] if dataset.is_sample else found


def _rows(release: Release) -> Iterator[tuple[int, dict[str, str | None]]]:
    served = ServedRow.everywhere.filter(release=release).order_by("row").values_list("row", "values")
    yield from served.iterator(chunk_size=2000)


def as_csv(release: Release, fresh: freshness.Freshness) -> HttpResponse:
    """Comma separated, decimal point, UTF-8 with BOM; the facts stand above as comment lines."""
    names = list(release.submission.schema_version.schema.names)
    buffer = io.StringIO()
    for key, text in facts(release, fresh):
        buffer.write(f"# {key}: {text}\r\n")  # as the rows end: mixed line ends are no CSV to strict readers
    writer = csv.writer(buffer)
    writer.writerow(names)
    for _row, values in _rows(release):
        writer.writerow([_plain(values.get(name)) for name in names])
    response = HttpResponse("\ufeff" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    return _named(response, release, "csv")


def _plain(text: str | None) -> str:
    """The exact text; a fraction as a decimal, and nothing that a spreadsheet would take for a formula."""
    if text is None:
        return ""
    if text.startswith(_FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        Fraction(text)
    except (ValueError, ZeroDivisionError):
        return False
    return True


def as_xlsx(release: Release, fresh: freshness.Freshness) -> HttpResponse:
    """One sheet with the rows, one with what they are."""
    schema = release.submission.schema_version.schema
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    head = book.add_format({"bold": True, "bg_color": "#005B6B", "font_color": "#FFFFFF"})
    sheet = book.add_worksheet(_("Data"))
    sheet.write_row(0, 0, [field.label for field in schema.fields], head)
    sheet.freeze_panes(1, 0)
    for place, (_row, values) in enumerate(_rows(release), start=1):
        for column, field in enumerate(schema.fields):
            _write(sheet, place, column, values.get(field.name), field)
    about = book.add_worksheet(_("Tentang"))
    for place, pair in enumerate(facts(release, fresh)):
        about.write_row(place, 0, pair)
    book.close()
    return _named(HttpResponse(buffer.getvalue(), content_type=SPREADSHEET), release, "xlsx")


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, text: str | None, field: Field
) -> None:
    if text is None:
        return
    if field.is_numeric:
        sheet.write_number(row, column, float(Fraction(text)))
    else:
        sheet.write_string(row, column, text)


def _named(response: HttpResponse, release: Release, ending: str) -> HttpResponse:
    name = f"{release.dataset.code}-rilis-{release.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


WRITERS: dict[str, Callable[[Release, freshness.Freshness], HttpResponse]] = {"csv": as_csv, "xlsx": as_xlsx}
