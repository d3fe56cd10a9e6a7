"""Second factors of people: who has one, who must have one, and taking all of them away."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator

from simpul.accounts import rules
from simpul.accounts.models import User
from simpul.core.scope import Scope

# Recovery codes stand in for one of these and count for nothing alone.
_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def enrolled(user_ids: Iterable[int]) -> frozenset[int]:
    """Those of these people who have a second factor; one query."""
    found = Authenticator.objects.filter(user_id__in=user_ids, type__in=_KINDS)
    return frozenset(found.values_list("user_id", flat=True))


def is_due(user: User, scope: Scope) -> bool:
    """True when the person must enrol a second factor: their role demands it, or a restoration took it."""
    wanted = user.must_enrol or rules.demands_factor(scope)
    return wanted and user.pk not in enrolled([user.pk])


def remove_all(user_id: int) -> int:
    """Take away every factor and the recovery codes; returns how many rows went."""
    count, _ = Authenticator.objects.filter(user_id=user_id).delete()
    return int(count)
