"""Who the governments are: told by an area above, since the audit stands below it and knows only ids."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simpul.audit.errors import UnknownGovernmentError


@dataclass(frozen=True)
class Known:
    """A government as the audit needs it: `code` is its area code, `zone` for example Asia/Makassar."""

    id: int
    code: str
    name: str
    zone: str


_providers: list[Callable[[], Iterable[Known]]] = []


def provided_by(provider: Callable[[], Iterable[Known]]) -> None:
    """Name who answers; called once when the program starts."""
    _providers[:] = [provider]


def known() -> list[Known]:
    """All governments, by code."""
    found = [government for provider in _providers for government in provider()]
    return sorted(found, key=lambda government: (government.code, government.id))


def with_code(code: str) -> Known:
    """The government with this area code; raises UnknownGovernmentError, which names those there are."""
    candidates = known()
    found = next((government for government in candidates if government.code == code), None)
    if found is None:
        raise UnknownGovernmentError(code=code, known=", ".join(each.code for each in candidates) or "-")
    return found
