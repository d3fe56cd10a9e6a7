"""`simpul check`: Django's own checks and those of an installation that others reach."""

import json
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from simpul.site import startup_checks
from simpul.site.startup_checks import Problem

# Said of a server that speaks TLS itself; here the proxy does (docs/operating/nginx.conf).
_OF_THE_PROXY = frozenset({"security.W005", "security.W008", "security.W021"})


class Command(BaseCommand):
    help = "Check settings, keys, folders, database and hosts; exit 1 when a start would be refused."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [*_of_django(), *startup_checks.problems()]
        if options["json"]:
            lines = [{"code": each.code, "words": each.words, "is_fatal": each.is_fatal} for each in found]
            self.stdout.write(json.dumps(lines, ensure_ascii=False))
        else:
            self._print(found)
        if any(problem.is_fatal for problem in found):
            raise SystemExit(1)

    def _print(self, found: list[Problem]) -> None:
        for problem in sorted(found, key=lambda each: not each.is_fatal):
            head = _("GALAT") if problem.is_fatal else _("PERHATIAN")
            self.stdout.write(f"{head}  {problem.words}")
        if not found:
            self.stdout.write(_("Semua pemeriksaan lulus."))
        if not startup_checks.is_exposed():
            self.stdout.write(_("Hanya menjawab di mesin ini sendiri; syarat server umum tidak diperiksa."))


def _of_django() -> list[Problem]:
    """Django's findings; those for deployment only where others reach the server."""
    messages = checks.run_checks(include_deployment_checks=startup_checks.is_exposed() and settings.HTTPS)
    return [
        Problem(str(each.id), f"{each.msg} ({each.id})", each.level >= checks.ERROR)
        for each in messages
        if each.id not in _OF_THE_PROXY and not each.is_silenced()
    ]
