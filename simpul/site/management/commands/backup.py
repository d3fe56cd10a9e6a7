"""`simpul backup DIR`: one consistent backup, while people work."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from simpul.core import errors
from simpul.site.operation import schedule
from simpul.site.operation.schedule import Outcome
from simpul.web import formats


class Command(BaseCommand):
    help = "Back up database and files into a folder, thin out older backups; keys are never part of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, help="SIMPUL_BACKUP_DIR without it", metavar="DIR"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        root = (options["folder"] or settings.BACKUP_DIR).resolve()
        try:
            outcome = schedule.back_up(root=root)
        except errors.SimpulError as error:
            raise CommandError(error.message) from error
        manifest = outcome.backup.manifest
        if options["json"]:
            facts = {"folder": str(outcome.backup.folder), "removed": [each.name for each in outcome.removed]}
            self.stdout.write(json.dumps(facts | {"files": manifest.files, "damaged": manifest.damaged}))
        else:
            self._print(outcome)
        if manifest.damaged:
            raise SystemExit(1)

    def _print(self, outcome: Outcome) -> None:
        manifest = outcome.backup.manifest
        facts = {
            "folder": outcome.backup.folder,
            "rows": formats.number(sum(manifest.tables.values())),
            "files": formats.number(manifest.files["count"]),
            "size": formats.size(manifest.files["bytes"] + manifest.database["bytes"]),
        }
        self.stdout.write(_("Cadangan selesai: %(folder)s") % facts)
        self.stdout.write(_("%(rows)s baris, %(files)s berkas, %(size)s. Kunci tidak termasuk.") % facts)
        if outcome.removed:
            names = ", ".join(each.name for each in outcome.removed)
            self.stdout.write(_("Cadangan lama dihapus menurut masa simpan: %(names)s") % {"names": names})
        for sha256 in manifest.damaged:
            words = _("Isi berkas %(sha256)s hilang atau rusak; tidak dapat dicadangkan.")
            self.stderr.write(words % {"sha256": sha256})
