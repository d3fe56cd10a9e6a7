"""The front door of the audit."""

from simpul.audit.operations import record

__all__ = ["record"]
