"""The government as letters name it, and the address at which the links in them lead back."""

from django.conf import settings

from simpul.accounts.places import Place
from simpul.organizations.models import Government


def place_of_government(government: Government, origin: str = "") -> Place:
    """The place of a government where no request tells the address (command line, jobs).

    `origin` is scheme and host as somebody used them ("http://localhost:8000"), else what the settings say.
    """
    scheme = "https" if settings.HTTPS else "http"
    found = origin.rstrip("/") or f"{scheme}://{government.address}"
    return Place(government.pk, government.short_name, found, government.zone)
