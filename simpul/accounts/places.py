"""The government as a letter names it; governments themselves live in an upper area."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Place:
    """Whose letter it is, and where its links lead.

    `origin` is scheme and host without a slash at the end, "https://simpul.paserkab.go.id"; `zone` is a time
    zone such as "Asia/Makassar".
    """

    government_id: int
    name: str
    origin: str
    zone: str


def place_of(request: HttpRequest) -> Place:
    """The place of the government whose page is open."""
    government = request.government  # type: ignore[attr-defined]
    origin = f"{request.scheme}://{request.get_host()}"
    return Place(government.pk, government.short_name, origin, government.zone)
