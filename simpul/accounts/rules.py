"""Spans of time and the roles that matter, apart from any request."""

import datetime as dt

from simpul.core.scope import Scope

INVITATION_LASTS = dt.timedelta(days=7)
RESTORATION_LASTS = dt.timedelta(hours=24)

# Whoever holds one of these can change what others rely on, so a stolen password alone must not be enough.
DEMANDING = frozenset(
    {"data.verify", "people.manage", "settings.manage", "account.restore", "operation.manage"}
)


def demands_factor(scope: Scope) -> bool:
    """True when the caller's capabilities call for a second factor; system work has no person to ask."""
    return not scope.is_system and bool(scope.capabilities & DEMANDING)
