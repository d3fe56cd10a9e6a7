"""Governments and accounts of the demonstration: one account for each role, the role being its name."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.hashers import make_password
from django.db import transaction

from simpul.accounts.models import User
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import api as organizations

PASSWORD = "peragaan-simpul-2026"  # noqa: S105  (printed at start; the demonstration is open on purpose)
SINCE = dt.date(2020, 1, 1)
DEMO_AGENCY = ("PERAGAAN", "Tim Peragaan Simpul", "Tim Peragaan")

# Account name → role; the agency-bound ones belong to the demonstration's own agency.
ACCOUNTS: dict[str, organizations.Role] = {
    "operator": organizations.Role.OPERATOR,
    "kepala": organizations.Role.AGENCY_HEAD,
    "walidata": organizations.Role.STEWARD,
    "pimpinan": organizations.Role.LEADER,
    "administrator": organizations.Role.ADMINISTRATOR,
    "administrator2": organizations.Role.ADMINISTRATOR,
    "petugas": organizations.Role.SERVICE_OFFICER,
    "pembina": organizations.Role.DATA_SUPERVISOR,
    "perencana": organizations.Role.PLANNER,
    "pembimbing": organizations.Role.COACH,
    "program": organizations.Role.PROGRAMME_OFFICER,
    "asesor": organizations.Role.ASSESSOR,
    "provinsi": organizations.Role.PROVINCIAL_READER,
    "forum": organizations.Role.FORUM_MEMBER,
    "pdp": organizations.Role.PRIVACY_OFFICER,
    "auditor": organizations.Role.AUDITOR,
}


@dataclass(frozen=True)
class Place:
    """A government of the demonstration with its own agency."""

    government: organizations.Government
    agency: organizations.Agency
    key: str
    operator: str = "operator"
    head: str = "kepala"
    scopes: dict[str, Scope] = field(default_factory=dict, compare=False, repr=False)

    def scope(self, name: str) -> Scope:
        """The scope of one of its accounts, settled as for a request; once, as hundreds of sheets follow."""
        if name not in self.scopes:
            user = User.objects.get(email=address(name, self.key))
            seat = organizations.seat_of(user, self.government, clock.today(self.government.zone))
            self.scopes[name] = seat.scope
        return self.scopes[name]


def address(name: str, key: str) -> str:
    """The sign-in address of an account; `.example` belongs to nobody (RFC 2606)."""
    return f"{name}@{key}.example"


def place(
    *, key: str, code: str, name: str, short_name: str, zone: str, is_default: bool, is_sample: bool
) -> Place:
    """Create the government, its demonstration agency and one account for each role; once."""
    government, is_new = organizations.Government.objects.get_or_create(
        area_code=code,
        defaults={
            "name": name,
            "short_name": short_name,
            "address": f"{key}.localhost",
            "is_default": is_default,
            "zone": zone,
            "is_sample": is_sample,
        },
    )
    agency = _agency(government)
    if is_new:
        for name, role in ACCOUNTS.items():
            account(government, agency, key, name, role)
    return Place(government, agency, key)


def _agency(government: organizations.Government) -> organizations.Agency:
    code, name, short_name = DEMO_AGENCY
    agency, _is_new = organizations.Agency.objects.get_or_create(
        government=government, code=code, defaults={"name": name, "short_name": short_name, "is_sample": True}
    )
    found: organizations.Agency = agency
    return found


@transaction.atomic
def account(
    government: organizations.Government,
    agency: organizations.Agency,
    key: str,
    name: str,
    role: organizations.Role,
) -> None:
    """One account with its post; once. Agency-bound roles belong to the agency."""
    label = str(role.label)
    user, is_new = User.objects.get_or_create(
        email=address(name, key),
        defaults={"name": f"{label} (peragaan)", "password": _hashed(), "is_sample": True},
    )
    if not is_new:
        return
    bound = agency if role in organizations.AGENCY_BOUND else None
    post = organizations.Post.objects.create(
        government=government, agency=bound, title=label, role=role, is_sample=True
    )
    organizations.Membership.objects.create(user=user, post=post, since=SINCE)


@cache
def _hashed() -> str:
    """All accounts have one password, so it is hashed once."""
    return make_password(PASSWORD)
