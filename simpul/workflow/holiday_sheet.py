"""Reading a list of days off: CSV with the columns tanggal, nama, jenis and sumber."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simpul.workflow.enums import HolidayKind
from simpul.workflow.errors import HolidaySheetError

COLUMNS = ("tanggal", "nama", "jenis", "sumber")
LONGEST = 1000
_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")


@dataclass(frozen=True)
class DayOff:
    """One day off; `source` names the decree, "" for one that the library knows."""

    day: dt.date
    name: str
    kind: HolidayKind
    source: str


def read(text: str) -> list[DayOff]:
    """The days off of a list in its order; HolidaySheetError names every row that cannot be used, and why."""
    faults: list[str] = []
    found: dict[dt.date, DayOff] = {}
    for number, row in _rows(text):
        day = _day(row["tanggal"])
        problems = list(_problems(row, day, found))
        faults += [_("Baris %(row)s: %(problem)s") % {"row": number, "problem": text} for text in problems]
        if day is not None and not problems:
            found[day] = DayOff(day, row["nama"], HolidayKind(row["jenis"].lower()), row["sumber"])
    if not found and not faults:
        faults.append(_("Berkas tidak berisi hari libur."))
    if faults:
        raise HolidaySheetError(faults)
    return list(found.values())


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Row number and cells; both comma and semicolon are in use, the head says which."""
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    names = {name.strip().lower(): name for name in reader.fieldnames or ()}
    missing = [column for column in COLUMNS if column not in names]
    if missing:
        raise HolidaySheetError(
            [_("Kolom %(names)s tidak ada di baris judul.") % {"names": ", ".join(missing)}]
        )
    for number, row in enumerate(reader, start=2):
        if number > LONGEST:
            raise HolidaySheetError([_("Lebih dari %(n)s baris. Unggah per tahun.") % {"n": LONGEST}])
        yield number, {column: (row[names[column]] or "").strip() for column in COLUMNS}


def _problems(row: dict[str, str], day: dt.date | None, known: dict[dt.date, DayOff]) -> Iterator[str]:
    if day is None:
        yield _("tanggal “%(found)s” tidak terbaca. Tulis seperti 2028-01-01.") % {"found": row["tanggal"]}
    elif day in known:
        yield _("tanggal %(found)s sudah ada di atas.") % {"found": row["tanggal"]}
    if row["jenis"].lower() not in HolidayKind.values:
        kinds = ", ".join(HolidayKind.values)
        yield _("jenis “%(found)s” tidak dikenal. Pilih %(kinds)s.") % {"found": row["jenis"], "kinds": kinds}
    for column, longest in (("nama", 160), ("sumber", 200)):
        if not 0 < len(row[column]) <= longest:
            yield _("%(column)s kosong atau lebih dari %(n)s huruf.") % {"column": column, "n": longest}


def _day(text: str) -> dt.date | None:
    for form in _FORMS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007  (a calendar day has no zone)
        except ValueError:
            continue
    return None
