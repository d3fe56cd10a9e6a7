"""The data sets of Kabupaten Contoh: two hundred, of all frequencies, derived from what the agencies count."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from simpul.core.periods import Frequency
from simpul.site.demo.contoh import SEED
from simpul.site.demo.contoh.agencies import OFFICES, Office

TOTAL = 200
SMALL_OFFICES = ("DISDUKCAPIL", "DINSOS", "DINKES")
# In turn over the things that an office counts: most are yearly, few are daily.
_FREQUENCIES = (
    Frequency.MONTHLY, Frequency.YEARLY, Frequency.YEARLY, Frequency.QUARTERLY,
    Frequency.YEARLY, Frequency.HALF_YEARLY, Frequency.YEARLY,
)  # fmt: skip
_DAILY = {("DISPERINDAG", 0), ("RSUD", 0), ("BPBD", 4)}
_WEEKLY = {("DISPERINDAG", 1), ("DKP", 3), ("DLH", 0), ("DINKES", 6)}
_LEVEL = {
    "persen": 40,
    "indeks": 70,
    "rasio": 1,
    "rupiah": 4_000_000_000,
    "hari": 5,
    "menit": 15,
    "jiwa": 12_000,
}
# Where the unit alone would give a figure that nobody believes.
_PLAUSIBLE = {
    "pengangguran": 5,
    "pertumbuhan": 5,
    "miskin": 22,
    "stunting": 45,
    "harga": 45_000,
    "putus-sekolah": 1,
}
_CONDUCT = (("rapi", "terlambat", "menunggak"), (86, 8, 6))  # words and how often of a hundred
INDICATOR_EVERY = 5
MAPPED = "penduduk-disdukcapil"
LEAD = "penduduk-miskin-dinsos"
WALL = (LEAD, "pengangguran-terbuka-disnaker", "pertumbuhan-ekonomi-bappeda",
        "balita-stunting-dinkes", "sampah-terkelola-dlh")  # fmt: skip


@dataclass(frozen=True)
class Spec:
    """One data set: whose, what, how often, per district or for the whole regency, and how it is kept."""

    office: Office
    place: int
    code: str
    title: str
    unit: str
    frequency: Frequency
    by_district: bool
    is_indicator: bool
    conduct: str  # rapi, terlambat, menunggak

    @property
    def base(self) -> int:
        """A typical value of one area."""
        word = next((word for word in _PLAUSIBLE if word in self.code), "")
        return _PLAUSIBLE.get(word, _LEVEL.get(self.unit, 300))

    @property
    def decimals(self) -> int:
        return {"persen": 2, "indeks": 1, "rasio": 3}.get(self.unit, 0)


def specs(*, small: bool) -> list[Spec]:
    """All data sets, office after office; the small form takes three offices."""
    found = list(_all())
    if not small:
        return found[:TOTAL]
    return [
        spec
        for spec in found
        if spec.office.code in SMALL_OFFICES and (spec.place < 2 or spec.code in (LEAD, MAPPED))
    ]


def _all() -> Iterator[Spec]:
    dice = random.Random(SEED)  # noqa: S311  (invented figures need no secrecy)
    number = 0
    for office in OFFICES:
        for place, (title, unit) in enumerate(office.things):
            number += 1
            code = f"{slugify(title)}-{office.code.lower()}"
            yield Spec(
                office=office,
                place=place,
                code=code,
                title=title,
                unit=unit,
                frequency=_frequency(office.code, place, code),
                by_district=code == MAPPED or (unit not in ("persen", "indeks", "rasio") and number % 3 == 0),
                is_indicator=number % INDICATOR_EVERY == 0 or code in (*WALL, MAPPED),
                conduct="rapi" if code in (*WALL, MAPPED) else dice.choices(*_CONDUCT)[0],
            )


def _frequency(office: str, place: int, code: str) -> Frequency:
    if (office, place) in _DAILY:
        return Frequency.DAILY
    if (office, place) in _WEEKLY:
        return Frequency.WEEKLY
    if code == MAPPED or code in WALL:
        return Frequency.YEARLY
    return _FREQUENCIES[place % len(_FREQUENCIES)]


def descriptor(spec: Spec) -> dict[str, Any]:
    """The Table Schema of a data set."""
    fields: list[dict[str, Any]] = []
    if spec.by_district:
        fields += [
            {"name": "kode", "type": "string", "simpul:type": "area", "simpul:level": "district",
             "title": "Kode kecamatan", "constraints": {"required": True}},
            {"name": "kecamatan", "type": "string", "title": "Kecamatan", "simpul:name_of": "kode"},
        ]  # fmt: skip
    if spec.frequency != Frequency.YEARLY:
        fields.append({"name": "periode", "type": "string", "simpul:type": "period", "title": "Periode",
                       "constraints": {"required": True}})  # fmt: skip
    kind = {"type": "number"} if spec.decimals else {"type": "integer"}
    fields.append({"name": "nilai", **kind, "title": spec.title, "simpul:unit": spec.unit,
                   "constraints": {"required": True, "minimum": 0}})  # fmt: skip
    key = [field["name"] for field in fields if field["name"] in ("kode", "periode")]
    return {"fields": fields, "primaryKey": key}
