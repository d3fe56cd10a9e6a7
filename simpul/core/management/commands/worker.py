"""`simpul worker --queue quick|heavy`: run background jobs; `simpul serve` starts one of each."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from simpul.core.jobs import declare
from simpul.core.jobs.worker import Worker


class Command(BaseCommand):
    help = "Run background jobs of one queue until stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queue", choices=declare.QUEUES, default="quick")
        parser.add_argument(
            "--interval", type=float, default=0.2, help="seconds between two looks at an empty queue"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        Worker(options["queue"], options["interval"]).run()
