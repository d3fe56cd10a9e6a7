"""Ending a duty."""

from functools import partial

from django.db import transaction

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.workflow import tasks
from simpul.workflow.enums import EndReason
from simpul.workflow.models import LedgerEntry


@transaction.atomic
def end(
    *, scope: Scope, kind: str, object_key: object, duty: str, reason: str, government_id: int | None = None
) -> bool:
    """Say in the ledger why a duty is over, in the transaction of the act that fulfils it.

    True when the ledger knew it. A duty done before the ledger saw it leaves a closed row, so that it is
    not taken for a lost one. `reason` is a word of the area ("disetujui"), or EndReason.WITHDRAWN when
    nobody need do it any more; `hilang` is refused. The government is that of the scope; a scope of several
    names it. Raises ValueError where these are missing.
    """
    if not reason or reason == EndReason.VANISHED:
        raise ValueError("a duty ends for a reason")
    owner = organizations.Government.objects.get(pk=_government_id(scope, government_id))
    ending = {"ended_at": clock.now(), "ended_on": clock.today(owner.zone), "ended_reason": reason}
    rows = LedgerEntry.objects.within(scope).filter(government=owner)
    was_known = bool(rows.open().of_key(kind, str(object_key), duty).update(**ending))
    if not was_known:
        LedgerEntry.objects.create(
            government=owner,
            kind=kind,
            object_key=str(object_key),
            duty=duty,
            first_seen=ending["ended_at"],
            **ending,
        )
    transaction.on_commit(partial(tasks.reconcile_soon, owner.pk), robust=True)
    return was_known


def _government_id(scope: Scope, named: int | None) -> int:
    if named is None and scope.governments is not None and len(scope.governments) == 1:
        (named,) = scope.governments
    if named is None or not scope.covers_government(named):
        raise ValueError("say in which government of the scope the duty ends")
    return named
