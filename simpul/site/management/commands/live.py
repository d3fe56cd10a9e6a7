"""`simpul live`: the live process alone, as a service manager starts it; the proxy leads /langsung/ to it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from simpul.site import serving


class Command(BaseCommand):
    help = "Serve live streams on SIMPUL_LIVE_PORT (default: SIMPUL_PORT + 1) until stopped."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        serving.serve_live(settings.LIVE_PORT or settings.PORT + 1)
