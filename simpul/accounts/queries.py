"""What pages of other areas ask about people."""

from collections.abc import Iterable

from simpul.accounts.models import Invitation, Restoration
from simpul.core import clock
from simpul.core.scope import Scope


def latest_invitations(scope: Scope, user_ids: Iterable[int]) -> dict[int, Invitation]:
    """The newest invitation of each of these people, by user id; one query.

    Who was never invited is left out.
    """
    rows = Invitation.objects.within(scope).filter(user_id__in=user_ids).order_by("issued_at", "pk")
    return {invitation.user_id: invitation for invitation in rows}


def waiting_restorations(scope: Scope) -> list[Restoration]:
    """What a second administrator may decide now, with person and asker loaded; newest first. One query."""
    rows = Restoration.objects.within(scope).waiting(clock.now())
    return list(rows.select_related("user", "requested_by"))
