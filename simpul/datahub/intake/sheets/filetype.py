"""What a file really is, judged by its bytes; the name decides nothing but the wording."""

import re
import zipfile
from pathlib import Path
from typing import Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from simpul.datahub.intake.sheets import errors

HEAD: Final = 4096
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", gettext_noop("dokumen PDF")),
    (b"\xff\xd8\xff", gettext_noop("gambar JPEG")),
    (b"\x89PNG", gettext_noop("gambar PNG")),
    (b"GIF8", gettext_noop("gambar GIF")),
    (b"{\\rtf", gettext_noop("dokumen RTF")),
    (b"Rar!", gettext_noop("arsip RAR")),
    (b"7z\xbc\xaf", gettext_noop("arsip 7-Zip")),
    (b"\x1f\x8b", gettext_noop("arsip GZIP")),
    (b"SQLite format 3", gettext_noop("basis data SQLite")),
    (b"MZ", gettext_noop("program Windows")),
    (b"\x7fELF", gettext_noop("program")),
)
_HTML: Final = re.compile(rb"<(?:!doctype|html|head|body|table|meta|script|\?xml|svg)\b", re.IGNORECASE)


def recognise(path: Path) -> Literal["csv", "xlsx"]:
    """Which of our readers takes the file; raises the SheetError that says what else it is."""
    if path.stat().st_size == 0:
        raise errors.EmptyFile
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(OLE):
        raise _ole_error(path)
    if head.startswith(ZIP):
        return _inside_zip(path)
    _refuse_other_kinds(head)
    return "csv"


def _refuse_other_kinds(head: bytes) -> None:
    for start, kind in _KINDS:
        if head.startswith(start):
            raise errors.NotASheet(kind=_(kind))
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()):
        raise errors.NotASheet(kind=_("halaman web (HTML atau XML)"))
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise errors.NotASheet(kind=_("data biner"))


def _ole_error(path: Path) -> errors.SheetError:
    """Old Office files and encrypted new ones share one container; its directory tells them apart."""
    encrypted, spreadsheet = _utf16("EncryptedPackage"), (_utf16("Workbook"), _utf16("Book"))
    found_sheet = False
    with path.open("rb") as file:
        tail = b""
        while block := file.read(1 << 20):
            window = tail + block
            if encrypted in window:
                return errors.EncryptedWorkbook()
            found_sheet = found_sheet or any(name in window for name in spreadsheet)
            tail = window[-64:]
    if found_sheet:
        return errors.LegacyWorkbook(kind=_("lembar kerja Excel lama (.xls)"))
    return errors.NotASheet(kind=_("dokumen Office lama"))


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _inside_zip(path: Path) -> Literal["xlsx"]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise errors.BrokenWorkbook from error
    if any(name.lower().endswith("xl/workbook.xml") for name in names):
        return "xlsx"
    raise _other_zip(names)


def _other_zip(names: set[str]) -> errors.SheetError:
    if "xl/workbook.bin" in names:
        return errors.LegacyWorkbook(kind=_("lembar kerja biner Excel (.xlsb)"))
    if "content.xml" in names and "mimetype" in names:
        return errors.LegacyWorkbook(kind=_("berkas OpenDocument (.ods)"))
    if any(name.startswith("word/") for name in names):
        return errors.NotASheet(kind=_("dokumen Word"))
    if any(name.startswith("ppt/") for name in names):
        return errors.NotASheet(kind=_("salindia PowerPoint"))
    if "[Content_Types].xml" in names:
        # The parts of a workbook without the workbook: its list of sheets lies elsewhere or is lost.
        return errors.BrokenWorkbook()
    return errors.NotASheet(kind=_("arsip ZIP"))
