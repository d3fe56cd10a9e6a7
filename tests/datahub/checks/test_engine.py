import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from simpul.core import periods
from simpul.datahub.checks import engine
from simpul.datahub.checks.context import Context
from simpul.datahub.checks.findings import PUBLIC_KEYS, Report
from simpul.datahub.intake import sheets
from simpul.datahub.standards.schema import Schema
from tests.datahub.population import (
    HEADINGS,
    SCHEMA,
    at,
    check,
    context,
    rows,
    table,
    write_csv,
    write_xlsx,
    wrong_cells,
)


def with_cells(cells: dict[str, Any]) -> list[list[Any]]:
    """The ten good rows with some cells overwritten; addresses as on the sheet."""
    lines = [list(HEADINGS), *rows()]
    for cell, value in cells.items():
        lines[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
    return lines


def checked(folder: Path, cells: dict[str, Any], against: Context | None = None) -> Report:
    return check(write_xlsx(folder / "penduduk.xlsx", with_cells(cells)), against)


def test_a_good_sheet_has_nothing_to_mend(tmp_path: Path) -> None:
    report = checked(tmp_path, {})
    assert report.findings == ()
    assert report.is_clean
    assert (report.counts.rows, report.counts.passed) == (10, 10)


def test_the_three_faults_of_the_design_are_told_as_designed(tmp_path: Path) -> None:
    cells = {"A5": "6401040", "C7": "22.150 jiwa", "C9": 18020, "D9": 16655, "E9": 34765}
    before = {row[0]: row[4] for row in rows()} | {"64.01.02": 3300, "64.01.08": 34000}
    report = checked(tmp_path, cells, context(before))
    code, words, total, change = report.findings
    assert (code.cell, code.title) == ("A5", "Kode kecamatan memakai kode BPS")
    assert (code.found, code.expected) == ("6401040", "64.01.04 (Tanah Grogot)")
    assert code.fix.startswith("Ganti A5 menjadi 64.01.04. ")
    assert (words.cell, words.title, words.found) == ("C7", "Angka bercampur kata", "22.150 jiwa")
    assert words.expected == "22150 atau 22.150"
    assert words.statement == "Kolom laki_laki berisi bilangan bulat tanpa satuan"
    assert (total.cell, total.title) == ("E9", "Jumlah tidak sama dengan penjumlahannya")
    assert total.statement == "jumlah = laki_laki + perempuan"
    assert (total.found, total.expected) == ("34.765", "34.675 (18.020 + 16.655)")
    assert total.fix == "Mungkin dua angka tertukar. Betulkan E9, atau C9 dan D9 bila itu yang keliru."
    assert total.suggestion == "34675"
    assert (change.cell, change.severity) == ("E3", "periksa")
    assert change.title == "Berubah lebih dari 15% sejak rilis lalu"
    assert (change.found, change.expected) == ("3.812", "rilis lalu 3.300")
    assert report.errors == 3
    assert (report.counts.wrong, report.counts.passed) == (3, 7)


@pytest.mark.parametrize(
    ("cells", "cell", "rule", "suggestion"),
    [
        ({"C3": None}, "C3", "wajib-diisi", ""),
        ({"C3": "  "}, "C3", "wajib-diisi", ""),
        ({"C3": -5, "E3": 1800}, "C3", "minimum", ""),
        ({"C3": "-"}, "C3", "tanda-hubung", ""),
        ({"C3": "banyak"}, "C3", "jenis-angka", ""),
        ({"C3": 2.007}, "C3", "bilangan-bulat", "2007"),
        ({"C3": "2,007"}, "C3", "bilangan-bulat", "2007"),
        ({"C3": 2007.5}, "C3", "bilangan-bulat", "2007500"),
        ({"C3": "2007,25"}, "C3", "bilangan-bulat", ""),
        ({"C3": "2,007.0"}, "C3", "titik-koma", "2007"),
        ({"C3": "1" * 19}, "C3", "angka-terlalu-panjang", ""),
        ({"A3": "640102"}, "A3", "bentuk-kode", "64.01.02"),
        ({"A3": "64.1.2"}, "A3", "bentuk-kode", "64.01.02"),
        ({"A3": "64 01 02"}, "A3", "bentuk-kode", "64.01.02"),
        ({"A3": "Kec. Tanjung Harapan"}, "A3", "nama-wilayah", "64.01.02"),
        ({"A3": "[022] tanjung  harapan"}, "A3", "nama-wilayah", "64.01.02"),
        ({"A3": "64.01"}, "A3", "tingkat-wilayah", ""),
        ({"A3": "64.09.01"}, "A3", "wilayah-tak-dikenal", ""),
        ({"A3": "Antah"}, "A3", "jenis-wilayah", ""),
        ({"A3": None}, "A3", "wajib-diisi", ""),
        ({"F3": 2023}, "F3", "periode-lain", "2024"),
        ({"F3": "2.024"}, "F3", "jenis-tahun", "2024"),
        ({"F3": "Tahun 2024"}, "F3", "jenis-tahun", "2024"),
        ({"E3": 1}, "E3", "aturan:jumlah", "3812"),
    ],
)
def test_a_fault_is_found_at_its_cell_and_nowhere_else(
    cells: dict[str, Any], cell: str, rule: str, suggestion: str, tmp_path: Path
) -> None:
    report = checked(tmp_path, cells)
    finding = at(report, cell)
    assert (finding.rule, finding.suggestion) == (rule, suggestion)
    assert wrong_cells(report) == {cell}
    assert finding.fix
    assert finding.expected


@pytest.mark.parametrize(
    "cell", ["2.007", "2007", "2 007", "2\u00a0007", "2.007,0", " 2.007 ", "+2.007", "2007,00"]
)
def test_spellings_that_mean_one_number_pass(cell: str, tmp_path: Path) -> None:
    report = checked(tmp_path, {"C3": cell})
    assert report.is_clean
    assert report.typed is not None
    assert report.typed["laki_laki"][1] == 2007


def test_brackets_are_a_minus(tmp_path: Path) -> None:
    report = checked(tmp_path, {"C3": "(1.200)"})
    assert report.typed is not None
    assert report.typed["laki_laki"][1] == -1200


def test_blank_and_zero_are_kept_apart(tmp_path: Path) -> None:
    report = checked(tmp_path, {"C3": 0, "E3": 1805, "C4": None, "E4": 2705})
    assert report.typed is not None
    assert report.typed["laki_laki"][1:3].to_list() == [0, None]
    assert wrong_cells(report) == {"C4"}


def test_a_key_that_stands_twice_is_told_with_the_first_row(tmp_path: Path) -> None:
    report = checked(tmp_path, {"A5": "64.01.02", "B5": "Tanjung Harapan"})
    assert at(report, "A5").rule == "kunci-ganda"
    assert "baris 3" in at(report, "A5").fix


def test_a_twin_row_is_told_once(tmp_path: Path) -> None:
    lines = [HEADINGS, *rows(), rows()[2]]
    report = check(write_xlsx(tmp_path / "a.xlsx", lines))
    assert [(finding.cell, finding.rule) for finding in report.findings] == [("A12", "baris-kembar")]
    assert report.findings[0].fix == "Hapus baris 12; isinya sama dengan baris 4."


def test_a_name_that_is_not_that_of_its_code_is_worth_a_look(tmp_path: Path) -> None:
    report = checked(tmp_path, {"B3": "Kuaro"})
    finding = at(report, "B3")
    assert (finding.rule, finding.severity, finding.expected) == (
        "nama-dan-kode",
        "periksa",
        "Tanjung Harapan",
    )
    assert report.is_clean


def test_a_missing_column_is_asked_for_at_the_first_free_heading(tmp_path: Path) -> None:
    lines = [[cell for place, cell in enumerate(line) if place != 3] for line in [HEADINGS, *rows()]]
    report = check(write_xlsx(tmp_path / "a.xlsx", lines))
    assert [(finding.cell, finding.rule) for finding in report.findings] == [("F1", "kolom-tidak-ada")]
    assert report.counts.passed == 0


def test_a_doubled_column_must_be_settled(tmp_path: Path) -> None:
    lines = [[*HEADINGS, "Jumlah"], *([*row, 1] for row in rows())]
    report = check(write_xlsx(tmp_path / "a.xlsx", lines))
    assert [(finding.cell, finding.rule) for finding in report.findings] == [("G1", "kolom-ganda")]


def test_cells_beyond_the_headings_of_a_csv_are_found(tmp_path: Path) -> None:
    lines = [HEADINGS, *rows()]
    lines[4] = [*lines[4], "lebih"]
    report = check(write_csv(tmp_path / "a.csv", lines))
    assert [(finding.cell, finding.rule) for finding in report.findings] == [("G5", "sel-berlebih")]


def test_errors_and_unfinished_formulas_are_no_blanks(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate([HEADINGS, *rows()]):
            sheet.write_row(row, 0, line)
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    report = check(path)
    assert at(report, "C2").rule == "galat-rumus"
    assert at(report, "C2").found == "#DIV/0!"


def test_gone_and_new_rows_are_worth_a_look(tmp_path: Path) -> None:
    known = {row[0]: row[4] for row in rows()} | {"64.01.99": 5}
    del known["64.01.03"]
    report = checked(tmp_path, {}, context(known))
    assert [(f.cell, f.row, f.rule) for f in report.findings] == [
        ("", 0, "baris-hilang"),
        ("A4", 4, "baris-baru"),
    ]
    assert report.is_clean
    assert report.counts.look == 1


def test_nothing_is_said_to_be_gone_while_a_key_cannot_be_read(tmp_path: Path) -> None:
    known = {row[0]: row[4] for row in rows()}
    report = checked(tmp_path, {"A5": "6401040"}, context(known))
    assert {finding.rule for finding in report.findings} == {"kode-bps"}


def test_a_change_from_zero_is_a_change(tmp_path: Path) -> None:
    known = {row[0]: row[4] for row in rows()} | {"64.01.01": 0}
    report = checked(tmp_path, {}, context(known))
    assert [(finding.cell, finding.expected) for finding in report.findings] == [("E2", "rilis lalu 0")]


def test_exactly_the_limit_is_no_large_change(tmp_path: Path) -> None:
    before = {row[0]: row[4] for row in rows()}
    cells = {"C2": 1150, "D2": 1150, "E2": 2300}
    assert checked(tmp_path, cells, context(before | {"64.01.01": 2000})).findings == ()
    cells["C2"], cells["E2"] = 1151, 2301
    assert at(checked(tmp_path, cells, context(before | {"64.01.01": 2000})), "E2").rule == "perubahan-besar"


def test_another_year_throughout_is_one_group(tmp_path: Path) -> None:
    report = check(write_xlsx(tmp_path / "a.xlsx", [HEADINGS, *rows(2023)]))
    assert [(group.rule, group.column, group.count) for group in report.groups] == [
        ("periode-lain", "tahun", 10)
    ]
    assert report.groups[0].statement == "Kolom tahun sesuai periode pengiriman, 2024"


def test_a_thousand_equal_faults_are_counted_but_not_all_listed(tmp_path: Path) -> None:
    lines = [HEADINGS, *([f"x{n}", "y", "1 jiwa", 1, 2, 2024] for n in range(3000))]
    raw = table(write_csv(tmp_path / "a.csv", lines))
    report = engine.check(raw, SCHEMA, context(), listed=50)
    by_rule = {group.rule: group for group in report.groups}
    assert by_rule["angka-bercampur-kata"].count == 3000
    assert by_rule["angka-bercampur-kata"].shown == 50
    assert by_rule["angka-bercampur-kata"].hidden == 2950
    assert len(report.of(by_rule["angka-bercampur-kata"])) == 50
    assert report.errors == 6000
    assert report.counts.wrong == 3000


def test_the_report_survives_its_json(tmp_path: Path) -> None:
    known = {row[0]: row[4] for row in rows()} | {"64.01.99": 5}
    report = checked(tmp_path, {"A5": "6401040", "C7": "x"}, context(known))
    document = json.loads(json.dumps(report.to_json()))
    assert Report.from_json(document) == report
    assert all(tuple(finding) == PUBLIC_KEYS for finding in document["findings"])


def test_parsed_values_have_their_types_and_rows(tmp_path: Path) -> None:
    schema = Schema.from_descriptor(
        {
            "fields": [
                {"name": "luas", "type": "number"},
                {"name": "dana", "simpul:type": "money"},
                {"name": "hari", "type": "date"},
                {"name": "bulan", "simpul:type": "period"},
                {"name": "aktif", "type": "boolean"},
                {"name": "jenis", "constraints": {"enum": ["Sekolah Dasar", "SMP"]}},
                {"name": "tidak_ada", "type": "integer"},
            ]
        }
    )
    path = write_csv(
        tmp_path / "a.csv",
        [
            ["luas", "dana", "hari", "bulan", "aktif", "jenis"],
            ["11.603,94", "Rp 1.250.000,00", "5 November 2024", "2024-11", "Ya", "sekolah-dasar"],
            ["0,5", "Rp750.000,-", "2024-11-05", "2024", "tidak", "SMP"],
            ["", "", "", "", "", ""],
            ["7", "(2.000)", "05/11/2024", "2024-Q3", "0", "smp"],
        ],
    )
    report = engine.check(sheets.read(path, "a.csv", schema), schema, Context())
    assert report.findings == ()
    assert report.typed is not None
    assert report.typed.schema == {
        "__row__": pl.Int64,
        "luas": pl.String,
        "dana": pl.Int64,
        "hari": pl.Date,
        "bulan": pl.String,
        "aktif": pl.Boolean,
        "jenis": pl.String,
        "tidak_ada": pl.Int64,
    }
    assert [str(value) for value in report.typed.row(0)] == [
        "2", "11603.94", "1250000", "2024-11-05", "2024-11", "True", "Sekolah Dasar", "None",
    ]  # fmt: skip
    assert report.typed["__row__"].to_list() == [2, 3, 5]
    assert report.typed["dana"].to_list() == [1250000, 750000, -2000]


@pytest.mark.parametrize(
    ("field", "text", "rule", "suggestion"),
    [
        ({"type": "date"}, "11/25/2024", "jenis-tanggal", "25/11/2024"),
        ({"type": "date"}, "5/11/24", "jenis-tanggal", "05/11/2024"),
        ({"type": "date"}, "31/02/2024", "jenis-tanggal", ""),
        ({"type": "date", "constraints": {"maximum": "2024-12-31"}}, "2031-05-17", "maksimum", ""),
        ({"simpul:type": "period"}, "Triwulan III 2024", "jenis-periode", "2024-Q3"),
        ({"simpul:type": "period"}, "Semester 2 2024", "jenis-periode", "2024-S2"),
        ({"simpul:type": "period"}, "November 2024", "jenis-periode", "2024-11"),
        ({"simpul:type": "period"}, "kemarin", "jenis-periode", ""),
        ({"simpul:type": "period", "simpul:period": True}, "2023-11", "periode-lain", ""),
        ({"simpul:type": "money"}, "1.000,50", "rupiah-utuh", "1001"),
        ({"type": "number"}, "12.5", "titik-koma", "12,5"),
        ({"type": "number", "constraints": {"maximum": "0.5"}}, "0,51", "maksimum", ""),
        ({"type": "integer", "constraints": {"enum": ["1", "2"]}}, "3", "di-luar-pilihan", ""),
        ({"type": "boolean"}, "mungkin", "jenis-ya-tidak", ""),
        ({"constraints": {"enum": ["kawin", "cerai hidup"]}}, "cerai hidp", "di-luar-pilihan", "cerai hidup"),
        ({"constraints": {"maxLength": 3}}, "empat", "panjang-maksimum", ""),
        ({"constraints": {"minLength": 3}}, "ab", "panjang-minimum", ""),
        ({"constraints": {"pattern": "[0-9]{16}"}}, "640101", "pola", ""),
        ({"type": "year", "constraints": {"minimum": 2000}}, "1999", "minimum", ""),
    ],
)
def test_every_type_and_constraint_has_its_fault(
    field: dict[str, Any], text: str, rule: str, suggestion: str, tmp_path: Path
) -> None:
    schema = Schema.from_descriptor({"fields": [{"name": "isi", **field}, {"name": "lain"}]})
    raw = sheets.read(write_csv(tmp_path / "a.csv", [["isi", "lain"], [text, "x"]]), "a.csv", schema)
    report = engine.check(raw, schema, Context(period=periods.parse("2024-10")))
    finding = at(report, "A2")
    assert finding.rule == rule
    if suggestion:
        assert finding.suggestion == suggestion


def test_a_percentage_is_read_as_it_is_seen(tmp_path: Path) -> None:
    schema = Schema.from_descriptor(
        {"fields": [{"name": "stunting", "type": "number", "simpul:unit": "persen"}, {"name": "b"}]}
    )
    raw = sheets.read(write_csv(tmp_path / "a.csv", [["stunting", "b"], ["15,31%", "x"]]), "a.csv", schema)
    report = engine.check(raw, schema, Context())
    assert report.typed is not None
    assert report.typed["stunting"].to_list() == ["15.31"]


def test_a_suggestion_passes_when_it_is_taken(tmp_path: Path) -> None:
    cells = {"A3": "Kec. Tanjung Harapan", "C4": "3.007 jiwa", "F5": "Tahun 2024", "E6": 1}
    report = checked(tmp_path, cells)
    assert len(report.findings) == 4
    mended = {finding.cell: finding.suggestion for finding in report.findings}
    assert checked(tmp_path, cells | mended).is_clean
