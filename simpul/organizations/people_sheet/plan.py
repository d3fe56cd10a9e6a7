"""What a workbook would change in a government: computed without changing anything, the same each time."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import roles
from simpul.organizations.models import Agency, Government, Membership, Post
from simpul.organizations.people_sheet import findings, reading, rows
from simpul.organizations.people_sheet.findings import Finding
from simpul.organizations.people_sheet.rows import AgencyRow, PostKey, SeatRow
from simpul.organizations.people_sheet.snapshot import Snapshot
from simpul.web import formats


@dataclass(frozen=True)
class Change:
    """One line of the preview: `kind` and `act` are words, `detail` says from what to what."""

    kind: str
    act: str
    name: str
    detail: str = ""


@dataclass
class Plan:
    """All that would be done, in the order in which it must be done."""

    today: dt.date
    findings: list[Finding] = field(default_factory=list)
    new_agencies: list[AgencyRow] = field(default_factory=list)
    renamed: list[tuple[Agency, AgencyRow]] = field(default_factory=list)
    new_posts: dict[PostKey, SeatRow] = field(default_factory=dict)
    new_roles: list[tuple[Post, SeatRow]] = field(default_factory=list)
    new_people: dict[str, str] = field(default_factory=dict)
    placed: list[SeatRow] = field(default_factory=list)
    moved: list[tuple[Membership, dt.date]] = field(default_factory=list)
    unchanged: Counter[str] = field(default_factory=Counter)

    @property
    def changes(self) -> list[Change]:
        """The lines of the preview."""
        return list(_changes(self))

    @property
    def fingerprint(self) -> str:
        """The same for the same changes: what was seen in the preview is what gets applied."""
        return hashlib.sha256("\n".join(map(str, self.changes)).encode()).hexdigest()[:16]


def plan(*, scope: Scope, government: Government, content: bytes) -> Plan:
    """Read the workbook and compare it with the government; raises SheetRefusedError.

    With findings the plan is not complete and must not be applied.
    """
    sheets = reading.read(content)
    made = Plan(clock.today(government.zone))
    agency_rows, seat_rows = _understood(sheets, made)
    emails = {seat.email for seat in seat_rows if seat.email}
    snapshot = Snapshot.take(scope, government, emails, made.today)
    for agency_row in agency_rows:
        _plan_agency(made, snapshot, agency_row)
    # Also codes of rows with another fault: one fault is told once, not again for each person.
    first_sheet, _second = sheets.values()
    codes = {row.text("kode").casefold() for row in first_sheet} | snapshot.living_codes
    for seat in seat_rows:
        _plan_seat(made, snapshot, seat, codes)
    made.findings.sort(key=lambda finding: (finding.sheet != "Perangkat Daerah", finding.row, finding.cell))
    return made


def _understood(sheets: dict[str, list[reading.Row]], made: Plan) -> tuple[list[AgencyRow], list[SeatRow]]:
    first, second = sheets.values()
    wrong = made.findings
    agencies = [agency for row in first if (agency := rows.agency_of(row, wrong))]
    seats = [seat for row in second if (seat := rows.seat_of(row, wrong))]
    holders = [seat for seat in seats if seat.email]
    rows.repeated(agencies, lambda agency: agency.code.casefold(), "kode", wrong)
    rows.repeated(holders, lambda seat: (seat.key, seat.email), "surel", wrong)
    rows.disagreeing(seats, lambda seat: seat.key, lambda seat: seat.role, "peran", wrong)
    rows.disagreeing(holders, lambda seat: seat.email, lambda seat: seat.name, "nama", wrong)
    return agencies, seats


def _plan_agency(made: Plan, snapshot: Snapshot, row: AgencyRow) -> None:
    agency = snapshot.agencies.get(row.code.casefold())
    if agency is None:
        made.new_agencies.append(row)
    elif not agency.is_living:
        heir = {"name": agency.merged_into.name if agency.merged_into else "-"}
        title, living = _("Sudah digabung ke %(name)s") % heir, _("Perangkat daerah yang masih ada")
        advice = _("Hapus baris ini, atau pakai kode %(name)s.") % heir
        findings.add(made.findings, row.row, "kode", title, living, advice)
    elif (agency.name, agency.short_name) != (row.name, row.short_name):
        made.renamed.append((agency, row))
    else:
        made.unchanged["perangkat daerah"] += 1


def _plan_seat(made: Plan, snapshot: Snapshot, seat: SeatRow, codes: set[str]) -> None:
    if seat.agency_code and seat.agency_code.casefold() not in codes:
        column = "kode perangkat daerah"
        title, known = _("Kode perangkat daerah tidak dikenal"), _("Kode dari lembar Perangkat Daerah")
        advice = _("Tambahkan kode itu di lembar Perangkat Daerah, atau betulkan %(cell)s.")
        findings.add(made.findings, seat.row, column, title, known, advice % {"cell": seat.row.cell(column)})
        return
    post = snapshot.post(seat)
    _plan_post(made, seat, post)
    if seat.email:
        _plan_person(made, snapshot, seat, post)


def _plan_post(made: Plan, seat: SeatRow, post: Post | None) -> None:
    if post is None:
        made.new_posts.setdefault(seat.key, seat)
    elif post.role == seat.role:
        made.unchanged["jabatan"] += 1
    elif not any(known.pk == post.pk for known, _seat in made.new_roles):
        made.new_roles.append((post, seat))


def _plan_person(made: Plan, snapshot: Snapshot, seat: SeatRow, post: Post | None) -> None:
    user = snapshot.users.get(seat.email)
    if user is None:
        made.new_people.setdefault(seat.email, seat.name)
    elif not user.is_active:
        advice = _("Aktifkan orangnya di halaman Orang, atau pakai alamat lain.")
        findings.add(made.findings, seat.row, "surel", _("Akunnya nonaktif"), _("Akun yang aktif"), advice)
        return
    held = snapshot.held(user, post)
    if held is None:
        made.placed.append(seat)
    elif seat.since and seat.since != held.since:
        made.moved.append((held, seat.since))
    else:
        made.unchanged["penempatan"] += 1


def _changes(made: Plan) -> Iterator[Change]:
    new, changed = _("baru"), _("berubah")
    agency, post, person, seat = _("Perangkat daerah"), _("Jabatan"), _("Orang"), _("Penempatan")
    for row in made.new_agencies:
        yield Change(agency, new, row.name, row.code)
    for known, row in made.renamed:
        names = _from_to(known.name, row.name, known.short_name, row.short_name)
        yield Change(agency, changed, row.name, names)
    for item in made.new_posts.values():
        yield Change(post, new, _seat_name(item), str(roles.Role(item.role).label))
    for held_post, item in made.new_roles:
        before, after = roles.Role(held_post.role).label, roles.Role(item.role).label
        yield Change(post, changed, _seat_name(item), f"{before} → {after}")
    for email, name in made.new_people.items():
        yield Change(person, new, name, email)
    for item in made.placed:
        since = formats.date(item.since or made.today)
        yield Change(seat, new, item.name, f"{_seat_name(item)}, {since}")
    for membership, day in made.moved:
        days = f"{formats.date(membership.since)} → {formats.date(day)}"
        yield Change(seat, changed, membership.user.name, f"{membership.post.title}, {days}")


def _seat_name(seat: SeatRow) -> str:
    return f"{seat.title}, {seat.agency_code}" if seat.agency_code else seat.title


def _from_to(old: str, new: str, old_short: str, new_short: str) -> str:
    return f"{old} → {new}" if old != new else f"{old_short} → {new_short}"
