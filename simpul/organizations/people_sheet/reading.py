"""From uploaded bytes to rows of text and dates, with bounds on everything that a file can be large in."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from simpul.organizations import errors
from simpul.organizations.people_sheet import form
from simpul.web import formats

LIMIT_BYTES = 2 * 1024 * 1024
LIMIT_UNPACKED_BYTES = 12 * 1024 * 1024
LIMIT_PARTS = 200
LIMIT_ROWS = 5000
LIMIT_COLUMNS = 40
LIMIT_TEXT = 500

Value = str | dt.date


@dataclass(frozen=True)
class Row:
    """One row: `values` by column name, "" for an empty cell; `letters` tell where each column stands."""

    sheet: str
    number: int
    values: dict[str, Value]
    letters: dict[str, str]

    def text(self, column: str) -> str:
        """The cell as text."""
        return str(self.values.get(column, ""))

    def cell(self, column: str) -> str:
        """ "C7"."""
        return f"{self.letters.get(column, '')}{self.number}"


def read(content: bytes) -> dict[str, list[Row]]:
    """Rows by sheet name, empty ones left out; SheetRefusedError says why a file cannot be read."""
    _refuse_too_large(content)
    _refuse_hostile_archive(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about drawings and lists that are of no concern here
        try:
            return _rows_by_sheet(content)
        except errors.SheetRefusedError:
            raise
        except Exception as error:  # openpyxl lets through whatever its parsers raise on a broken part
            raise errors.SheetRefusedError(
                _("Berkas ini rusak atau bukan XLSX. Buka di aplikasi lembar kerja lalu simpan sebagai XLSX.")
            ) from error


def _refuse_too_large(content: bytes) -> None:
    if len(content) > LIMIT_BYTES:
        sizes = {"found": formats.size(len(content)), "limit": formats.size(LIMIT_BYTES)}
        raise errors.SheetRefusedError(
            _("Berkas %(found)s, batasnya %(limit)s. Hapus gambar dan lembar lain, atau kirim dua berkas.")
            % sizes
        )


def _refuse_hostile_archive(content: bytes) -> None:
    """Sizes are those the archive declares; reading never goes past them, so they bound the memory."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise errors.SheetRefusedError(
            _("Berkas ini bukan XLSX. Simpan sebagai “Excel Workbook (.xlsx)” lalu unggah lagi.")
        ) from error
    parts = archive.infolist()
    if len(parts) > LIMIT_PARTS or sum(part.file_size for part in parts) > LIMIT_UNPACKED_BYTES:
        raise errors.SheetRefusedError(
            _("Isi berkas ini terlalu besar untuk daftar orang. Salin ke templat kosong lalu unggah lagi.")
        )
    if any(_has_document_type(archive, part) for part in parts):
        raise errors.SheetRefusedError(
            _("Berkas ini membawa DOCTYPE. Simpan ulang dari aplikasi lembar kerja.")
        )


def _has_document_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """True for XML that declares a document type, or is written so that one could not be seen."""
    if not part.filename.endswith((".xml", ".rels")):
        return False
    try:
        head = archive.read(part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return False  # the reading proper will say that the file is broken
    return b"<!DOCTYPE" in head or head[:2] in (b"\xff\xfe", b"\xfe\xff")


def _rows_by_sheet(content: bytes) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        return {name: list(_rows(_sheet(book, name), name, columns)) for name, columns in form.SHEETS.items()}
    finally:
        book.close()


def _sheet(book: Any, name: str) -> Any:
    found = {title.strip().casefold(): title for title in book.sheetnames}
    title = found.get(name.casefold())
    if title is None:
        raise errors.SheetRefusedError(
            _("Lembar “%(name)s” tidak ada. Unduh templat, salin isinya ke sana, lalu unggah lagi.")
            % {"name": name}
        )
    return book[title]


def _rows(sheet: Any, name: str, columns: Sequence[form.Column]) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    grid = sheet.iter_rows(max_col=LIMIT_COLUMNS, values_only=True)
    places = _places(name, columns, next(grid, ()))
    letters = {column: get_column_letter(place + 1) for column, place in places.items()}
    for number, cells in enumerate(grid, start=2):
        if not any(cells):
            continue
        if number > LIMIT_ROWS + 1:
            raise errors.SheetRefusedError(
                _("Lembar “%(name)s” lebih dari %(limit)s baris. Bagi menjadi beberapa berkas.")
                % {"name": name, "limit": formats.number(LIMIT_ROWS)}
            )
        values = {
            column: _value(cells[place]) if place < len(cells) else "" for column, place in places.items()
        }
        if any(values.values()):
            yield Row(name, number, values, letters)


def _places(name: str, columns: Sequence[form.Column], heading: Sequence[Any]) -> dict[str, int]:
    """Where each column stands; headings may be in any order, other columns are passed over."""
    found = {" ".join(str(cell).split()).casefold(): place for place, cell in enumerate(heading) if cell}
    missing = [column.name for column in columns if column.name not in found]
    if missing:
        raise errors.SheetRefusedError(
            _("Baris pertama lembar “%(name)s” tidak memuat kolom %(columns)s. Salin isinya ke templat.")
            % {"name": name, "columns": ", ".join(missing)}
        )
    return {column.name: found[column.name] for column in columns}


def _value(cell: Any) -> Value:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a code such as 101 is a number to the sheet
    return cell if isinstance(cell, dt.date) else " ".join(str(cell).split())[:LIMIT_TEXT]
