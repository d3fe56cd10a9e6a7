"""`simpul areas outlines FILE.geojson`: check outlines and store them for a government."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from simpul.core import errors
from simpul.core.scope import Scope
from simpul.organizations.areas import checking, codes, geojson, outlines
from simpul.organizations.models import AreaLevel, Government

_LEVELS = {level.name.lower(): level for level in AreaLevel}


class Command(BaseCommand):
    help = "Store the outlines of a GeoJSON file, all or none; exit 1 when a feature is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--government", required=True, help="its area code, e.g. 64.01")
        parser.add_argument("--level", choices=_LEVELS, help="take features of this level only")
        parser.add_argument("--property", default="", help="the property that holds the area code")
        parser.add_argument("--check", action="store_true", help="say what would happen, store nothing")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            government = _government(options["government"])
            checked = checking.check(
                government,
                _read(options["file"]),
                level=_LEVELS.get(options["level"] or ""),
                code_property=options["property"],
                limit=geojson.COMMAND_LIMIT_BYTES,
            )
            if checked.is_savable and not options["check"]:
                scope = Scope.system("simpul areas outlines", government.pk)
                source = options["file"].name
                outlines.save(scope=scope, government=government, checked=checked, source=source)
        except errors.SimpulError as error:
            raise CommandError(error.message) from error
        stored = checked.is_savable and not options["check"]
        self._report(checked, stored, as_json=options["json"])
        if checked.refused:
            raise CommandError(_("Tidak ada yang disimpan. Betulkan bidang di atas lalu ulangi."))

    def _report(self, checked: checking.Checked, stored: bool, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_as_data(checked, stored)))
            return
        for refused in checked.refused:
            said = {"position": refused.position, "reason": refused.reason}
            self.stdout.write(_("Bidang ke-%(position)s ditolak: %(reason)s") % said)
        for repaired in checked.repaired:
            self.stdout.write(f"{repaired.code} {repaired.name}: {repaired.repair}")
        said = {"accepted": len(checked.accepted), "refused": len(checked.refused)}
        self.stdout.write(_("%(accepted)s bidang baik, %(refused)s ditolak.") % said)
        if stored:
            self.stdout.write(_("Tersimpan."))


def _government(written: str) -> Government:
    code = codes.normalised(written)
    government = Government.objects.filter(area_code=code).first()
    if government is None:
        raise CommandError(_("Tidak ada pemerintah daerah dengan kode %(code)s.") % {"code": written})
    return government


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(_("Berkas %(path)s tidak terbaca.") % {"path": path}) from error


def _as_data(checked: checking.Checked, stored: bool) -> dict[str, Any]:
    return {
        "stored": stored,
        "code_property": checked.code_property,
        "accepted": [
            {"position": feature.position, "code": feature.code, "repair": feature.repair}
            for feature in checked.accepted
        ],
        "refused": [
            {"position": feature.position, "code": feature.code, "reason": feature.reason}
            for feature in checked.refused
        ],
    }
