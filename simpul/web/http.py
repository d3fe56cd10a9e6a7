"""The request as every view of Simpul gets it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from simpul.core.scope import Scope

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request whose government and scope are settled; `government` is typed by the area that knows it."""

    government: Any
    scope: Scope
    seat_label: str
    htmx: "HtmxDetails"
