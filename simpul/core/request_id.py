"""The identity of the request that is being answered, for logs, error pages and the audit."""

import contextvars
import secrets

_current: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


def current() -> str:
    """The id, or "" outside a request."""
    return _current.get()


def begin() -> str:
    """Start a new id for this request and return it."""
    value = secrets.token_hex(6)
    _current.set(value)
    return value
