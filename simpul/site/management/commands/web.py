"""`simpul web`: the web processes alone, as a service manager starts them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from simpul.site import serving


class Command(BaseCommand):
    help = "Serve pages on SIMPUL_PORT until stopped."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        serving.serve_web(settings.PORT)
