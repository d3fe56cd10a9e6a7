"""`simpul restore DIR`: a backup back into an installation, equal to it or refused."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from simpul.core import errors
from simpul.site import keys
from simpul.site.operation import installation, manifest, restore
from simpul.site.operation.manifest import Backup
from simpul.site.operation.restore import Restored
from simpul.web import formats


class Command(BaseCommand):
    help = "Restore the newest finished backup in DIR, or the one whose own folder DIR is."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--into", type=Path, metavar="DATA_DIR", help="another data folder: for a drill")
        parser.add_argument("--replace", action="store_true", help="replace an installation that holds data")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--list", action="store_true", help="only list the finished backups")
        what.add_argument("--check", action="store_true", help="only read the backup and compare checksums")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["into"]:
            raise SystemExit(_elsewhere(options))
        folder: Path = options["folder"].resolve()
        try:
            if options["list"]:
                self._list(manifest.finished(folder), as_json=options["json"])
                return
            backup = manifest.chosen(folder)
            if options["check"]:
                restore.check(backup)
                self.stdout.write(_("Cadangan %(folder)s utuh.") % {"folder": backup.folder})
                return
            self._print(_restore(backup, replace=options["replace"]), as_json=options["json"])
        except errors.SimpulError as error:
            raise CommandError(error.message) from error

    def _list(self, backups: list[Backup], *, as_json: bool) -> None:
        lines = [_facts(backup) for backup in backups]
        if as_json:
            self.stdout.write(json.dumps(lines))
            return
        zone = installation.zone()
        for backup in backups:
            made = backup.manifest
            size = formats.size(made.database["bytes"] + made.files["bytes"])
            moment = formats.moment(made.moment, zone)
            self.stdout.write(f"{backup.folder}  {moment}  {size}  Simpul {made.version}")

    def _print(self, restored: Restored, *, as_json: bool) -> None:
        if as_json:
            facts = {"aside": str(restored.aside or ""), "is_current": restored.is_current}
            self.stdout.write(json.dumps(_facts(restored.backup) | facts))
            return
        facts = {"folder": restored.backup.folder, "aside": restored.aside}
        self.stdout.write(_("Dipulihkan dan sama dengan cadangannya: %(folder)s") % facts)
        if restored.aside:
            self.stdout.write(
                _("Basis data sebelumnya disisihkan di %(aside)s. Hapus bila tak perlu.") % facts
            )
        if not restored.is_current:
            self.stdout.write(
                _("Cadangan ini dari versi lama. Jalankan `simpul upgrade`, lalu `simpul audit verify`.")
            )


def _restore(backup: Backup, *, replace: bool) -> Restored:
    here = installation.here()
    missing = keys.missing(settings)
    return restore.restore(backup=backup, installation=here, replace=replace, missing_keys=missing)


def _facts(backup: Backup) -> dict[str, Any]:
    made = backup.manifest
    facts = {"folder": str(backup.folder), "created_at": made.created_at, "version": made.version}
    return facts | {"files": made.files, "damaged": made.damaged, "rows": sum(made.tables.values())}


def _elsewhere(options: dict[str, Any]) -> int:
    """The same command in a program of its own, whose settings point to the other data folder.

    On PostgreSQL the database stays the one of SIMPUL_DATABASE_URL, which a drill sets to another one.
    """
    environment = os.environ | {
        "SIMPUL_DATA_DIR": str(options["into"].resolve()),
        "SIMPUL_KEYS_DIR": str(settings.KEYS_DIR),
    }
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        environment.pop("SIMPUL_DATABASE_URL", None)
    flags = [f"--{name}" for name in ("replace", "list", "check", "json") if options[name]]
    command = [sys.executable, "-m", "simpul", "restore", str(options["folder"].resolve()), *flags]
    return subprocess.run(command, env=environment, check=False).returncode
