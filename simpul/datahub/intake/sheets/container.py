"""The zip around a workbook: measured and checked before any part of it is read."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext as _

from simpul.datahub.intake.sheets import errors
from simpul.datahub.intake.sheets.limits import MEGABYTE, Limits

BLOCK: Final = 1 << 18
LONGEST_TOKEN: Final = MEGABYTE
MOST_WITH_COMMENTS: Final = 8 * MEGABYTE
MOST_OF_SMALL_PART: Final = 32 * MEGABYTE
"""Parts that list relations, sheets and formats; real ones seldom reach one megabyte."""
_FORBIDDEN: Final = tuple(
    word.encode(coding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for coding in ("ascii", "utf-16-le", "utf-16-be")
)
_ROW: Final = re.compile(rb'<(?:\w+:)?row [^<>]*?\br="([0-9]{1,9})"')
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive, once its entries, sizes and XML are known to be harmless; damage becomes SheetError.

    Sizes are those of the zip directory; they bind, because reading an entry stops at its stated size and
    an entry that is longer fails its checksum.
    """
    if path.stat().st_size > limits.xlsx_bytes:
        raise too_large(path.stat().st_size, limits.xlsx_bytes)
    try:
        with zipfile.ZipFile(path) as archive:
            _measure(archive.infolist(), limits)
            yield archive
    except _DAMAGE as error:
        raise errors.BrokenWorkbook from error


def _measure(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.zip_entries:
        raise errors.DangerousWorkbook(what=_("%(count)s berkas di dalamnya") % {"count": len(entries)})
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise errors.EncryptedWorkbook
    total = sum(entry.file_size for entry in entries)
    if total > limits.unzipped_bytes:
        raise too_large(total, limits.unzipped_bytes, unpacked=True)
    for entry in entries:
        if _grows_too_much(entry, limits):
            raise errors.DangerousWorkbook(what=_("data yang dimampatkan tidak wajar"))


def _grows_too_much(entry: zipfile.ZipInfo, limits: Limits) -> bool:
    large = entry.file_size > limits.ratio_from_bytes
    return large and entry.file_size > limits.ratio * max(entry.compress_size, 1)


@contextmanager
def part(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """The bytes of one entry as they are unpacked; BrokenWorkbook when there is none of this name."""
    try:
        stream = archive.open(name)
    except KeyError as error:
        raise errors.BrokenWorkbook from error
    with stream:
        yield stream


def refuse_entities(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Reads every XML part once: refuses document types and entities in any encoding, and rows beyond the
    limit; damaged entries show by their checksum."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            with part(archive, entry.filename) as stream:
                if _last_row(_scan(stream)) > limits.rows:
                    raise errors.TooManyRows(limit=f"{limits.rows:,}".replace(",", "."))


def _scan(stream: IO[bytes]) -> bytes:
    """Returns the last bytes of the part. A parser holds one tag, text or comment in memory as a whole, so
    none may go on for long: a ``<`` must come in every LONGEST_TOKEN bytes, and comments only in small parts.
    """
    tail, size, silent, commented = b"", 0, 0, False
    while block := stream.read(BLOCK):
        window = tail + block
        size += len(block)
        silent = 0 if b"<" in block else silent + len(block)
        commented = commented or b"<!" in window
        if any(word in window for word in _FORBIDDEN):
            raise errors.DangerousWorkbook(what=_("deklarasi entitas XML"))
        if silent > LONGEST_TOKEN or (commented and size > MOST_WITH_COMMENTS):
            raise errors.DangerousWorkbook(what=_("satu isian yang sangat panjang"))
        tail = window[-BLOCK // 4 :]
    return tail


def _last_row(tail: bytes) -> int:
    """The number of the last row that the end of a sheet's XML mentions; 0 where it is no sheet."""
    return max((int(number) for number in _ROW.findall(tail)), default=0)


def refuse_large(archive: zipfile.ZipFile, name: str) -> None:
    """Raises TooLarge for a part that has no reason to be large."""
    size = archive.getinfo(name).file_size if name in archive.namelist() else 0
    if size > MOST_OF_SMALL_PART:
        raise too_large(size, MOST_OF_SMALL_PART, unpacked=True)


def too_large(found: int, limit: int, *, unpacked: bool = False) -> errors.TooLarge:
    size = f"{-(-found // MEGABYTE)} MB"
    return errors.TooLarge(
        found=_("%(size)s setelah dibuka") % {"size": size} if unpacked else size,
        limit=f"{limit // MEGABYTE} MB",
    )
