"""The number beside Tugas in the header."""

from typing import Any, cast

from django.http import HttpRequest

from simpul.core.scope import Scope
from simpul.workflow.models import LedgerEntry


def badge(request: HttpRequest) -> int:
    """How many duties wait for this person, once a request.

    Every page shows it, so it is one count in the ledger instead of all providers' queries: an ending
    counts at once, a new duty when the ledger has seen it, about a second later. Tugas Saya itself counts
    what it lists.
    """
    target = cast(Any, request)
    if not hasattr(target, "simpul_own_duties"):
        target.simpul_own_duties = _open_duties(target.scope)
    return cast(int, target.simpul_own_duties)


def remember(request: HttpRequest, count: int) -> None:
    """The page has counted the duties itself."""
    cast(Any, request).simpul_own_duties = count


def _open_duties(scope: Scope) -> int:
    if not scope.capabilities:
        return 0
    return cast(int, LedgerEntry.objects.within(scope).open().doable_within(scope).count())
