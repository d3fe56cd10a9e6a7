"""From rows of text to agencies and seats: each cell by itself, then the rows beside each other."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from simpul.organizations import roles
from simpul.organizations.people_sheet import findings, form
from simpul.organizations.people_sheet.findings import Finding
from simpul.organizations.people_sheet.reading import Row

_ROLES = {str(role.label).casefold(): role for role in roles.Role} | {role.value: role for role in roles.Role}
_DATES = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",
)

PostKey = tuple[str, str]  # agency code and title, both folded; "" for a post above the agencies


@dataclass(frozen=True)
class AgencyRow:
    """An agency as the sheet names it."""

    row: Row
    code: str
    name: str
    short_name: str


@dataclass(frozen=True)
class SeatRow:
    """A post, and where `email` is not "", who holds it; `since` None leaves the day open."""

    row: Row
    title: str
    role: str
    agency_code: str
    name: str
    email: str
    since: dt.date | None

    @property
    def key(self) -> PostKey:
        return (self.agency_code.casefold(), self.title.casefold())


def agency_of(row: Row, wrong: list[Finding]) -> AgencyRow | None:
    """The agency of a row, None (and findings) when a cell is faulty."""
    before = len(wrong)
    code, name = _needed(row, "kode", 30, wrong), _needed(row, "nama", 160, wrong)
    short_name = _text(row, "singkatan", 60, wrong) or name[:60]
    return AgencyRow(row, code, name, short_name) if len(wrong) == before else None


def seat_of(row: Row, wrong: list[Finding]) -> SeatRow | None:
    """The seat of a row, None (and findings) when a cell is faulty."""
    before = len(wrong)
    seat = SeatRow(
        row,
        _needed(row, "jabatan", 160, wrong),
        _role(row, wrong),
        _text(row, "kode perangkat daerah", 30, wrong),
        _text(row, "nama", 200, wrong),
        _email(row, wrong),
        _day(row, wrong),
    )
    _whole_person(row, wrong)
    _agency_given(seat, wrong)
    return seat if len(wrong) == before else None


def repeated(
    rows: Iterable[AgencyRow | SeatRow], key: Callable[[Any], object], column: str, wrong: list[Finding]
) -> None:
    """Add a finding for each row whose key stood in an earlier row."""
    first: dict[object, Row] = {}
    for item in rows:
        earlier = first.setdefault(key(item), item.row)
        if earlier is not item.row:
            numbers = {"first": earlier.number, "second": item.row.number}
            title = _("Sama dengan baris %(first)s") % numbers
            advice = _("Hapus salah satu dari baris %(first)s dan %(second)s.") % numbers
            findings.add(wrong, item.row, column, title, _("Satu baris saja"), advice)


def disagreeing(
    rows: Iterable[SeatRow],
    key: Callable[[SeatRow], object],
    value: Callable[[SeatRow], str],
    column: str,
    wrong: list[Finding],
) -> None:
    """Add a finding for each row that says something else of the same thing than an earlier row."""
    first: dict[object, SeatRow] = {}
    for item in rows:
        earlier = first.setdefault(key(item), item)
        if value(earlier).casefold() != value(item).casefold():
            title = _("Berbeda dengan baris %(row)s") % {"row": earlier.row.number}
            advice = _("Samakan %(column)s pada kedua baris itu.") % {"column": column}
            findings.add(wrong, item.row, column, title, earlier.row.text(column), advice)


def _text(row: Row, column: str, most: int, wrong: list[Finding]) -> str:
    value = row.values.get(column, "")
    if isinstance(value, dt.date):
        advice = _("Jadikan kolom ini teks (Format Cells, Text), lalu ketik ulang isinya.")
        findings.add(wrong, row, column, _("Terbaca sebagai tanggal"), _("Teks"), advice)
        return ""
    if len(value) > most:
        limit = _("Paling banyak %(most)s huruf") % {"most": most}
        findings.add(wrong, row, column, _("Terlalu panjang"), limit, _("Ringkas isinya."))
        return ""
    return value


def _needed(row: Row, column: str, most: int, wrong: list[Finding]) -> str:
    if row.values.get(column, "") == "":
        advice = _("Isi %(cell)s.") % {"cell": row.cell(column)}
        findings.add(wrong, row, column, _("Belum diisi"), _("Harus terisi"), advice)
    return _text(row, column, most, wrong)


def _role(row: Row, wrong: list[Finding]) -> str:
    typed = _needed(row, "peran", 60, wrong)
    role = _ROLES.get(typed.casefold())
    if typed and role is None:
        known = _("Salah satu dari: %(roles)s") % {"roles": ", ".join(form.ROLE_LABELS)}
        advice = _("Pilih dari daftar di sel %(cell)s.") % {"cell": row.cell("peran")}
        findings.add(wrong, row, "peran", _("Peran tidak dikenal"), known, advice)
    return role.value if role else ""


def _email(row: Row, wrong: list[Finding]) -> str:
    typed = _text(row, "surel", 254, wrong).lower()
    try:
        if typed:
            validate_email(typed)
    except ValidationError:
        advice = _("Betulkan %(cell)s; periksa tanda @ dan spasinya.") % {"cell": row.cell("surel")}
        example = _("Alamat surel, misalnya nama@kabupaten.go.id")
        findings.add(wrong, row, "surel", _("Bukan alamat surel"), example, advice)
    return typed


def _day(row: Row, wrong: list[Finding]) -> dt.date | None:
    value = row.values.get("mulai", "")
    if isinstance(value, dt.date):
        return value
    day = _day_of(value)
    if value and day is None:
        advice = _("Ketik %(cell)s sebagai tanggal, misalnya 2026-01-31.") % {"cell": row.cell("mulai")}
        findings.add(wrong, row, "mulai", _("Bukan tanggal"), _("Tanggal, misalnya 31/01/2026"), advice)
    return day


def _day_of(text: str) -> dt.date | None:
    match = next(filter(None, (re.fullmatch(pattern, text) for pattern in _DATES)), None)
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:  # 31 February
        return None


def _whole_person(row: Row, wrong: list[Finding]) -> None:
    named, addressed = bool(row.text("nama")), bool(row.text("surel"))
    if named == addressed:
        return
    column = "surel" if named else "nama"
    advice = _("Isi %(cell)s, atau kosongkan nama dan surel bila jabatan ini belum terisi.")
    cell = {"cell": row.cell(column)}
    findings.add(wrong, row, column, _("Orangnya belum lengkap"), _("Nama dan surel"), advice % cell)


def _agency_given(seat: SeatRow, wrong: list[Finding]) -> None:
    if seat.role in roles.AGENCY_BOUND and not seat.agency_code:
        column = "kode perangkat daerah"
        advice = _("Isi %(cell)s dengan kode dari lembar Perangkat Daerah.") % {"cell": seat.row.cell(column)}
        title = _("%(role)s bekerja untuk satu perangkat daerah") % {"role": roles.Role(seat.role).label}
        findings.add(wrong, seat.row, column, title, _("Kode perangkat daerah"), advice)
