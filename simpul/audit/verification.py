"""Walking a chain from its first act to its last, and saying where it breaks.

Found without help from elsewhere: a row whose columns were changed, a row that was removed or came twice,
rows that changed places, an end that is not the last row's, a day's head that no longer fits. Not found
without it: a chain that somebody with the database in hand sealed anew from some row on, heads included.
Against that, `verify` takes heads that were mailed or printed and kept elsewhere; no more is claimed.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.audit import rules
from simpul.audit.errors import KeptHeadError
from simpul.audit.models import Chain, DailyHead, Entry
from simpul.audit.sealing import Head

BATCH = 1000
_KEPT_BREAKS = 100
_RESEALED = gettext_lazy(
    "Segel yang Anda simpan tidak cocok dengan nomor %(sequence)s: rantai disegel ulang atau dipotong."
)


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold: `kind` is a stable word for programs, `words` are for people."""

    sequence: int
    kind: str
    words: str


@dataclass
class Report:
    """What one walk found; at most 100 breaks are kept, `break_count` counts all."""

    government_id: int
    checked: int = 0
    head: Head | None = None
    unsealed: int = 0
    oldest_unsealed: dt.datetime | None = None
    break_count: int = 0
    breaks: list[Break] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.break_count == 0

    def add(self, sequence: int, kind: str, words: str, **more: object) -> None:
        """Note one break; `words` has places %(sequence)s and those of `more`."""
        self.break_count += 1
        if len(self.breaks) < _KEPT_BREAKS:
            self.breaks.append(Break(sequence, kind, words % {"sequence": sequence, **more}))


def parse_head(text: str) -> Head:
    """A kept head as it was mailed, "128:3f…"; raises KeptHeadError."""
    match = re.fullmatch(r"\s*([1-9]\d*):([0-9a-f]{64})\s*", text.lower())
    if match is None:
        raise KeptHeadError(text=text[:100])
    return Head(int(match[1]), match[2])


def verify(*, government_id: int, kept: Sequence[Head] = ()) -> Report:
    """Walk the chain of a government in batches, beside heads kept elsewhere if there are any.

    Work goes on meanwhile: the walk ends where the chain ended when it began.
    """
    report = Report(government_id)
    daily = list(DailyHead.everywhere.filter(government_id=government_id).order_by("day"))
    seals = {head.sequence: "" for head in (*daily, *kept)}
    end = _end(government_id)
    report.head = _walk(report, end.sequence, seals)
    _check_end(report, end)
    for head in daily:
        if seals[head.sequence] != head.seal:
            report.add(
                head.sequence, "segel-harian", _("Segel harian tidak cocok dengan nomor %(sequence)s.")
            )
    for given in kept:
        if seals[given.sequence] != given.seal:
            report.add(given.sequence, "segel-tersimpan", str(_RESEALED))
    _count_unsealed(report)
    return report


def _end(government_id: int) -> Head:
    chain = Chain.everywhere.filter(government_id=government_id).first()
    return Head(chain.sequence, chain.seal) if chain else Head(0, rules.GENESIS)


def _walk(report: Report, last: int, seals: dict[int, str]) -> Head | None:
    """Check every row up to `last`; fills in the seals asked for, returns the end as the rows have it."""
    before = Head(0, rules.GENESIS)
    for entry in _rows(report.government_id, last):
        before = _check_row(report, entry, before)
        if before.sequence in seals:
            seals[before.sequence] = before.seal
    if before.sequence < last:
        _miss(report, before.sequence + 1, last)
    return before if report.checked else None


def _rows(government_id: int, last: int) -> Iterator[Entry]:
    after = 0
    while True:
        rows = Entry.everywhere.filter(
            government_id=government_id, sequence__gt=after, sequence__lte=last
        ).order_by("sequence")
        batch = list(rows[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        after = cast(int, batch[-1].sequence)


def _check_row(report: Report, entry: Entry, before: Head) -> Head:
    """Check a row against the one before it; returns its place in the chain."""
    sequence = cast(int, entry.sequence)
    report.checked += 1
    if sequence != before.sequence + 1:
        _miss(report, before.sequence + 1, sequence - 1)
    elif entry.previous_seal != before.seal:
        report.add(
            sequence, "tidak-bersambung", _("Nomor %(sequence)s tidak menyambung ke nomor sebelumnya.")
        )
    if rules.seal_of(entry) != entry.seal:
        report.add(sequence, "berubah", _("Nomor %(sequence)s sudah berubah sejak disegel."))
    return Head(sequence, entry.seal)


def _miss(report: Report, first: int, last: int) -> None:
    words = (
        _("Nomor %(sequence)s hilang.") if first >= last else _("Nomor %(sequence)s sampai %(last)s hilang.")
    )
    report.add(first, "hilang", words, last=last)


def _check_end(report: Report, end: Head) -> None:
    rows = Entry.everywhere.filter(government_id=report.government_id, sequence__isnull=False)
    newest = rows.aggregate(newest=Max("sequence"))["newest"] or 0
    if newest > _end(report.government_id).sequence:  # read after the rows, since both grow meanwhile
        report.add(newest, "ujung", _("Nomor %(sequence)s berada di luar ujung rantai yang tercatat."))
    if report.head and report.head.sequence == end.sequence and report.head.seal != end.seal:
        report.add(end.sequence, "ujung", _("Ujung rantai tercatat tidak cocok dengan nomor %(sequence)s."))


def _count_unsealed(report: Report) -> None:
    waiting = Entry.everywhere.filter(government_id=report.government_id, sequence__isnull=True)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("at"))
    report.unsealed, report.oldest_unsealed = found["count"], found["oldest"]
