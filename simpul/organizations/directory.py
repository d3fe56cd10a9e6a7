"""People as the list and the page of one person show them: posts, account, second factor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from simpul.accounts import api as accounts
from simpul.accounts.models import User
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations.models import Government, Membership
from simpul.web import formats

WORKING, INVITED, UNINVITED, INACTIVE = "aktif", "diundang", "belum-diundang", "nonaktif"


@dataclass(frozen=True)
class Account:
    """How far a person's account is: a key to filter by, words, the icon of a state, and since when."""

    key: str
    words: str
    state: str
    detail: str = ""
    invitation: accounts.Invitation | None = None


@dataclass(frozen=True)
class Person:
    """One person of a government; `seats` are today's, the earliest first."""

    user: User
    seats: list[Membership]
    account: Account
    has_factor: bool


def account_states() -> list[tuple[str, str]]:
    """Keys and words of all states of an account."""
    return [
        (WORKING, _("Aktif")),
        (INVITED, _("Diundang")),
        (UNINVITED, _("Belum diundang")),
        (INACTIVE, _("Nonaktif")),
    ]


def in_state(rows: QuerySet[User], key: str, scope: Scope) -> QuerySet[User]:
    """Those of the people whose account is in this state; all when the key is none."""
    open_ones = accounts.Invitation.objects.within(scope).open(clock.now()).filter(user=OuterRef("pk"))
    without_password = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    conditions = {
        WORKING: Q(is_active=True) & ~without_password,
        INVITED: Q(is_active=True) & without_password & Exists(open_ones),
        UNINVITED: Q(is_active=True) & without_password & ~Exists(open_ones),
        INACTIVE: Q(is_active=False),
    }
    return rows.filter(conditions[key]) if key in conditions else rows


def people(scope: Scope, government: Government, users: Sequence[User]) -> list[Person]:
    """These people with their posts, invitations and factors; three queries."""
    keys = [user.pk for user in users]
    seats = _seats(scope, government, keys)
    invitations = accounts.latest_invitations(scope, keys)
    factors = accounts.enrolled(keys)
    return [
        Person(
            user,
            seats.get(user.pk, []),
            _account(user, invitations.get(user.pk), government),
            user.pk in factors,
        )
        for user in users
    ]


def _seats(scope: Scope, government: Government, keys: Iterable[int]) -> dict[int, list[Membership]]:
    held: dict[int, list[Membership]] = {}
    rows = Membership.objects.within(scope).on(clock.today(government.zone)).filter(user_id__in=keys)
    for membership in rows.select_related("post", "post__agency").order_by("since", "pk"):
        held.setdefault(membership.user_id, []).append(membership)
    return held


def _account(user: User, invitation: accounts.Invitation | None, government: Government) -> Account:
    if not user.is_active:
        since = user.deactivated_at
        detail = _("sejak %(day)s") % {"day": _day(since, government)} if since else ""
        return Account(INACTIVE, _("Nonaktif"), "kosong", detail, invitation)
    if user.has_usable_password():
        return Account(WORKING, _("Aktif"), "mutakhir", "", invitation)
    if invitation is None:
        return Account(UNINVITED, _("Belum diundang"), "tempo")
    return _invited(invitation, government)


def _invited(invitation: accounts.Invitation, government: Government) -> Account:
    state = invitation.state(clock.now())
    if state == accounts.InvitationState.OPEN:
        until = _("berlaku sampai %(day)s") % {"day": _day(invitation.expires_at, government)}
        detail = until if invitation.mailed_at else _("surel belum terkirim; %(until)s") % {"until": until}
        return Account(INVITED, _("Diundang"), "tempo", detail, invitation)
    words = (
        _("Undangan kedaluwarsa") if state == accounts.InvitationState.EXPIRED else _("Undangan dibatalkan")
    )
    return Account(UNINVITED, words, "terlambat", "", invitation)


def _day(instant: object, government: Government) -> str:
    return formats.date(clock.local(instant, government.zone).date())  # type: ignore[arg-type]
