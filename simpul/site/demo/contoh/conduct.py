"""Invented conduct: submissions that wait, were returned, or need mending; sources that disagree.

It stands in Kabupaten Contoh alone, and every row of it is marked as a sample.
"""

from pathlib import Path

import xlsxwriter
from django.db import transaction

from simpul.core import clock
from simpul.core.fields import exact
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.site.demo import cast, path
from simpul.site.demo.contoh import CODE, areas, catalogue, people
from simpul.site.demo.contoh.agencies import OFFICES

ZONE = "Asia/Makassar"
STORIES = (
    "menunggu-kepala",
    "menunggu-walidata",
    "dikembalikan",
    "perlu-dibetulkan",
    "tak-terbaca",
    "siap-dikirim",
)
HEADINGS = ("Kode kecamatan", "Kecamatan", "Laki-laki", "Perempuan", "Jumlah")
# What a guest of the demonstration mends and releases, and the number that it changes.
TRIED_DATASET, TRIED = "cerita-perlu-dibetulkan", "pelajar"
RETURNED_BECAUSE = (datahub.ReturnReason.WRONG_UNIT, "Laki-laki diisi dalam ribuan, perempuan dalam orang.")
_NOTE = "Angka rekaan untuk peragaan."


def _scope() -> Scope:
    return Scope.system("memuat peragaan")


def stands() -> bool:
    """Whether all stories have been told."""
    codes = (
        datahub.Dataset.objects.within(_scope())
        .filter(government__area_code=CODE)
        .values_list("code", flat=True)
    )
    return f"cerita-{STORIES[-1]}" in codes and "stunting-survei" in codes


def show(found: cast.Place) -> None:
    """Tell the stories; those that stand are left alone."""
    office = people.seat(found.government, OFFICES[0])
    with path.folder() as folder:
        for story in STORIES:
            _tell(found, office, story, Path(folder))
        _disagreements(found, office, Path(folder))


@transaction.atomic
def _tell(found: cast.Place, office: cast.Place, story: str, folder: Path) -> None:
    if _has(found, f"cerita-{story}"):
        return
    dataset = _population(found, office, story)
    year = str(clock.today(ZONE).year - 1)
    if story == "perlu-dibetulkan":
        _released_before(found, office, dataset, folder)
    file = folder / f"penduduk-kecamatan-{story}-{year}.xlsx"
    if story == "tak-terbaca":
        file.write_bytes(b"%PDF-1.7\n% Laporan yang diberi nama seperti lembar kerja.\n")
    else:
        write(file, faulty=story == "perlu-dibetulkan")
    submission = path.send(office, dataset, year, file, _NOTE)
    if story in ("perlu-dibetulkan", "tak-terbaca", "siap-dikirim"):
        return
    datahub.submit(scope=office.scope(office.operator), submission=submission, note=_NOTE)
    if story == "menunggu-kepala":
        return
    datahub.approve(scope=office.scope(office.head), submission=submission)
    if story == "dikembalikan":
        reason, note = RETURNED_BECAUSE
        datahub.send_back(scope=found.scope("walidata"), submission=submission, reason=reason, note=note)


def _released_before(found: cast.Place, office: cast.Place, dataset: datahub.Dataset, folder: Path) -> None:
    """What a guest mends and releases feeds a number of the wall, whose year before stands already."""
    indicator = datahub.Indicator.objects.create(
        government=found.government, code=TRIED, name="Pelajar", short_name="Pelajar",
        definition="Angka rekaan untuk peragaan.", unit="orang", pillar=datahub.Pillar.SOCIETY,
        wish=datahub.Wish.UP, order=6, is_sample=True,
    )  # fmt: skip
    datahub.IndicatorSource.objects.create(
        indicator=indicator, dataset=dataset, formula={"column": "jumlah"}, area_field="kode", sums_areas=True
    )
    year = str(clock.today(ZONE).year - 2)
    file = folder / f"pelajar-kecamatan-{year}.xlsx"
    write(file, faulty=False, fewer=60)
    path.release(office, dataset, year, file, _NOTE)


def _has(found: cast.Place, code: str) -> bool:
    query = datahub.Dataset.objects.within(_scope()).filter(government=found.government, code=code)
    return bool(query.exists())


_TITLES = {
    "menunggu-kepala": "Penduduk menurut jenis kelamin",
    "menunggu-walidata": "Pemilih menurut jenis kelamin",
    "dikembalikan": "Pekerja menurut jenis kelamin",
    "perlu-dibetulkan": "Pelajar menurut jenis kelamin",
    "tak-terbaca": "Lanjut usia menurut jenis kelamin",
    "siap-dikirim": "Balita menurut jenis kelamin",
}


def _population(found: cast.Place, office: cast.Place, story: str) -> datahub.Dataset:
    return datahub.define_dataset(
        scope=_scope(),
        descriptor=_descriptor(),
        government=found.government,
        agency=office.agency,
        code=f"cerita-{story}",
        title=_TITLES[story],
        description="Data rekaan untuk peragaan; bukan angka resmi daerah mana pun.",
        frequency="tahunan",
        unit="jiwa",
        is_sample=True,
    )


def _descriptor() -> dict[str, object]:
    counts = [
        {"name": name, "type": "integer", "title": title, "simpul:unit": "jiwa",
         "constraints": {"required": True, "minimum": 0}}
        for name, title in (("laki_laki", "Laki-laki"), ("perempuan", "Perempuan"), ("jumlah", "Jumlah"))
    ]  # fmt: skip
    total = {"eq": [{"column": "jumlah"}, {"add": [{"column": "laki_laki"}, {"column": "perempuan"}]}]}
    return {
        "fields": [
            {"name": "kode", "type": "string", "simpul:type": "area", "simpul:level": "district",
             "title": "Kode kecamatan", "constraints": {"required": True}},
            {"name": "kecamatan", "type": "string", "title": "Kecamatan", "simpul:name_of": "kode"},
            *counts,
        ],
        "primaryKey": ["kode"],
        "simpul:rules": [
            {"name": "jumlah", "column": "jumlah", "condition": total,
             "title": "Jumlah tidak sama dengan penjumlahannya"}
        ],
    }  # fmt: skip


def write(file: Path, *, faulty: bool, fewer: int = 0) -> None:
    """A sheet of men and women by district; with three faults, or with so many fewer of each."""
    rows: list[list[object]] = []
    for number, (code, name) in enumerate(areas.codes(), start=1):
        men, women = 4000 + 137 * number - fewer, 3900 + 131 * number - fewer
        rows.append([code, name, men, women, men + women])
    if faulty:
        rows[3][0] = "0001040"
        rows[5][2] = "4.822 jiwa"
        rows[7][4] = int(str(rows[7][4])) + 90
    book = xlsxwriter.Workbook(str(file))
    page = book.add_worksheet("Kecamatan")
    page.write_row(0, 0, HEADINGS, book.add_format({"bold": True}))
    for place, row in enumerate(rows, start=1):
        page.write_row(place, 0, row)
    book.close()


@transaction.atomic
def _disagreements(found: cast.Place, office: cast.Place, folder: Path) -> None:
    """A survey that contradicts the register, one settled contradiction, and a jump when the source changed."""
    if _has(found, "stunting-survei"):
        return
    year = clock.today(ZONE).year - 1
    survey = [(str(year), "31.5", "Survei rekaan")]
    register = _indicator(found, "balita-stunting-dinkes")
    _rival(found, office, register, "stunting-survei", "Survei stunting", survey, folder)
    survey = [(str(year), "29.75", "Survei rekaan")]
    poverty = _indicator(found, catalogue.LEAD)
    _rival(found, office, poverty, "kemiskinan-survei", "Survei kemiskinan", survey, folder)
    _settle(found, poverty)
    jump = [
        (str(year - 1), "52", "Cara hitung lama (rekaan)"),
        (str(year), "71", "Cara hitung baru (rekaan)"),
    ]
    literacy = _jumping(found)
    _rival(found, office, literacy, "literasi-digital", "Literasi digital", jump, folder)


def _indicator(found: cast.Place, code: str) -> datahub.Indicator:
    query = datahub.Indicator.objects.within(_scope()).filter(government=found.government)
    indicator: datahub.Indicator = query.get(code=code)
    return indicator


def _jumping(found: cast.Place) -> datahub.Indicator:
    indicator: datahub.Indicator = datahub.Indicator.objects.create(
        government=found.government, code="literasi-digital", name="Literasi digital", short_name="Literasi digital",
        definition="Angka rekaan untuk peragaan.", unit="indeks", decimals=1, pillar=datahub.Pillar.SOCIETY,
        wish=datahub.Wish.UP, break_limit=exact("1/10"), order=60, is_sample=True,
    )  # fmt: skip
    return indicator


def _rival(
    found: cast.Place,
    office: cast.Place,
    indicator: datahub.Indicator,
    code: str,
    title: str,
    figures: list[tuple[str, str, str]],
    folder: Path,
) -> None:
    """Another source for an indicator: a sheet that names its source per row."""
    fields = [
        {"name": "periode", "type": "string", "simpul:type": "period", "title": "Periode"},
        {"name": "nilai", "type": "number", "title": "Nilai"},
        {"name": "sumber", "type": "string", "title": "Sumber"},
    ]
    dataset = datahub.define_dataset(
        scope=_scope(), descriptor={"fields": fields}, government=found.government, agency=office.agency, code=code,
        title=title, description="Data rekaan untuk peragaan.", frequency="tahunan", is_sample=True,
    )  # fmt: skip
    datahub.IndicatorSource.objects.create(
        indicator=indicator, dataset=dataset, formula={"column": "nilai"}, period_field="periode",
        source_field="sumber", rank=2,
    )  # fmt: skip
    file = folder / f"{code}.xlsx"
    rows = [[period, path.number(value), source] for period, value, source in figures]
    path.write_sheet(file, "Survei", ("Periode", "Nilai", "Sumber"), rows)
    path.release(office, dataset, figures[-1][0], file, _NOTE)


def _settle(found: cast.Place, indicator: datahub.Indicator) -> None:
    case = (
        datahub.Case.objects.within(_scope())
        .filter(indicator=indicator, state=datahub.CaseState.OPEN)
        .first()
    )
    if case is None:
        return
    chosen = case.first if case.first.source_label != "Survei rekaan" else case.second
    note = "Register dipakai karena mencakup semua desa (putusan rekaan)."
    datahub.decide(scope=found.scope("pimpinan"), case=case, chosen=chosen, note=note)
