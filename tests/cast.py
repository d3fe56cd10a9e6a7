"""The familiar cast: one small government and the people who play in every test.

Kabupaten Uji (area 99.01) exists nowhere. Oki uploads and Hana approves at Dinas Kesehatan, Wati verifies at
Diskominfo, Pandu plans, Lia leads, Adi and Ani administer, Agus audits, Asri assesses, Rudi lives there.

    government = cast.government()
    wati = cast.person("walidata", government)
    cast.client_for(wati).get("/tugas/")

Every function may be called again and returns the same rows.
"""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import is_mfa_enabled
from django.test import Client

from simpul.accounts.models import User
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import addresses, roles, seats
from simpul.organizations.models import Agency, Government, Membership, Post

PASSWORD = "rakit-jembatan-sungai-7"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SINCE = dt.date(2020, 1, 1)

AGENCIES = {
    "DINKES": ("Dinas Kesehatan", "Dinkes"),
    "DISDIK": ("Dinas Pendidikan", "Disdik"),
    "DISKOMINFO": ("Dinas Komunikasi dan Informatika", "Diskominfo"),
    "BAPPEDA": ("Badan Perencanaan Pembangunan Daerah", "Bappeda"),
}


@dataclass(frozen=True)
class Part:
    """Who plays it, in which post and agency; a resident has no post."""

    name: str
    role: roles.Role | None = None
    title: str = ""
    agency: str = ""


PARTS = {
    "operator": Part("Oki", roles.Role.OPERATOR, "Operator data", "DINKES"),
    "head": Part("Hana", roles.Role.AGENCY_HEAD, "Kepala dinas", "DINKES"),
    "other_operator": Part("Omar", roles.Role.OPERATOR, "Operator data", "DISDIK"),
    "other_head": Part("Hesti", roles.Role.AGENCY_HEAD, "Kepala dinas", "DISDIK"),
    "service_officer": Part("Sari", roles.Role.SERVICE_OFFICER, "Petugas loket", "DINKES"),
    "walidata": Part("Wati", roles.Role.STEWARD, "Walidata", "DISKOMINFO"),
    "second_walidata": Part("Wawan", roles.Role.STEWARD, "Walidata muda", "DISKOMINFO"),
    "data_supervisor": Part("Bayu", roles.Role.DATA_SUPERVISOR, "Pembina data"),
    "planner": Part("Pandu", roles.Role.PLANNER, "Perencana", "BAPPEDA"),
    "coach": Part("Citra", roles.Role.COACH, "Pembimbing"),
    "leader": Part("Lia", roles.Role.LEADER, "Bupati"),
    "programme_officer": Part("Gita", roles.Role.PROGRAMME_OFFICER, "Pengelola program"),
    "assessor": Part("Asri", roles.Role.ASSESSOR, "Asesor"),
    "provincial_reader": Part("Yuda", roles.Role.PROVINCIAL_READER, "Pembaca provinsi"),
    "forum_member": Part("Fitri", roles.Role.FORUM_MEMBER, "Anggota Forum"),
    "privacy_officer": Part("Dewi", roles.Role.PRIVACY_OFFICER, "Pejabat pelindungan data pribadi"),
    "auditor": Part("Agus", roles.Role.AUDITOR, "Auditor Inspektorat"),
    "administrator": Part("Adi", roles.Role.ADMINISTRATOR, "Administrator", "DISKOMINFO"),
    "second_administrator": Part("Ani", roles.Role.ADMINISTRATOR, "Administrator kedua", "DISKOMINFO"),
    "resident": Part("Rudi"),
}

# The capabilities that demand a second factor belong to these roles; they play with one enrolled.
_ENROLLED = frozenset({roles.Role.STEWARD, roles.Role.ADMINISTRATOR})


def government() -> Government:
    """Kabupaten Uji, which answers at every host name that nobody else has."""
    return _government("99.01", "Uji", is_default=True)


def neighbour() -> Government:
    """Kabupaten Tetangga at tetangga.localhost: whose rows nobody of Kabupaten Uji may see."""
    return _government("99.02", "Tetangga", is_default=False)


def agency(code: str, owner: Government) -> Agency:
    """An agency of AGENCIES in a government."""
    name, short_name = AGENCIES[code]
    found, _ = Agency.objects.get_or_create(
        government=owner, code=code, defaults={"name": name, "short_name": short_name}
    )
    return found


def person(part: str, owner: Government | None = None, *, factor: bool | None = None) -> User:
    """Somebody of PARTS, in their post of the government, able to sign in with PASSWORD.

    The people of another government than Kabupaten Uji are other people: their address tells which.
    `factor` says whether they have enrolled TOTP; None leaves it to their role.
    """
    owner = owner or government()
    role = PARTS[part].role
    user = _user(PARTS[part].name, owner)
    if role is not None:
        _seat(user, PARTS[part], owner)
    if (role in _ENROLLED if factor is None else factor) and not is_mfa_enabled(user):
        totp.TOTP.activate(user, TOTP_SECRET)
    return user


def scope_of(user: User, owner: Government | None = None) -> Scope:
    """What the person may see and do in the government today, as a request of theirs would have it."""
    owner = owner or government()
    return seats.seat_of(user, owner, clock.today(owner.zone)).scope


def client_for(user: User | None = None, owner: Government | None = None) -> Client:
    """A browser at the government's address, signed in as the person, or as nobody."""
    addresses.forget()
    client = Client(SERVER_NAME=(owner or government()).address)
    if user is not None:
        client.force_login(user)
    return client


def _government(area_code: str, place: str, *, is_default: bool) -> Government:
    addresses.forget()
    found, _ = Government.objects.get_or_create(
        area_code=area_code,
        defaults={
            "name": f"Pemerintah Kabupaten {place}",
            "short_name": f"Kabupaten {place}",
            "address": f"{place.lower()}.localhost",
            "is_default": is_default,
            "zone": "Asia/Makassar",
        },
    )
    return found


def _user(name: str, owner: Government) -> User:
    email = f"{name.lower()}@{owner.address}"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email=email, name=name, password=PASSWORD)


def _seat(user: User, part: Part, owner: Government) -> None:
    place = agency(part.agency, owner) if part.agency else None
    post, _ = Post.objects.get_or_create(
        government=owner, agency=place, title=part.title, defaults={"role": part.role}
    )
    Membership.objects.get_or_create(user=user, post=post, until=None, defaults={"since": SINCE})
