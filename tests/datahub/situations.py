"""Situations of the data hub: a data set of Dinas Kesehatan of Kabupaten Uji, and sheets for it."""

import datetime as dt
import io
from typing import Any

import xlsxwriter

from simpul.core import jobs, periods
from simpul.core.fields import exact
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.organizations.models import Area, Government
from tests import cast

DISTRICTS = (
    ("99.01.01", "Hulu", "9901010"),
    ("99.01.02", "Hilir", "9901020"),
    ("99.01.03", "Muara", "9901030"),
)
HEADINGS = ("Kode kecamatan", "Kecamatan", "Balita", "Stunting")
GOOD_ROWS = (("99.01.01", "Hulu", 100, 10), ("99.01.02", "Hilir", 200, 30), ("99.01.03", "Muara", 50, 0))
DESCRIPTOR: dict[str, Any] = {
    "fields": [
        {"name": "kode", "type": "string", "simpul:type": "area", "simpul:level": "district", "title": "Kode kecamatan",
         "constraints": {"required": True}},
        {"name": "kecamatan", "type": "string", "title": "Kecamatan"},
        {"name": "balita", "type": "integer", "title": "Balita", "constraints": {"required": True, "minimum": 0}},
        {"name": "stunting", "type": "integer", "title": "Stunting", "constraints": {"minimum": 0}},
    ],
    "primaryKey": ["kode"],
    "simpul:rules": [
        {"name": "stunting-dalam-balita", "column": "stunting", "title": "Stunting melebihi balita",
         "condition": {"le": [{"column": "stunting"}, {"column": "balita"}]}}
    ],
}  # fmt: skip
SHARE = {"mul": [{"div": [{"column": "stunting"}, {"column": "balita"}]}, {"constant": "100"}]}


def areas() -> None:
    """The area codes of Kabupaten Uji."""
    rows = [("99", "Provinsi Uji", 1, ""), ("99.01", "Kabupaten Uji", 2, "99")]
    for code, name, level, parent in rows:
        Area.objects.get_or_create(code=code, defaults={"name": name, "level": level, "parent_code": parent})
    for code, name, bps in DISTRICTS:
        Area.objects.get_or_create(
            code=code, defaults={"name": name, "level": 3, "parent_code": "99.01", "bps_code": bps}
        )


def dataset(owner: Government | None = None, code: str = "stunting", **changes: Any) -> datahub.Dataset:
    """A yearly data set with a share as its indicator."""
    areas()
    owner = owner or cast.government()
    facts = {
        "government": owner,
        "agency": cast.agency("DINKES", owner),
        "code": code,
        "title": "Stunting menurut kecamatan",
        "frequency": "tahunan",
    }
    made = datahub.define_dataset(
        scope=Scope.system("tes", owner.pk),
        descriptor=changes.pop("descriptor", DESCRIPTOR),
        **(facts | changes),
    )
    indicator = datahub.Indicator.objects.create(
        government=owner, code=code, name="Stunting balita", short_name="Stunting", unit="persen", decimals=2,
        pillar=datahub.Pillar.LIVING, wish=datahub.Wish.DOWN, tolerance=exact("0.5"), break_limit=exact("1/2"),
    )  # fmt: skip
    datahub.IndicatorSource.objects.create(
        indicator=indicator, dataset=made, formula=SHARE, area_field="kode"
    )
    return made


def workbook(rows: Any = GOOD_ROWS, headings: tuple[str, ...] = HEADINGS, sheet: str = "Data") -> bytes:
    """A plain XLSX with these rows under these headings."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet(sheet)
    page.write_row(0, 0, headings)
    for place, row in enumerate(rows, start=1):
        page.write_row(place, 0, row)
    book.close()
    return buffer.getvalue()


def csv_of(rows: Any = GOOD_ROWS) -> bytes:
    """The same as a comma separated file."""
    lines = [HEADINGS, *rows]
    return "\n".join(",".join(str(cell) for cell in line) for line in lines).encode()


def last_year(years: int = 1) -> str:
    """The code of the last complete year, or of one before it."""
    return str(dt.datetime.now(tz=dt.UTC).year - years)


def uploaded(
    made: datahub.Dataset, content: bytes | None = None, period: str = "", **options: Any
) -> datahub.Submission:
    """A submission that Oki sent and the machine has checked."""
    submission = datahub.upload(
        scope=cast.scope_of(cast.person("operator")),
        dataset=made,
        period=periods.parse(period or last_year()),
        filename=options.pop("filename", "stunting.xlsx"),
        chunks=[content if content is not None else workbook()],
        **options,
    )
    jobs.drain()
    submission.refresh_from_db()
    return submission


def submitted(made: datahub.Dataset, **options: Any) -> datahub.Submission:
    """A clean submission that waits for Hana."""
    submission = uploaded(made, **options)
    datahub.submit(
        scope=cast.scope_of(cast.person("operator")), submission=submission, note="Angka kegiatan posyandu."
    )
    return submission


def approved(made: datahub.Dataset, **options: Any) -> datahub.Submission:
    """A submission that waits for Wati."""
    submission = submitted(made, **options)
    datahub.approve(scope=cast.scope_of(cast.person("head")), submission=submission)
    return submission


def released(made: datahub.Dataset, **options: Any) -> datahub.Release:
    """A submission that went the whole path."""
    submission = approved(made, **options)
    datahub.verify(scope=cast.scope_of(cast.person("walidata")), submission=submission)
    jobs.drain()
    found: datahub.Release = datahub.Release.everywhere.get(submission=submission)
    return found


def period() -> periods.Period:
    """The last complete year."""
    return periods.parse(last_year())


def year(number: int) -> periods.Period:
    """A whole year."""
    return periods.parse(str(number))
