"""`simpul upgrade`: backup, migrate, check, and the way back."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from simpul.core import errors
from simpul.site.operation import installation, upgrade


class Command(BaseCommand):
    help = "Bring the data up to the installed version; Simpul must be stopped meanwhile."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--backup-dir", type=Path, metavar="DIR", help="instead of SIMPUL_BACKUP_DIR")
        parser.add_argument("--auto-back", action="store_true", help="restore the backup when a step fails")

    def handle(self, *args: Any, **options: Any) -> None:
        root = (options["backup_dir"] or settings.BACKUP_DIR).resolve()
        here = installation.here()
        try:
            upgrade.upgrade(
                root=root, installation=here, auto_back=options["auto_back"], say=self.stdout.write
            )
        except errors.SimpulError as error:
            raise CommandError(error.message) from error
        self.stdout.write(_("Selesai: Simpul %(version)s siap dijalankan.") % {"version": here.version})
