"""`simpul keys`: make the keys of a new installation."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from simpul.core import errors
from simpul.site import keys


class Command(BaseCommand):
    help = "Make secret.key and file.key in SIMPUL_KEYS_DIR; refuses to overwrite a key."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rotate", action="store_true", help="add a new key to file.key; old keys still open"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        place = settings.KEYS_DIR
        try:
            paths = [keys.rotate(place)] if options["rotate"] else keys.create(place)
        except errors.SimpulError as error:
            raise CommandError(error.message) from error
        if options["json"]:
            self.stdout.write(json.dumps({"keys": [str(path) for path in paths]}))
            return
        for path in paths:
            self.stdout.write(_("Ditulis: %(path)s (hanya terbaca oleh pemiliknya)") % {"path": path})
        self.stdout.write(
            _("Simpan salinannya di luar server ini. Cadangan tidak memuat kunci dan percuma tanpanya.")
        )
