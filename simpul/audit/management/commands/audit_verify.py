"""`simpul audit verify`: walk the chains and say where they break."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from simpul.audit import governments, verification
from simpul.audit.governments import Known
from simpul.audit.sealing import Head
from simpul.audit.verification import Report
from simpul.core import errors
from simpul.web import formats


class Command(BaseCommand):
    help = "Walk the audit's chain of seals; exit 1 when it breaks anywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--government", metavar="CODE", help="area code, such as 64.01; all without it")
        parser.add_argument(
            "--head",
            metavar="SEQ:SEAL",
            action="append",
            default=[],
            help="a head kept elsewhere, from a daily mail or a brief; may be given several times",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen, kept = _arguments(options["government"], options["head"])
        except errors.SimpulError as error:
            raise CommandError(error.message) from error
        found = [(each, verification.verify(government_id=each.id, kept=kept)) for each in chosen]
        if options["json"]:
            data = [_as_data(*pair) for pair in found]
            self.stdout.write(json.dumps(data, ensure_ascii=False, default=str))
        else:
            for government, report in found:
                self._print(government, report, has_kept=bool(kept))
        if not all(report.holds for _government, report in found):
            raise SystemExit(1)

    def _print(self, government: Known, report: Report, *, has_kept: bool) -> None:
        self.stdout.write(f"{government.name} ({government.code})")
        self.stdout.write(f"  {_summary(report)}")
        for each in report.breaks:
            self.stdout.write(f"  {each.words}")
        if report.break_count > len(report.breaks):
            left = report.break_count - len(report.breaks)
            self.stdout.write("  " + _("dan %(count)s temuan lain.") % {"count": left})
        if report.head:
            self.stdout.write("  " + _("Segel terakhir: %(head)s") % {"head": report.head})
        if report.oldest_unsealed:
            oldest = formats.moment(report.oldest_unsealed, government.zone)
            facts = {"count": report.unsealed, "oldest": oldest}
            self.stdout.write("  " + _("Belum disegel: %(count)s, tertua %(oldest)s.") % facts)
        if report.holds and not has_kept:
            self.stdout.write("  " + _("Penyegelan ulang hanya ketahuan dengan --head dari surel harian."))


def _arguments(code: str | None, heads: list[str]) -> tuple[list[Known], list[Head]]:
    chosen = [governments.with_code(code)] if code else governments.known()
    kept = [verification.parse_head(text) for text in heads]
    if kept and len(chosen) != 1:
        raise errors.SimpulError(_("Sebut pemerintah daerahnya: --government KODE bersama --head."))
    return chosen, kept


def _summary(report: Report) -> str:
    if report.holds:
        return _("Utuh: %(count)s tindakan diperiksa.") % {"count": report.checked}
    facts = {"count": report.checked, "breaks": report.break_count}
    return _("TIDAK UTUH: %(breaks)s temuan dalam %(count)s tindakan.") % facts


def _as_data(government: Known, report: Report) -> dict[str, Any]:
    return {
        "government": government.code,
        "holds": report.holds,
        "checked": report.checked,
        "head": str(report.head) if report.head else None,
        "unsealed": report.unsealed,
        "oldest_unsealed": report.oldest_unsealed,
        "break_count": report.break_count,
        "breaks": [asdict(each) for each in report.breaks],
    }
