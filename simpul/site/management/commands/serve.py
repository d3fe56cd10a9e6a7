"""`simpul serve`: web, workers and live process in one terminal; Ctrl-C ends all."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from simpul.site import serve, startup_checks

PROGRAMS = {
    "web": ("web",),
    "quick": ("worker", "--queue", "quick"),
    "heavy": ("worker", "--queue", "heavy"),
    "live": ("live",),
}


class Command(BaseCommand):
    help = "Run web, workers and live process in one terminal until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        startup_checks.refuse_unsafe()
        live_port = settings.LIVE_PORT or settings.PORT + 1
        for name, port in (("SIMPUL_PORT", settings.PORT), ("SIMPUL_LIVE_PORT", live_port)):
            if not serve.is_free(settings.BIND, port):
                raise CommandError(f"Port {port} is in use by another program. Choose another with {name}.")
        call_command("collectstatic", interactive=False, verbosity=0)
        environment = dict(os.environ)
        if not settings.BEHIND_PROXY:  # then pages are told to fetch the stream from its own port
            environment["SIMPUL_LIVE_PORT"] = str(live_port)
        self.stdout.write(f"Simpul: http://localhost:{settings.PORT}/  (Ctrl-C ends all)")
        raise SystemExit(serve.Supervisor(PROGRAMS, environment).run())
