"""The front door of the audit."""

from simpul.audit.errors import ImmutableEntryError
from simpul.audit.governments import Known, provided_by
from simpul.audit.governments import known as known_governments
from simpul.audit.models import Entry
from simpul.audit.operations import record
from simpul.audit.queries import Asked, Standing, actions, entries, standing
from simpul.audit.sealing import Head, head, seal_pending
from simpul.audit.verification import Report, parse_head, verify

__all__ = [
    "Asked",
    "Entry",
    "Head",
    "ImmutableEntryError",
    "Known",
    "Report",
    "Standing",
    "actions",
    "entries",
    "head",
    "known_governments",
    "parse_head",
    "provided_by",
    "record",
    "seal_pending",
    "standing",
    "verify",
]
