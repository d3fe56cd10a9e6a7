"""Paser, Penajam Paser Utara and Sarolangun on public figures: data sets, indicators, targets, board."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from simpul.commandcenter import operations as boards
from simpul.core.fields import exact
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.organizations import api as organizations
from simpul.site.demo import cast, path
from simpul.site.demo.measures import MEASURES, PLACES, REVENUE, WALL, Measure


@cache
def figures() -> dict[str, Any]:
    """The public figures, each with period, value and source."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text())
    return loaded


@transaction.atomic
def load(code: str, *, is_default: bool = False) -> cast.Place:
    """Create a region and bring its figures through the path, all or nothing; one that stands is left alone."""
    place = cast.place(code=code, is_default=is_default, is_sample=False, **PLACES[code])
    if datahub.Dataset.objects.within(_scope(place)).filter(government=place.government).exists():
        return place
    known = [m for m in MEASURES if _observations(code, m.key)]
    indicators = {m.key: _define(place, m, order) for order, m in enumerate(known, start=1)}
    with path.folder() as folder:
        for measure in known:
            _send(place, measure, Path(folder))
        if "revenue" in figures()[code]:
            indicators[REVENUE] = _revenue(place, Path(folder), len(known) + 1)
    _targets(code, indicators)
    _board(place, indicators)
    return place


def _scope(place: cast.Place) -> Scope:
    return Scope.system("memuat peragaan", place.government.pk)


def _observations(code: str, key: str) -> list[dict[str, str]]:
    return [row for row in figures()[code]["observations"] if row["indicator"] == key]


def _slug(key: str) -> str:
    return key.replace("_", "-")


def _define(place: cast.Place, measure: Measure, order: int) -> datahub.Indicator:
    """The data set, the indicator, and the formula that joins them."""
    dataset = _dataset(place, _slug(measure.key), measure.name, measure.frequency, measure.unit, measure.definition,
                       _descriptor(measure))  # fmt: skip
    indicator: datahub.Indicator = datahub.Indicator.objects.create(
        government=place.government,
        code=_slug(measure.key),
        name=measure.name,
        short_name=measure.short,
        definition=measure.definition,
        unit=measure.unit,
        decimals=measure.decimals,
        pillar=measure.pillar,
        wish=measure.wish,
        order=order,
        break_limit=exact(measure.break_limit) if measure.break_limit else None,
    )
    _feed(indicator, dataset, {"column": "nilai"})
    return indicator


def _feed(indicator: datahub.Indicator, dataset: datahub.Dataset, formula: dict[str, Any]) -> None:
    datahub.IndicatorSource.objects.create(
        indicator=indicator,
        dataset=dataset,
        formula=formula,
        area_field="kode_wilayah",
        period_field="periode",
        source_field="sumber",
        kind_field="jenis_sumber",
    )


def _dataset(
    place: cast.Place,
    code: str,
    title: str,
    frequency: str,
    unit: str,
    about: str,
    descriptor: dict[str, Any],
) -> datahub.Dataset:
    return datahub.define_dataset(
        scope=_scope(place),
        descriptor=descriptor,
        government=place.government,
        agency=place.agency,
        code=code,
        title=title,
        description=f"{about} Himpunan angka publik menurut sumbernya, dimuat oleh peragaan Simpul.".strip(),
        frequency=frequency,
        unit=unit,
        concept=title,
        definition=about,
    )


def _descriptor(measure: Measure) -> dict[str, Any]:
    value = {"name": "nilai", "type": "number", "title": "Nilai", "simpul:unit": measure.unit,
             "description": "Angka seperti tercetak pada sumbernya; kosong bila sumbernya tidak menyebut.",
             "constraints": {"minimum": 0} if measure.key != "pertumbuhan_ekonomi" else {}}  # fmt: skip
    return {"fields": [*_identity(), value, *_source()]}


def _identity() -> list[dict[str, Any]]:
    return [
        {"name": "kode_wilayah", "type": "string", "simpul:type": "area", "simpul:level": "regency",
         "title": "Kode wilayah", "description": "Kode wilayah Kemendagri, misalnya 64.01.",
         "constraints": {"required": True}},
        {"name": "periode", "type": "string", "simpul:type": "period", "title": "Periode",
         "description": "Tahun, atau semester seperti 2024-S1; kosong bila sumber tidak menyebut."},
    ]  # fmt: skip


def _source() -> list[dict[str, Any]]:
    return [
        {"name": "sumber", "type": "string", "title": "Sumber", "description": "Siapa yang menerbitkan angkanya.",
         "constraints": {"required": True}},
        {"name": "jenis_sumber", "type": "string", "title": "Jenis sumber",
         "constraints": {"enum": ["resmi", "sekunder"]}},
    ]  # fmt: skip


HEADINGS = ("Kode wilayah", "Periode", "Nilai", "Sumber", "Jenis sumber")


def _send(place: cast.Place, measure: Measure, folder: Path) -> None:
    """One sheet with the regency's own figures, and one per district where there are any."""
    code = place.government.area_code
    rows = [row for row in _observations(code, measure.key) if row["area"] == code]
    sheet = folder / f"{_slug(measure.key)}-{place.key}.xlsx"
    path.write_sheet(sheet, "Data", HEADINGS, [_row(row) for row in rows])
    dataset = datahub.Dataset.objects.within(_scope(place)).get(
        government=place.government, code=_slug(measure.key)
    )
    path.release(place, dataset, _covered(rows), sheet, NOTE)
    districts = [row for row in _observations(code, measure.key) if row["area"] != code]
    if districts:
        _send_districts(place, measure, districts, folder)


NOTE = "Peragaan Simpul: angka publik menurut sumber pada tiap baris."


def _row(row: dict[str, str]) -> list[Any]:
    return [row["area"], row["period"], path.number(row["value"]), row["source"], "sekunder"]


def _covered(rows: list[dict[str, str]]) -> str:
    """The year up to which a sheet reaches; an undated one is sent under the year of collection."""
    years = [row["period"][:4] for row in rows if row["period"]]
    return max(years, default="2025")


def _send_districts(place: cast.Place, measure: Measure, known: list[dict[str, str]], folder: Path) -> None:
    """A sheet with every district; those for which no source was found stay empty and show as such."""
    descriptor = _descriptor(measure)
    descriptor["fields"][0] |= {"simpul:level": "district", "description": "Kode kecamatan Kemendagri."}
    descriptor["fields"][-2]["constraints"] = {}
    title = f"{measure.name} menurut kecamatan"
    dataset = _dataset(place, f"{_slug(measure.key)}-kecamatan", title, measure.frequency, measure.unit,
                       measure.definition, descriptor)  # fmt: skip
    indicator = datahub.Indicator.objects.within(_scope(place)).get(
        government=place.government, code=_slug(measure.key)
    )
    _feed(indicator, dataset, {"column": "nilai"})
    areas = organizations.Area.objects.filter(
        parent_code=place.government.area_code, valid_until__isnull=True
    )
    found = {row["area"] for row in known}
    rows = [_row(row) for row in known]
    rows += [
        [code, "", None, "", ""]
        for code in areas.order_by("code").values_list("code", flat=True)
        if code not in found
    ]
    sheet = folder / f"{_slug(measure.key)}-kecamatan-{place.key}.xlsx"
    path.write_sheet(sheet, "Kecamatan", HEADINGS, rows)
    path.release(place, dataset, _covered(known), sheet, NOTE)


REVENUE_COLUMNS = (
    ("target", "Target pendapatan"), ("realised", "Realisasi pendapatan"), ("own", "Pendapatan asli daerah"),
    ("transfer", "Transfer"), ("other", "Lain-lain pendapatan yang sah"),
)  # fmt: skip
_COLUMN_NAMES = ("target", "realisasi", "pad", "transfer", "lain_lain")


def _revenue(place: cast.Place, folder: Path, order: int) -> datahub.Indicator:
    """Revenue of the region: realised ÷ target × 100, with money in whole rupiah."""
    money = [
        {"name": name, "type": "integer", "simpul:type": "money", "title": title, "simpul:unit": "rupiah"}
        for name, (_key, title) in zip(_COLUMN_NAMES, REVENUE_COLUMNS, strict=True)
    ]
    about = "Realisasi pendapatan daerah dibagi targetnya."
    dataset = _dataset(place, "pendapatan-daerah", "Pendapatan daerah", "tahunan", "rupiah", about,
                       {"fields": [*_identity(), *money, *_source()]})  # fmt: skip
    indicator: datahub.Indicator = datahub.Indicator.objects.create(
        government=place.government, code=REVENUE, name="Capaian pendapatan daerah", short_name="Pendapatan",
        definition=about, unit="persen", decimals=2, pillar=datahub.Pillar.GOVERNANCE, wish=datahub.Wish.UP,
        order=order,
    )  # fmt: skip
    share = {"mul": [{"div": [{"column": "realisasi"}, {"column": "target"}]}, {"constant": "100"}]}
    _feed(indicator, dataset, share)
    revenue = figures()[place.government.area_code]["revenue"]
    rows = [_revenue_row(place.government.area_code, row) for row in revenue]
    sheet = folder / f"pendapatan-daerah-{place.key}.xlsx"
    headings = (*HEADINGS[:2], *(title for _key, title in REVENUE_COLUMNS), *HEADINGS[3:])
    path.write_sheet(sheet, "Ringkas", headings, rows)
    path.release(place, dataset, max(row["period"] for row in revenue), sheet, NOTE)
    return indicator


def _revenue_row(area_code: str, row: dict[str, str]) -> list[Any]:
    money = [path.number(row[key]) for key, _title in REVENUE_COLUMNS]
    return [area_code, row["period"], *money, row["source"], "sekunder"]


def _targets(code: str, indicators: dict[str, datahub.Indicator]) -> None:
    for target in figures()[code]["targets"]:
        datahub.Target.objects.create(
            indicator=indicators[target["indicator"]],
            period_code=target["period"],
            value=exact(target["value"]),
            source=target["source"],
        )


def _board(place: cast.Place, indicators: dict[str, datahub.Indicator]) -> None:
    """All numbers on the board, the first known of the wall's list in front."""
    order = sorted(indicators.values(), key=lambda indicator: indicator.order)
    boards.compose(
        scope=_scope(place),
        government_id=place.government.pk,
        code="utama",
        title=f"Keadaan {place.government.short_name}",
        lead=next(indicators[key] for key in (*WALL, "penduduk") if key in indicators),
        numbers=order,
        wall=[indicators[key] for key in WALL if key in indicators] or order[:5],
        mapped=indicators["penduduk"],
    )
