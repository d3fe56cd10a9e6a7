"""Sealing: acts on record join the chain of their government in the order in which they are found.

The order is that of sealing, not of the row's key: on PostgreSQL a transaction with a smaller key may commit
after one with a larger key was sealed, and simply comes later in the chain.
"""

from dataclasses import dataclass

from django.db import models, transaction

from simpul.audit import rules
from simpul.audit.errors import SealRaceError
from simpul.audit.models import Chain, Entry
from simpul.core import clock

BATCH = 500


@dataclass(frozen=True)
class Head:
    """The end of a chain; its text is what is mailed, printed and later given to `simpul audit verify`."""

    sequence: int
    seal: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.seal}"


def head(government_id: int) -> Head | None:
    """The end of a government's chain; None while nothing is sealed."""
    chain = Chain.everywhere.filter(government_id=government_id, sequence__gt=0).first()
    return Head(chain.sequence, chain.seal) if chain else None


def seal_pending() -> int:
    """Seal what is not sealed yet, of all governments; return how many acts."""
    waiting = Entry.everywhere.filter(sequence__isnull=True).order_by("government_id")
    found = list(waiting.values_list("government_id", flat=True).distinct())
    return sum(seal_government(government_id=government_id) for government_id in found)


def seal_government(*, government_id: int) -> int:
    """Seal what a government has waiting; return how many acts, 0 also when another process is at it."""
    Chain.everywhere.get_or_create(government_id=government_id, defaults={"seal": rules.GENESIS})
    total = 0
    while sealed := _seal_batch(government_id):
        total += sealed
    return total


@transaction.atomic
def _seal_batch(government_id: int) -> int:
    # PostgreSQL: whoever does not get the row gives way. SQLite: the transaction itself is the lock.
    chain = Chain.everywhere.select_for_update(skip_locked=True).filter(government_id=government_id).first()
    if chain is None:
        return 0
    waiting = Entry.everywhere.filter(government_id=government_id, sequence__isnull=True)
    entries = list(waiting.order_by("id")[:BATCH])
    end = Head(chain.sequence, chain.seal)
    for entry in entries:
        end = _seal(entry, end)
    if entries:
        _move(chain, end)
    return len(entries)


def _seal(entry: Entry, before: Head) -> Head:
    entry.sequence, entry.previous_seal = before.sequence + 1, before.seal
    entry.seal = rules.seal_of(entry)
    # The plain QuerySet is the one door past the append-only one, and opens for unsealed rows alone.
    row: models.QuerySet[Entry] = models.QuerySet(Entry).filter(pk=entry.pk, sequence__isnull=True)
    if row.update(sequence=entry.sequence, previous_seal=entry.previous_seal, seal=entry.seal) != 1:
        raise SealRaceError()
    return Head(entry.sequence, entry.seal)


def _move(chain: Chain, end: Head) -> None:
    row = Chain.everywhere.filter(pk=chain.pk, sequence=chain.sequence, seal=chain.seal)
    if row.update(sequence=end.sequence, seal=end.seal, sealed_at=clock.now()) != 1:
        raise SealRaceError()
