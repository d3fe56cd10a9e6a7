"""Which government answers at a host name; remembered for a second, so that a page does not ask each time."""

import time

from django.db.models import F

from simpul.organizations.models import Government

_REMEMBERED_SECONDS = 1.0
_memory: dict[str, tuple[float, Government | None]] = {}


def government_at(host: str) -> Government | None:
    """The government of this host name, else the default one, else None."""
    now = time.monotonic()
    known = _memory.get(host)
    if known and now - known[0] < _REMEMBERED_SECONDS:
        return known[1]
    government = (
        Government.objects.filter(address=host.lower()).first()
        or Government.objects.filter(is_default=True).first()
    )
    if len(_memory) > 1000:  # host names come from outside
        _memory.clear()
    _memory[host] = (now, government)
    return government


def forget() -> None:
    """Drop what this process remembers; called when a government changes."""
    _memory.clear()


def touch(government_id: int) -> None:
    """What the public sees of this government changed: its cached pages are no longer served."""
    Government.objects.filter(pk=government_id).update(content_version=F("content_version") + 1)
    forget()
