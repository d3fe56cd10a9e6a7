"""Independent of the engine: faults planted into generated sheets are found where they were planted, and
nothing else is called wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core import periods
from simpul.datahub.checks import engine
from simpul.datahub.checks.context import Context
from simpul.datahub.intake import sheets
from simpul.datahub.standards.schema import Schema
from tests.datahub.population import BPS, DISTRICTS, write_csv, write_xlsx

SCHEMA = Schema.from_descriptor(
    {
        "fields": [
            {"name": "nomor", "constraints": {"required": True, "unique": True, "pattern": "N[0-9]{4}"}},
            {"name": "kode", "simpul:type": "area", "constraints": {"required": True}},
            {"name": "laki_laki", "type": "integer", "constraints": {"required": True, "minimum": 0}},
            {"name": "perempuan", "type": "integer", "constraints": {"minimum": 0, "maximum": 99999}},
            {"name": "jumlah", "type": "integer"},
            {"name": "indeks", "type": "number", "constraints": {"maximum": "100"}},
            {"name": "dana", "simpul:type": "money"},
            {"name": "hari", "type": "date", "constraints": {"maximum": "2024-12-31"}},
            {"name": "tahun", "type": "year", "simpul:period": True},
            {"name": "keadaan", "constraints": {"enum": ["baik", "rusak ringan", "rusak berat"]}},
            {"name": "aktif", "type": "boolean"},
        ],
        "primaryKey": ["nomor"],
        "simpul:rules": [
            {
                "name": "jumlah",
                "condition": {"eq": [{"column": "jumlah"}, {"sum": ["laki_laki", "perempuan"]}]},
            }
        ],
    }
)
CONTEXT = Context(
    period=periods.parse("2024"),
    areas={"regency": {"64.01": "Kabupaten Paser"}, "district": DISTRICTS},
    bps_codes=BPS,
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Plant:
    """A way to spoil one cell: the column, what is written there given the good row, and the rule."""

    column: str
    spoil: Callable[[Row], Any]
    rule: str
    needs_number: bool = False


PLANTS = [
    Plant("nomor", lambda row: None, "wajib-diisi"),
    Plant("nomor", lambda row: "12-" + row["nomor"], "pola"),
    Plant("kode", lambda row: None, "wajib-diisi"),
    Plant("kode", lambda row: "6401040", "kode-bps"),
    Plant("kode", lambda row: row["kode"].replace(".", ""), "bentuk-kode"),
    Plant("kode", lambda row: DISTRICTS[row["kode"]].upper(), "nama-wilayah"),
    Plant("kode", lambda row: "64.02.01", "wilayah-tak-dikenal"),
    Plant("kode", lambda row: "64.01", "tingkat-wilayah"),
    Plant("laki_laki", lambda row: None, "wajib-diisi"),
    Plant("laki_laki", lambda row: f"{row['laki_laki']} jiwa", "angka-bercampur-kata"),
    Plant("laki_laki", lambda row: "tidak tahu", "jenis-angka"),
    Plant("perempuan", lambda row: "…", "tanda-hubung"),
    Plant("perempuan", lambda row: "3,25", "bilangan-bulat"),
    Plant("jumlah", lambda row: row["jumlah"] + 9, "aturan:jumlah", needs_number=True),
    Plant("indeks", lambda row: "100,001", "maksimum"),
    Plant("indeks", lambda row: "1,2,3", "jenis-angka"),
    Plant("dana", lambda row: "1.000,50", "rupiah-utuh"),
    Plant("hari", lambda row: "31/02/2024", "jenis-tanggal"),
    Plant("hari", lambda row: "2031-05-17", "maksimum"),
    Plant("tahun", lambda row: "2022", "periode-lain"),
    Plant("tahun", lambda row: "dua ribu", "jenis-tahun"),
    Plant("keadaan", lambda row: "hilang entah", "di-luar-pilihan"),
    Plant("aktif", lambda row: "barangkali", "jenis-ya-tidak"),
]

DECIMAL = st.decimals(min_value=0, max_value=100, places=3)


@st.composite
def good_rows(draw: st.DrawFn) -> list[Row]:
    """Between one and a dozen rows that keep every rule; optional cells are sometimes blank."""
    count = draw(st.integers(min_value=1, max_value=12))
    found = []
    for number in range(count):
        men = draw(st.integers(min_value=0, max_value=60_000))
        women = draw(st.none() | st.integers(min_value=0, max_value=99_999))
        found.append(
            {
                "nomor": f"N{number:04d}",
                "kode": draw(st.sampled_from(sorted(DISTRICTS))),
                "laki_laki": men,
                "perempuan": women,
                "jumlah": None if women is None else men + women,
                "indeks": draw(st.none() | DECIMAL),
                "dana": draw(st.none() | st.integers(min_value=0, max_value=10**13)),
                "hari": draw(st.none() | st.dates(max_value=periods.parse("2024").end)),  # type: ignore[arg-type]
                "tahun": 2024,
                "keadaan": draw(st.none() | st.sampled_from(["baik", "RUSAK  ringan", "rusak-berat"])),
                "aktif": draw(st.none() | st.sampled_from(["ya", "Tidak", "1"])),
            }
        )
    return found


@st.composite
def planted(draw: st.DrawFn) -> tuple[list[Row], dict[str, str]]:
    """Rows of which at most one cell each is spoilt, and the address of each spoilt cell with its rule."""
    rows = draw(good_rows())
    wanted: dict[str, str] = {}
    for place, row in enumerate(rows):
        plant = draw(st.none() | st.sampled_from(PLANTS))
        if plant is None or (plant.needs_number and row[plant.column] is None):
            continue
        row[plant.column] = plant.spoil(row)
        letter = "ABCDEFGHIJK"[SCHEMA.names.index(plant.column)]
        wanted[f"{letter}{place + 2}"] = plant.rule
    return rows, wanted


def typed(value: Any, *, workbook: bool) -> Any:
    """As a clerk's program would store it: numbers as numbers in a workbook, as Indonesian text in a CSV."""
    if value is None:
        return None if workbook else ""
    if isinstance(value, str) or (workbook and isinstance(value, int)):
        return value
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".") if value > 9_999 else str(value)
    if hasattr(value, "year"):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return float(value) if workbook else str(value).replace(".", ",")


@settings(max_examples=150, deadline=None)
@given(planted(), st.booleans())
def test_every_planted_fault_is_found_at_its_cell_and_no_other(
    sown: tuple[list[Row], dict[str, str]], workbook: bool
) -> None:
    rows, wanted = sown
    lines = [list(SCHEMA.names), *([typed(v, workbook=workbook) for v in row.values()] for row in rows)]
    with TemporaryDirectory() as folder:
        name = "a.xlsx" if workbook else "a.csv"
        path = (write_xlsx if workbook else write_csv)(Path(folder) / name, lines)
        report = engine.check(sheets.read(path, name, SCHEMA), SCHEMA, CONTEXT)
    assert {f.cell: f.rule for f in report.findings if f.severity == "salah"} == wanted
    assert report.errors == len(wanted)
    assert report.counts.wrong == len({cell[1:] for cell in wanted})
    assert report.typed is not None
    for place, row in enumerate(rows):
        if not any(cell[1:] == str(place + 2) for cell in wanted):
            assert_same_values(report.typed.row(place, named=True), row)


def assert_same_values(found: Row, row: Row) -> None:
    assert found["laki_laki"] == row["laki_laki"]
    assert found["dana"] == row["dana"]
    assert found["hari"] == row["hari"]
    assert (found["indeks"] is None) == (row["indeks"] is None)
    if row["indeks"] is not None:
        assert Fraction(found["indeks"]) == Fraction(row["indeks"])
