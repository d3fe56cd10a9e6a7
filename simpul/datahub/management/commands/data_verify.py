"""`simpul data verify`: are the files of all releases there, and are they what they were?"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from simpul.core.scope import Scope
from simpul.datahub.releases import operations
from simpul.datahub.releases.models import Release


class Command(BaseCommand):
    """Exit 0 only when every release has its file with its checksum."""

    help = "Compare the checksum of every release with its file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print for programs")

    def handle(self, *_args: Any, **options: Any) -> None:
        scope = Scope.system("memeriksa sidik berkas rilis")
        total = Release.objects.within(scope).count()
        found = [
            {"dataset": release.dataset.code, "release": release.number, "problem": problem}
            for release, problem in operations.verify_files(scope)
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"releases": total, "problems": found}))
        else:
            for problem in found:
                self.stdout.write("{dataset} rilis {release}: {problem}".format(**problem))
            self.stdout.write(f"{total} rilis diperiksa, {len(found)} bermasalah.")
        if found:
            raise SystemExit(1)
