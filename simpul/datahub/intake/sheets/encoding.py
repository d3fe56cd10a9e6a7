"""The text of a CSV file as UTF-8, measured on the way: one streaming pass, memory bounded."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext as _

from simpul.datahub.intake.sheets import container, errors
from simpul.datahub.intake.sheets.limits import Limits
from simpul.datahub.intake.sheets.table import Repair

BLOCK: Final = 1 << 20
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Text:
    """A UTF-8 file without byte order mark whose lines end in LF or CRLF."""

    path: Path
    has_quotes: bool
    repairs: tuple[Repair, ...]


@dataclass
class _Measure:
    """What one pass over the bytes shows."""

    is_utf8: bool = True
    has_quotes: bool = False
    lone_returns: bool = False
    lines: int = 0


def prepared(path: Path, folder: Path, limits: Limits) -> Text:
    """The file as UTF-8, itself where it is that already, else a copy in `folder`; raises SheetError."""
    size = path.stat().st_size
    if size > limits.csv_bytes:
        raise container.too_large(size, limits.csv_bytes)
    coding = _marked(path)
    measure = _measure(path, limits, wide=coding == "utf-16")
    if coding == "" and measure.is_utf8 and not measure.lone_returns:
        return Text(path, measure.has_quotes, ())
    coding = coding or ("utf-8" if measure.is_utf8 else "cp1252")
    copy = folder / "text.csv"
    _transcode(path, copy, coding)
    return Text(copy, measure.has_quotes or coding == "utf-16", _told(coding))


def _told(coding: str) -> tuple[Repair, ...]:
    if coding != "cp1252":
        return ()
    return (Repair("sandi-huruf", _("Huruf dibaca sebagai Windows-1252; periksa huruf beraksen bila ada.")),)


def _marked(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(4)
    return next((coding for mark, coding in _MARKS if head.startswith(mark)), "")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def _measure(path: Path, limits: Limits, *, wide: bool) -> _Measure:
    found = _Measure()
    decoder = codecs.getincrementaldecoder("utf-8")()
    since_break, ends_in_return = 0, False
    with path.open("rb") as file:
        for block in _blocks(file):
            if not wide and b"\0" in block:
                raise errors.NotASheet(kind=_("data biner"))
            since_break = _longest_run(block, since_break, limits)
            found.lines += block.count(b"\n")
            found.has_quotes = found.has_quotes or b'"' in block
            found.lone_returns = found.lone_returns or _has_lone_return(block, ends_in_return)
            ends_in_return = block.endswith(b"\r")
            found.is_utf8 = found.is_utf8 and _decodes(decoder, block)
    found.is_utf8 = found.is_utf8 and _decodes(decoder, b"", last=True)
    # Line breaks inside quotation marks make more lines than rows.
    if found.lines > limits.rows * (2 if found.has_quotes else 1):
        raise errors.TooManyRows(limit=f"{limits.rows:,}".replace(",", "."))
    return found


def _longest_run(block: bytes, before: int, limits: Limits) -> int:
    """Bytes since the last line break; raises NotASheet when a line is longer than any sheet has."""
    runs = [len(run) for run in block.replace(b"\r", b"\n").split(b"\n")] if before + len(block) else [0]
    runs[0] += before
    if max(runs) > limits.line_bytes:
        raise errors.NotASheet(kind=_("satu baris yang sangat panjang"))
    return runs[-1]


def _has_lone_return(block: bytes, after_return: bool) -> bool:
    """Line ends of old Macintosh programs."""
    if after_return and not block.startswith(b"\n"):
        return True
    return block.count(b"\r") - block.count(b"\r\n") > int(block.endswith(b"\r"))


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, last: bool = False) -> bool:
    try:
        decoder.decode(block, last)
    except UnicodeDecodeError:
        return False
    return True


def _transcode(source: Path, target: Path, coding: str) -> None:
    """Bytes that the coding leaves undefined become the replacement sign; lone returns become line feeds."""
    with (
        source.open(encoding=coding, errors="replace", newline=None) as reader,
        target.open("w", encoding="utf-8", newline="") as writer,
    ):
        while text := reader.read(BLOCK):
            writer.write(text)
