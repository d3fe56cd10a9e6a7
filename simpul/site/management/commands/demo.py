"""`simpul demo`: load the demonstration."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from simpul.site import tasks
from simpul.site.demo import loading


class Command(BaseCommand):
    """Loads the demonstration through the same path as people use."""

    help = (
        "Load the demonstration: Paser, Penajam Paser Utara, Sarolangun, and the fictitious Kabupaten Contoh."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--small", action="store_true", help="a small form of Kabupaten Contoh, as the tests use it"
        )
        parser.add_argument("--background", action="store_true", help="Paser now, the rest by the workers")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demonstration's accounts are open to everybody. Set SIMPUL_DEMO=1 to allow it."
            )
        lines = self._in_background() if options["background"] else loading.load(small=options["small"])
        for line in lines:
            self.stdout.write(line)

    def _in_background(self) -> Iterator[str]:
        """Paser at once, so that it can be opened; the workers load the rest."""
        yield from loading.first()
        tasks.load_rest.enqueue(key="peragaan")
        yield "Daerah lain dan Kabupaten Contoh dimuat di belakang layar."
        yield loading.accounts()
