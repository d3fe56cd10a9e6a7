"""Files that must be refused, each built when needed and named for what is wrong with it."""

import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from simpul.datahub.intake.sheets import errors
from tests.datahub.population import HEADINGS, rows, write_csv, write_xlsx

Builder = Callable[[Path], Path]

SHEET: Final = "xl/worksheets/sheet1.xml"

BROKEN: Final[dict[str, tuple[Builder, type[errors.SheetError]]]] = {}
"""Name of the fault to its builder and the error that must be raised."""

HOSTILE: Final[set[str]] = set()
"""Those of them that attack memory or the XML reader."""


def refused(error: type[errors.SheetError], *, hostile: bool = False) -> Callable[[Builder], Builder]:
    def register(builder: Builder) -> Builder:
        name = builder.__name__
        BROKEN[name] = builder, error
        if hostile:
            HOSTILE.add(name)
        return builder

    return register


def raw(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


# --- other kinds of file -----------------------------------------------------------------------------------


@refused(errors.EmptyFile)
def empty(folder: Path) -> Path:
    return raw(folder / "kosong.xlsx", b"")


@refused(errors.NotASheet)
def pdf_renamed(folder: Path) -> Path:
    return raw(folder / "laporan.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")


@refused(errors.NotASheet)
def jpeg_renamed(folder: Path) -> Path:
    return raw(folder / "foto.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100))


@refused(errors.NotASheet)
def html_renamed(folder: Path) -> Path:
    return raw(folder / "unduhan.xls", b"\n <html><body><table><tr><td>kode</td></tr></table></body></html>")


@refused(errors.NotASheet)
def docx_renamed(folder: Path) -> Path:
    return zipped(folder / "surat.xlsx", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


@refused(errors.NotASheet)
def zip_of_pictures(folder: Path) -> Path:
    return zipped(folder / "foto.xlsx", {"a.jpg": b"\xff\xd8\xff", "b.jpg": b"\xff\xd8\xff"})


@refused(errors.NotASheet)
def binary_named_csv(folder: Path) -> Path:
    return raw(folder / "data.csv", b"kode;\x00\x01\x02\x03" * 40)


@refused(errors.NotASheet)
def old_word_document(folder: Path) -> Path:
    return ole(folder / "surat.xlsx", "WordDocument")


@refused(errors.LegacyWorkbook)
def old_excel(folder: Path) -> Path:
    return ole(folder / "data.xls", "Workbook")


@refused(errors.LegacyWorkbook)
def opendocument(folder: Path) -> Path:
    return zipped(
        folder / "data.ods",
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office/>"},
    )


@refused(errors.LegacyWorkbook)
def binary_workbook(folder: Path) -> Path:
    return zipped(folder / "data.xlsb", {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01"})


@refused(errors.EncryptedWorkbook)
def locked_by_password(folder: Path) -> Path:
    return ole(folder / "rahasia.xlsx", "EncryptedPackage")


@refused(errors.EncryptedWorkbook)
def zip_with_password(folder: Path) -> Path:
    path = good(folder)
    content = bytearray(path.read_bytes())
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    return raw(path, bytes(content))


# --- damaged workbooks -------------------------------------------------------------------------------------


@refused(errors.BrokenWorkbook)
def cut_in_half(folder: Path) -> Path:
    path = good(folder)
    return raw(path, path.read_bytes()[: path.stat().st_size // 2])


@refused(errors.BrokenWorkbook)
def one_bit_turned(folder: Path) -> Path:
    path = good(folder)
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo(SHEET)
        place = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    content = bytearray(path.read_bytes())
    content[place] ^= 0x55
    return raw(path, bytes(content))


@refused(errors.BrokenWorkbook)
def xml_cut_off(folder: Path) -> Path:
    return altered(good(folder), SHEET, lambda part: part[:-200])


@refused(errors.BrokenWorkbook)
def sheet_missing(folder: Path) -> Path:
    return without(good(folder), SHEET)


@refused(errors.BrokenWorkbook)
def relations_missing(folder: Path) -> Path:
    return without(good(folder), "xl/_rels/workbook.xml.rels")


@refused(errors.BrokenWorkbook)
def text_number_beyond_the_table(folder: Path) -> Path:
    return altered(good(folder), SHEET, lambda part: part.replace(b"<v>9</v>", b"<v>99</v>"))


@refused(errors.BrokenWorkbook)
def cell_without_column(folder: Path) -> Path:
    return altered(good(folder), SHEET, lambda part: part.replace(b'r="A3"', b'r="3"'))


# --- sheets that are not the wanted one --------------------------------------------------------------------


@refused(errors.EmptySheet)
def no_cells(folder: Path) -> Path:
    return write_xlsx(folder / "kosong.xlsx", [])


@refused(errors.EmptySheet)
def headings_only(folder: Path) -> Path:
    return write_xlsx(folder / "kosong.xlsx", [HEADINGS])


@refused(errors.EmptySheet)
def headings_only_csv(folder: Path) -> Path:
    return write_csv(folder / "kosong.csv", [HEADINGS])


@refused(errors.EmptySheet)
def headings_and_a_total(folder: Path) -> Path:
    return write_xlsx(folder / "kosong.xlsx", [HEADINGS, [None, "Jumlah", 0, 0, 0]])


@refused(errors.WrongTemplate)
def other_headings(folder: Path) -> Path:
    return write_xlsx(folder / "sekolah.xlsx", [["npsn", "nama sekolah", "siswa"], ["30401", "SDN 1", 210]])


@refused(errors.WrongTemplate)
def other_headings_csv(folder: Path) -> Path:
    return write_csv(folder / "sekolah.csv", [["npsn", "nama sekolah", "siswa"], ["30401", "SDN 1", 210]])


@refused(errors.WrongTemplate)
def prose(folder: Path) -> Path:
    return raw(folder / "surat.csv", b"Yth. Kepala Dinas\nBersama ini kami sampaikan laporan.\n")


@refused(errors.BrokenCsv)
def quote_never_closed(folder: Path) -> Path:
    lines = [HEADINGS, *rows()]
    lines[5][1] = '"Kuaro'
    return write_csv(folder / "kutip.csv", lines)


@refused(errors.BrokenCsv)
def text_after_a_quote(folder: Path) -> Path:
    lines = [HEADINGS, *rows()]
    lines[5][1] = '"Kuaro" lama'
    return write_csv(folder / "kutip.csv", lines)


# --- too large, and made to hurt ---------------------------------------------------------------------------


@refused(errors.TooManyColumns, hostile=True)
def twenty_thousand_columns_csv(folder: Path) -> Path:
    wide = [*HEADINGS, *(f"k{n}" for n in range(20_000))]
    return write_csv(folder / "lebar.csv", [wide, [*rows()[0], *range(20_000)]])


@refused(errors.TooManyColumns, hostile=True)
def all_columns_of_excel(folder: Path) -> Path:
    wide = [*HEADINGS, *(f"k{n}" for n in range(16_000))]
    return write_xlsx(folder / "lebar.xlsx", [wide, [*rows()[0], *range(16_000)]])


@refused(errors.TooManyColumns, hostile=True)
def two_cells_far_apart(folder: Path) -> Path:
    """Dense readers reserve seventeen thousand million cells for these two."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return sheet_xml(good(folder), cells)


@refused(errors.TooManyRows, hostile=True)
def two_million_rows_csv(folder: Path) -> Path:
    path = folder / "panjang.csv"
    with path.open("w") as file:
        file.write(";".join(HEADINGS) + "\n")
        for _ in range(20):
            file.write("64.01.01;Batu Sopang;1;2;3;2024\n" * 100_000)
    return path


@refused(errors.TooManyRows, hostile=True)
def two_million_rows_xlsx(folder: Path) -> Path:
    path = good(folder)
    return streamed(path, SHEET, _two_million_rows())


def _two_million_rows() -> Iterator[bytes]:
    yield SHEET_START
    for start in range(1, 2_000_001, 10_000):
        yield b"".join(
            b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(start, start + 10_000)
        )
    yield SHEET_END


@refused(errors.TooManyRows, hostile=True)
def row_number_beyond_excel(folder: Path) -> Path:
    return sheet_xml(good(folder), '<row r="99999999"><c r="A99999999"><v>1</v></c></row>')


@refused(errors.DangerousWorkbook, hostile=True)
def zip_bomb(folder: Path) -> Path:
    """600 MB of blanks in 600 KB."""
    return streamed(good(folder), SHEET, (b" " * 10_000_000 for _ in range(60)))


@refused(errors.TooLarge, hostile=True)
def many_parts_that_sum_up(folder: Path) -> Path:
    """Each part is modest in its ratio and size; together they are too much."""
    path = good(folder)
    content = bytes(range(256)) * 3_900
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(900):
            archive.writestr(f"xl/media/{number}.xml", content)
    return path


@refused(errors.DangerousWorkbook, hostile=True)
def two_thousand_entries(folder: Path) -> Path:
    path = good(folder)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2_500):
            archive.writestr(f"xl/media/{number}.txt", b"x")
    return path


@refused(errors.BrokenWorkbook, hostile=True)
def size_stated_too_small(folder: Path) -> Path:
    """The directory says 1,000 bytes; unpacking would give 50 MB."""
    path = good(folder)
    name = SHEET
    streamed(path, name, (b"<!-- filler -->" * 1_000_000 for _ in range(4)))
    content = bytearray(path.read_bytes())
    place = content.rfind(name.encode()) - 46
    content[place + 24 : place + 28] = struct.pack("<I", 1_000)
    return raw(path, bytes(content))


@refused(errors.DangerousWorkbook, hostile=True)
def billion_laughs(folder: Path) -> Path:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE t [<!ENTITY l0 "ha">{levels}]>'.encode()
    return altered(good(folder), "xl/sharedStrings.xml", lambda part: bomb + part.partition(b"?>")[2])


@refused(errors.DangerousWorkbook, hostile=True)
def outside_entity(folder: Path) -> Path:
    head = b'<?xml version="1.0"?><!DOCTYPE t SYSTEM "file:///etc/passwd">'
    return altered(good(folder), "xl/workbook.xml", lambda part: head + part.partition(b"?>")[2])


@refused(errors.DangerousWorkbook, hostile=True)
def entity_in_utf16(folder: Path) -> Path:
    """Hidden from whoever looks for ASCII."""
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE t [<!ENTITY a "b">]><t>&a;</t>'
    return altered(good(folder), "xl/sharedStrings.xml", lambda _part: text.encode("utf-16"))


@refused(errors.DangerousWorkbook, hostile=True)
def one_endless_text(folder: Path) -> Path:
    """A parser would hold it whole, and its ratio is harmless."""
    text = bytes(48 + (n * 2654435761 >> 9) % 70 for n in range(40_000)) * 50
    return altered(
        good(folder), "xl/sharedStrings.xml", lambda part: part.replace(b"Kuaro", text.replace(b"<", b"x"))
    )


@refused(errors.DangerousWorkbook, hostile=True)
def one_endless_comment(folder: Path) -> Path:
    filler = (
        b"<!--"
        + bytes(60 + (n * 2654435761 >> 9) % 60 for n in range(40_000)).replace(b"-", b"x") * 400
        + b"-->"
    )
    return altered(good(folder), SHEET, lambda part: part.replace(b"<sheetData>", filler + b"<sheetData>"))


@refused(errors.NotASheet, hostile=True)
def line_without_end(folder: Path) -> Path:
    path = folder / "garis.csv"
    with path.open("wb") as file:
        file.write(b"kode;kecamatan;laki_laki\n")
        for _ in range(60):
            file.write(b"1234567;" * 125_000)
    return path


@refused(errors.TooLarge, hostile=True)
def heavy_csv(folder: Path) -> Path:
    """Sparse on the disk: nothing of it is read."""
    path = folder / "berat.csv"
    with path.open("wb") as file:
        file.write(b"kode;kecamatan\n" * 400)
        file.truncate(400 * 1024 * 1024)
    return path


# --- tools -------------------------------------------------------------------------------------------------

SHEET_START: Final = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET_END: Final = b"</sheetData></worksheet>"


def good(folder: Path) -> Path:
    return write_xlsx(folder / "data.xlsx", [HEADINGS, *rows()])


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def altered(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    parts = parts_of(path)
    return zipped(path, parts | {name: change(parts[name])})


def without(path: Path, name: str) -> Path:
    return zipped(path, {key: content for key, content in parts_of(path).items() if key != name})


def sheet_xml(path: Path, sheet_rows: str) -> Path:
    return altered(path, SHEET, lambda _part: SHEET_START + sheet_rows.encode() + SHEET_END)


def streamed(path: Path, name: str, content: Iterator[bytes]) -> Path:
    """The part written piece by piece, so that building a bomb does not need its size in memory."""
    parts = parts_of(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, old in parts.items():
            if key != name:
                archive.writestr(key, old)
        with archive.open(name, "w", force_zip64=False) as target:
            for piece in content:
                target.write(piece)
    return path


def ole(path: Path, stream: str) -> Path:
    """The head of a compound file, with one directory entry of this name."""
    directory = stream.encode("utf-16-le").ljust(64, b"\0") + bytes(64)
    return raw(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + directory)


def prefixed(path: Path) -> Path:
    """The same workbook with a prefix before every tag of the main parts, as some programs write them."""

    def rename(part: bytes) -> bytes:
        return re.sub(rb"<(/?)(?=[a-zA-Z])(?!\w+:)", rb"<\1x:", part).replace(b"xmlns=", b"xmlns:x=")

    for name in (SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"):
        altered(path, name, rename)
    return path
