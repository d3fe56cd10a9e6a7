import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import fastexcel
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.datahub.intake import sheets
from simpul.datahub.intake.sheets import (
    BOOLEAN,
    DATE,
    FAULT,
    FORMULA,
    NUMBER,
    PERCENT,
    ROW,
    TEXT,
    errors,
    stored,
)
from simpul.datahub.standards.schema import Schema
from tests.datahub.intake import corpus
from tests.datahub.population import HEADINGS, rows, table, write_csv, write_xlsx

ANY_TEXT = Schema.from_descriptor({"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}]})


def read(path: Path) -> list[tuple[Any, ...]]:
    return table(path).frame.rows()


def expected(first_row: int = 2) -> list[tuple[Any, ...]]:
    return [(number, *(str(cell) for cell in line)) for number, line in enumerate(rows(), start=first_row)]


# --- CSV ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_whatever_its_separator_and_encoding(
    separator: str, coding: str, tmp_path: Path
) -> None:
    assert read(write_csv(tmp_path / "a.csv", [HEADINGS, *rows()], separator, coding)) == expected()


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_make_no_difference(ending: str, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [HEADINGS, *rows()])
    path.write_bytes(path.read_bytes().replace(b"\n", ending.encode()))
    assert read(path) == expected()


def test_accents_of_windows_1252_survive_and_are_told(tmp_path: Path) -> None:
    lines = [HEADINGS, *rows()]
    lines[1][1] = "Pégunungan"
    found = table(write_csv(tmp_path / "a.csv", lines, coding="cp1252"))
    assert found.frame["kecamatan"][0] == "Pégunungan"
    assert [repair.code for repair in found.repairs] == ["sandi-huruf"]


def test_a_quoted_cell_may_hold_separators_quotes_and_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b;c\n1;"x;y ""z""\nw";3\n\n4;5;6\n')
    found = sheets.read(path, "a.csv", ANY_TEXT)
    assert found.frame.rows() == [(2, "1", 'x;y "z"\nw', "3"), (4, "4", "5", "6")]


def test_cells_beyond_the_last_heading_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,c\n1,2,3\n1,234,5,6\n")
    found = sheets.read(path, "a.csv", ANY_TEXT)
    assert found.surplus == ((3, "6"),)
    assert found.free_column == "D"


CELLS = st.text(alphabet='ab;" \n1.', max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_fast_reader_agrees_with_the_csv_module(lines: list[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([["a", "b", "c"], *lines])
    wanted = {
        number: [cell or None for cell in line]
        for number, line in enumerate(lines, start=2)
        if any(cell.strip() for cell in line)
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(text.getvalue())
        try:
            found = {row[0]: list(row[1:]) for row in sheets.read(path, "a", ANY_TEXT).frame.rows()}
        except errors.EmptySheet:
            found = {}
    assert found == {number: line for number, line in wanted.items() if number in found}
    assert set(wanted) - set(found) <= left_out(wanted)


def left_out(lines: dict[int, list[str | None]]) -> set[int]:
    """Rows that may be taken for the numbering of the columns: "1", "2", "3" under the headings."""
    first = min(lines, default=0)
    return {first} if first and [str(cell).strip() for cell in lines[first]] == ["1", "2", "3"] else set()


# --- XLSX --------------------------------------------------------------------------------------------------


def test_a_workbook_is_read_with_its_real_rows_and_letters(tmp_path: Path) -> None:
    lines = [["Laporan Penduduk"], [], [None, None, *HEADINGS], [], *([None, None, *row] for row in rows())]
    found = table(write_xlsx(tmp_path / "a.xlsx", lines))
    assert found.header_row == 3
    assert found.columns["kode"] == "C"
    assert found.frame.rows() == expected(first_row=5)
    assert [repair.code for repair in found.repairs] == ["baris-judul"]


def every_kind(path: Path) -> Path:
    """One column of everything a cell can hold, and what should be read of it."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        share = book.add_format({"num_format": "0.0%"})
        money = book.add_format({"num_format": '"Rp "#,##0'})
        hours = book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, ["a", "b", "c"])
        for row, (write, cells) in enumerate(
            [
                (sheet.write_number, (22150,)),
                (sheet.write_number, (0.1 + 0.2,)),
                (sheet.write_number, (1e20,)),
                (sheet.write_number, (-1.5e-7,)),
                (sheet.write_string, ("22.150",)),
                (sheet.write_datetime, (dt.date(2024, 11, 5), day)),
                (sheet.write_datetime, (dt.datetime(2024, 11, 5, 13, 30), moment)),  # noqa: DTZ001
                (sheet.write_datetime, (dt.date(1900, 1, 31), day)),
                (sheet.write_number, (0.1531, share)),
                (sheet.write_number, (1250000, money)),
                (sheet.write_number, (1.5, hours)),
                (sheet.write_boolean, (True,)),
                (sheet.write_formula, ("=1/0", None, "#DIV/0!")),
                (sheet.write_formula, ("=1+1", None, 2)),
                (sheet.write_formula, ('="x"', None, "x")),
                (sheet.write_formula, ("=A1", None, "")),
                (sheet.write_rich_string, (book.add_format({"bold": True}), "te", "bal")),
            ],
            start=1,
        ):
            write(row, 0, *cells)
    return path


def test_every_kind_of_cell_is_kept_as_it_is_stored(tmp_path: Path) -> None:
    found = sheets.read(every_kind(tmp_path / "a.xlsx"), "a.xlsx", ANY_TEXT)
    assert found.kinds is not None
    assert list(zip(found.frame["a"], found.kinds["a"], strict=True)) == [
        ("22150", NUMBER),
        ("0.3", NUMBER),
        ("100000000000000000000", NUMBER),
        ("-0.00000015", NUMBER),
        ("22.150", TEXT),
        ("2024-11-05", DATE),
        ("2024-11-05T13:30:00", DATE),
        ("1900-01-31", DATE),
        ("15.31%", PERCENT),
        ("1250000", NUMBER),
        ("1.5", NUMBER),
        ("TRUE", BOOLEAN),
        ("#DIV/0!", FAULT),
        ("2", NUMBER),
        ("x", TEXT),
        ("=A1", FORMULA),
        ("tebal", TEXT),
    ]


def test_another_reader_sees_the_same_texts(tmp_path: Path) -> None:
    """Calamine, through fastexcel, is independent of ours; it has no words for errors and unfinished
    formulas, and leaves percentages and times of day in another form."""
    path = every_kind(tmp_path / "a.xlsx")
    theirs = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars()["a"].to_list()
    found = sheets.read(path, "a.xlsx", ANY_TEXT)
    by_row = dict(zip(found.frame[ROW].to_list(), found.frame["a"].to_list(), strict=True))
    for row in (2, 3, 4, 5, 6, 11, 15, 16, 18):
        assert by_row[row] == theirs[row - 2], row


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_a_stored_number_keeps_its_fifteen_digits(number: float) -> None:
    text = stored.number(repr(number))
    if text is None:
        assert 0 < abs(number) < 1e-29
        return
    assert float(text) == pytest.approx(number, rel=1e-14)
    assert "e" not in text.lower()


@given(st.integers(min_value=-(10**29), max_value=10**29))
def test_a_stored_whole_number_keeps_all_digits(number: int) -> None:
    assert stored.number(str(number)) == str(number)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=5))
def test_what_a_person_typed_comes_back(number: Decimal) -> None:
    assert Decimal(stored.number(repr(float(number))) or "nan") == number


@pytest.mark.parametrize("text", ["1E999999999", "1E-999999999", "Infinity", "NaN", "x", "", "1e31"])
def test_a_number_out_of_all_measure_is_none(text: str) -> None:
    assert stored.number(text) is None


def test_dates_of_the_older_macintosh_calendar_are_the_same_days(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_datetime(1, 0, dt.date(2024, 11, 5), book.add_format({"num_format": "d mmm yyyy"}))
    assert sheets.read(path, "a.xlsx", ANY_TEXT).frame["a"].to_list() == ["2024-11-05"]


def test_a_workbook_of_another_program_is_read_alike(tmp_path: Path) -> None:
    """openpyxl writes inline where xlsxwriter shares; prefixes of the XML do not matter either."""
    book = openpyxl.Workbook()
    for line in [HEADINGS, *rows()]:
        book.active.append(line)  # type: ignore[union-attr]
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == expected()


def test_a_prefix_before_every_tag_changes_nothing(tmp_path: Path) -> None:
    path = corpus.good(tmp_path)
    wanted = read(path)

    assert read(corpus.prefixed(path)) == wanted


def test_the_sheet_with_the_headings_is_found_among_others(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Sampul").write_row(0, 0, ["Dinas Contoh A", "2024"])
        book.add_worksheet("Ringkasan").write_row(0, 0, ["kode", "jumlah", "catatan"])
        target = book.add_worksheet("Isian")
        for row, line in enumerate([HEADINGS, *rows()]):
            target.write_row(row, 0, line)
    assert table(path).sheet == "Isian"


def test_hidden_rows_count_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate([HEADINGS, *rows()]):
            sheet.write_row(row, 0, line)
        sheet.set_row(4, None, None, {"hidden": True})
    found = table(path)
    assert found.height == 10
    assert found.hidden_rows == 1
    assert found.repairs[0].text == "1 baris tersembunyi ikut dibaca."


# --- headings and tidying ----------------------------------------------------------------------------------


def test_headings_are_recognised_as_people_write_them(tmp_path: Path) -> None:
    heads = ["KODE KECAMATAN", "Nama\nKecamatan", "Laki-laki (jiwa)", "Wanita", " Jumlah ", "TAHUN"]
    found = table(write_csv(tmp_path / "a.csv", [[f'"{head}"' for head in heads], *rows()]))
    assert set(found.columns) == set(HEADINGS)
    assert [repair.text for repair in found.repairs] == ["Kolom “Wanita” dibaca sebagai perempuan."]


def test_other_columns_and_doubled_ones_are_set_aside(tmp_path: Path) -> None:
    lines = [[*HEADINGS, "keterangan", "jumlah"], *([*row, "x", 1] for row in rows())]
    found = table(write_xlsx(tmp_path / "a.xlsx", lines))
    assert found.unknown == (("G", "keterangan"),)
    assert found.doubled == (("H", "jumlah"),)


def test_column_numbers_totals_and_notes_are_left_out(tmp_path: Path) -> None:
    lines = [
        HEADINGS,
        [f"({n})" for n in range(1, 7)],
        *rows(),
        [None, "Jumlah Total", 1, 2, 3, None],
        [],
        ["Sumber: Dinas Contoh A"],
        ["*) angka sementara"],
    ]
    found = table(write_xlsx(tmp_path / "a.xlsx", lines))
    assert found.frame.rows() == expected(first_row=3)
    assert [(repair.code, repair.count) for repair in found.repairs] == [
        ("nomor-kolom", 1),
        ("baris-jumlah", 1),
        ("baris-catatan", 2),
    ]


def test_a_total_between_the_rows_stays_for_the_checks(tmp_path: Path) -> None:
    lines = [HEADINGS, *rows()[:3], [None, "Jumlah", 1, 2, 3, None], *rows()[3:]]
    assert table(write_xlsx(tmp_path / "a.xlsx", lines)).height == 11


def test_a_choice_named_total_is_no_total(tmp_path: Path) -> None:
    schema = Schema.from_descriptor(
        {
            "fields": [
                {"name": "jenis", "constraints": {"enum": ["Laki-laki", "Total"]}},
                {"name": "nilai", "type": "integer"},
            ]
        }
    )
    path = write_csv(tmp_path / "a.csv", [["jenis", "nilai"], ["Laki-laki", 1], ["Total", 2]])
    assert sheets.read(path, "a.csv", schema).height == 2


# --- markers -----------------------------------------------------------------------------------------------


def marked(path: Path, **values: str) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Salinan", "Data"):
            sheet = book.add_worksheet(name)
            for row, line in enumerate([HEADINGS, *rows()]):
                sheet.write_row(row, 0, line)
        hidden = book.add_worksheet("_simpul")
        for row, pair in enumerate(values.items()):
            hidden.write_row(row, 0, pair)
        hidden.very_hidden()
    return path


MARKS = {"dataset": "penduduk", "version": "3", "period": "2024", "sheet": "Data"}
EXPECTED = sheets.Marker("penduduk", "3", "2024")


def test_a_template_names_its_own_sheet(tmp_path: Path) -> None:
    found = table(marked(tmp_path / "a.xlsx", **MARKS), expect=EXPECTED)
    assert found.sheet == "Data"
    assert found.marker == sheets.Marker("penduduk", "3", "2024", "Data")
    assert found.repairs == ()


def test_the_template_of_another_data_set_is_refused(tmp_path: Path) -> None:
    path = marked(tmp_path / "a.xlsx", **MARKS | {"dataset": "sekolah"})
    with pytest.raises(errors.OtherDataset, match=r"“sekolah”.*“penduduk”"):
        table(path, expect=EXPECTED)


def test_the_template_of_another_year_is_refused(tmp_path: Path) -> None:
    path = marked(tmp_path / "a.xlsx", **MARKS | {"period": "2023-Q3"})
    with pytest.raises(errors.OtherPeriod, match=r"Triwulan III 2023.*2024"):
        table(path, expect=EXPECTED)


def test_an_older_version_is_read_and_told(tmp_path: Path) -> None:
    found = table(marked(tmp_path / "a.xlsx", **MARKS | {"version": "2"}), expect=EXPECTED)
    assert [repair.code for repair in found.repairs] == ["versi-templat"]
