"""What every page knows: whose it is, who looks at it, and where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from simpul.web import navigation


def page(request: HttpRequest) -> dict[str, Any]:
    """`government` (None before set-up), `seat_label`, and the ways, counted only when a page shows them."""
    return {
        "is_demonstration": settings.DEMO,
        "government": getattr(request, "government", None),
        "seat_label": getattr(request, "seat_label", ""),
        "navigation": SimpleLazyObject(lambda: navigation.items_for(request)),
        "footer_navigation": SimpleLazyObject(lambda: navigation.footer_for(request)),
    }
