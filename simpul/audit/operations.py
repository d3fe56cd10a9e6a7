"""Writing the record."""

from typing import Any

from simpul.audit import rules
from simpul.audit.models import Entry
from simpul.core import clock, request_id
from simpul.core.scope import Scope


def record(
    *, scope: Scope, government_id: int, action: str, object_kind: str, object_key: object, **details: Any
) -> Entry:
    """Append one act to the record of a government, in the transaction of the act itself.

    `details` are ids, codes, states, counts and checksums: never a personal value. What looks like one (an
    address of mail, a NIK, a mobile number) is masked here and in the key; a name nobody can recognise.
    """
    return Entry.everywhere.create(
        government_id=government_id,
        at=clock.now(),
        actor_id=scope.actor_id,
        actor_label=scope.actor_label,
        post_label=scope.post_label,
        action=action,
        object_kind=object_kind,
        object_key=rules.without_personal(str(object_key)),
        details=rules.plain(details),
        request_id=request_id.current(),
    )
