"""`simpul areas load`: area codes of Indonesia into the database."""

import datetime as dt
import json
import time
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from simpul.core import clock, errors
from simpul.organizations.areas import load


class Command(BaseCommand):
    help = "Load the area codes of Indonesia; running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--province", action="append", default=[], help="only this one, e.g. 64; repeatable"
        )
        parser.add_argument(
            "--date", type=dt.date.fromisoformat, help="day that dates changes, YYYY-MM-DD; today if left out"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        quiet = options["json"] or options["verbosity"] == 0
        try:
            loaded = load.load(
                day=options["date"] or clock.today("Asia/Jakarta"),
                provinces=options["province"],
                progress=(lambda _province, _count: None) if quiet else self._progress,
            )
        except errors.SimpulError as error:
            raise CommandError(error.message) from error
        seconds = round(time.monotonic() - started, 1)
        if options["json"]:
            self.stdout.write(json.dumps({**asdict(loaded), "seconds": seconds}))
        elif not quiet:
            self._report(loaded, seconds)

    def _progress(self, province: str, count: int) -> None:
        self.stdout.write(
            _("Provinsi %(province)s: %(count)s wilayah") % {"province": province, "count": count}
        )

    def _report(self, loaded: load.Loaded, seconds: float) -> None:
        self.stdout.write(
            _(
                "%(total)s wilayah dalam %(seconds)s detik: %(added)s baru, %(renamed)s berganti nama, "
                "%(ended)s berakhir, %(completed)s dilengkapi."
            )
            % {**asdict(loaded), "seconds": seconds}
        )
