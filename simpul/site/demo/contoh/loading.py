"""Loading Kabupaten Contoh sheet by sheet; what is there already is recognised and left alone."""

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from simpul.commandcenter import operations as boards
from simpul.core import clock, periods
from simpul.core.fields import exact
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.site.demo import cast, path
from simpul.site.demo.contoh import CODE, areas, catalogue, conduct, figures, people
from simpul.site.demo.contoh.catalogue import Spec

ZONE = "Asia/Makassar"
YEARS = 5
SMALL_YEARS = 2
# SQLite has one writer: between two sheets people get their turn.
PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class Sheet:
    """One delivery: a data set and a year of it."""

    spec: Spec
    year: int


@transaction.atomic
def place() -> cast.Place:
    """The government with its areas, its outlines and its accounts."""
    areas.load()
    found = cast.place(
        key="contoh",
        code=CODE,
        name="Kabupaten Contoh",
        short_name="Contoh",
        zone=ZONE,
        is_default=False,
        is_sample=True,
    )
    areas.import_outlines(found.government, _scope(found))
    return found


def _scope(found: cast.Place) -> Scope:
    return Scope.system("memuat peragaan", found.government.pk)


def load(*, small: bool = False, seconds: float | None = None) -> Iterator[tuple[int, int]]:
    """Load what is missing; yields (done, total) after each sheet, and stops after `seconds` if given."""
    end = None if seconds is None else time.monotonic() + seconds
    found = place()
    done = total = 0
    for done, total in deliver(found, catalogue.specs(small=small), years=SMALL_YEARS if small else YEARS):
        yield done, total
        if end is not None and time.monotonic() > end:
            return
    _finish(found)
    yield total, total


def deliver(found: cast.Place, specs: list[Spec], *, years: int) -> Iterator[tuple[int, int]]:
    """Bring these data sets with the sheets that are missing; yields (done, total) at first and after each sheet.

    The oldest year comes first, so that each can be compared with the year before.
    """
    this_year = clock.today(ZONE).year
    wanted = [Sheet(spec, year) for year in range(this_year - years, this_year + 1) for spec in specs]
    datasets = {spec.code: _define(found, spec) for spec in specs}
    there = _there(found)
    yield len(there), len(wanted)
    with path.folder() as folder:
        for done, sheet in enumerate(wanted, start=1):
            if (sheet.spec.code, str(sheet.year)) not in there:
                _send(found, datasets[sheet.spec.code], sheet, Path(folder))
                yield done, len(wanted)
                time.sleep(PAUSE_SECONDS)


def is_complete() -> bool:
    """Whether the last step has been taken: the invented conduct stands."""
    return conduct.stands()


def _there(found: cast.Place) -> set[tuple[str, str]]:
    releases = datahub.Release.objects.within(_scope(found)).filter(dataset__government=found.government)
    return set(releases.values_list("dataset__code", "period_code"))


@transaction.atomic
def _define(found: cast.Place, spec: Spec) -> tuple[cast.Place, datahub.Dataset]:
    """The agency, the data set, and its indicator; once."""
    office = people.seat(found.government, spec.office)
    query = datahub.Dataset.objects.within(_scope(found)).filter(government=found.government, code=spec.code)
    dataset = query.select_related("agency", "government").first() or _new_dataset(found, office, spec)
    return office, dataset


def _new_dataset(found: cast.Place, office: cast.Place, spec: Spec) -> datahub.Dataset:
    dataset = datahub.define_dataset(
        scope=_scope(found),
        descriptor=catalogue.descriptor(spec),
        government=found.government,
        agency=office.agency,
        code=spec.code,
        title=spec.title,
        description="Data rekaan untuk peragaan; bukan angka resmi daerah mana pun.",
        frequency=spec.frequency,
        unit=spec.unit,
        is_sample=True,
    )
    if spec.is_indicator:
        _indicator(found, dataset, spec)
    return dataset


def _indicator(found: cast.Place, dataset: datahub.Dataset, spec: Spec) -> None:
    order = catalogue.WALL.index(spec.code) + 1 if spec.code in catalogue.WALL else 50
    indicator = datahub.Indicator.objects.create(
        government=found.government,
        code=spec.code,
        name=spec.title,
        short_name=spec.title[:60],
        definition="Angka rekaan untuk peragaan.",
        unit=spec.unit,
        decimals=spec.decimals,
        pillar=spec.office.pillar,
        wish=_wish(spec),
        area_level=3 if spec.by_district else 2,
        tolerance=exact("0.5"),
        order=order,
        is_sample=True,
    )
    datahub.IndicatorSource.objects.create(
        indicator=indicator,
        dataset=dataset,
        formula={"column": "nilai"},
        area_field="kode" if spec.by_district else "",
        sums_areas=spec.by_district,
        period_field="" if spec.frequency == periods.Frequency.YEARLY else "periode",
    )


def _wish(spec: Spec) -> datahub.Wish:
    bad = ("miskin", "stunting", "pengangguran", "rusak", "kasus", "kebakaran", "kecelakaan", "waktu")
    return datahub.Wish.DOWN if any(word in spec.code for word in bad) else datahub.Wish.UP


def _send(found: cast.Place, known: tuple[cast.Place, datahub.Dataset], sheet: Sheet, folder: Path) -> None:
    """Write the year's sheet and take it through the path; nothing where nothing is due yet, or it is held back."""
    office, dataset = known
    covered = figures.periods_of(sheet.spec, sheet.year, _until(sheet.spec))
    if not covered:
        return
    file = folder / f"{sheet.spec.code}-{sheet.year}.xlsx"
    path.write_sheet(file, str(sheet.year), figures.headings(sheet.spec), figures.rows(sheet.spec, covered))
    path.release(office, dataset, str(sheet.year), file, "Angka rekaan untuk peragaan.")
    file.unlink()


_HELD_BACK = {  # days that the newest figures lag behind, by conduct and frequency
    "terlambat": {
        "harian": 4,
        "mingguan": 24,
        "bulanan": 80,
        "triwulanan": 210,
        "semesteran": 395,
        "tahunan": 0,
    },
    "menunggak": {
        "harian": 30,
        "mingguan": 60,
        "bulanan": 150,
        "triwulanan": 300,
        "semesteran": 500,
        "tahunan": 500,
    },
}


def _until(spec: Spec) -> dt.date:
    """The day until which an agency has delivered: today, or earlier where it is behind."""
    held = _HELD_BACK.get(spec.conduct, {}).get(spec.frequency, 0)
    return clock.today(ZONE) - dt.timedelta(days=held)


def _finish(found: cast.Place) -> None:
    """The conduct that only a fictitious region may show, targets, and the board."""
    conduct.show(found)
    indicators = {
        indicator.code: indicator
        for indicator in datahub.Indicator.objects.within(_scope(found)).filter(government=found.government)
    }
    for code in catalogue.WALL:
        if code in indicators:
            _target(indicators[code])
    _board(found, indicators)


def _target(indicator: datahub.Indicator) -> None:
    values = datahub.IndicatorValue.everywhere.filter(indicator=indicator, area_code=CODE)
    newest = values.order_by("-period_end").first()
    if newest is None or newest.value is None:
        return
    factor = exact("4/5") if indicator.wish == datahub.Wish.DOWN else exact("6/5")
    year = str(clock.today(ZONE).year + 3)
    datahub.Target.objects.get_or_create(
        indicator=indicator,
        period_code=year,
        defaults={"value": newest.value * factor, "source": "Rencana rekaan (contoh)"},
    )


def _board(found: cast.Place, indicators: dict[str, datahub.Indicator]) -> None:
    wall = [indicators[code] for code in (*catalogue.WALL[:4], conduct.TRIED) if code in indicators]
    rest = [indicator for code, indicator in sorted(indicators.items()) if indicator not in wall][:10]
    boards.compose(
        scope=_scope(found),
        government_id=found.government.pk,
        code="utama",
        title="Keadaan Contoh",
        lead=wall[0],
        numbers=[*wall, *rest],
        wall=wall,
        mapped=indicators[catalogue.MAPPED],
    )
