"""Areas that must not import each other meet here, where everyone is known."""

from collections.abc import Iterator

from simpul.audit import api as audit
from simpul.organizations import api as organizations


def make() -> None:
    """Called once when the program starts."""
    audit.provided_by(_governments)


def _governments() -> Iterator[audit.Known]:
    for government in organizations.Government.objects.all():
        yield audit.Known(government.pk, government.area_code, government.name, government.zone)
