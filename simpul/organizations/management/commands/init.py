"""`simpul init`: a real region from nothing."""

import json
import sys
from argparse import BooleanOptionalAction
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils.translation import gettext as _

from simpul.core import clock
from simpul.core.errors import SimpulError
from simpul.core.scope import Scope
from simpul.organizations import start_codes
from simpul.organizations.areas import load
from simpul.organizations.models import Area, Government
from simpul.organizations.models.government import OfficeWeek
from simpul.organizations.operations import governments, starts

SCOPE = Scope.system("simpul init")
OPTIONS = ("area", "name", "short_name", "address", "zone", "office_week", "admin_name", "admin_email")


class Command(BaseCommand):
    help = "Start a real region: government, address, time zone, first administrator; no demonstration data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", help="Kemendagri code of the kabupaten, kota or province, e.g. 64.01")
        parser.add_argument("--name", help="full name; the name of the area if left out")
        parser.add_argument("--short-name", help="short name; the name without its kind if left out")
        parser.add_argument("--address", help="host name of the pages, e.g. simpul.paserkab.go.id")
        parser.add_argument("--zone", choices=list(clock.ZONES), help="that of the area if left out")
        parser.add_argument("--office-week", type=int, choices=OfficeWeek.values, help="working days a week")
        parser.add_argument("--admin-name", help="name of the first administrator")
        parser.add_argument("--admin-email", help="mail address of the first administrator")
        parser.add_argument("--origin", default="", help="where links lead, http://localhost:8000")
        parser.add_argument("--web", action="store_true", help="print a link to do the same in the browser")
        parser.add_argument(
            "--interactive", action=BooleanOptionalAction, default=None, help="ask for the rest"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = bool(options["json"])
        try:
            self._prepare()
            if options["web"]:
                self._offer_browser(options["origin"])
                return
            facts = self._facts(options)
            started = starts.start_government(scope=SCOPE, origin=options["origin"], **facts)
        except SimpulError as error:
            raise CommandError(error.message) from error
        except ValidationError as error:
            raise CommandError("\n".join(_sentences(error))) from error
        self._report(started)

    def _prepare(self) -> None:
        """Tables and area codes, so that an empty folder is enough to begin."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say(_("Menyiapkan basis data …"))
            call_command("migrate", verbosity=0, interactive=False)
        if not Area.objects.exists():
            self._say(_("Memuat kode wilayah Indonesia, sekali saja …"))
            load.load(day=clock.today("Asia/Jakarta"))

    def _offer_browser(self, origin: str) -> None:
        link = f"{(origin or 'http://localhost:8000').rstrip('/')}/kelola/mulai/?kode={start_codes.issue()}"
        if self.quiet:
            self.stdout.write(json.dumps({"link": link}))
            return
        self._say(_("Buka tautan ini dalam 24 jam untuk memulai di peramban:"))
        self._say(link)

    def _facts(self, options: dict[str, Any]) -> dict[str, Any]:
        """What was given, else what was typed, else what follows from the area."""
        asks = options["interactive"] if options["interactive"] is not None else sys.stdin.isatty()
        facts = {key: options[key] for key in OPTIONS if options[key] not in (None, "")}
        if asks and not self.quiet:
            self._ask(facts)
        if "area" in facts:
            governments.refuse_unknown_area(facts["area"])
        for key, value in starts.suggestions(facts.get("area", "")).items():
            facts.setdefault(key, value)
        missing = [f"--{key.replace('_', '-')}" for key in OPTIONS if key not in facts]
        if missing:
            raise CommandError(_("Belum disebut: %(options)s.") % {"options": ", ".join(missing)})
        _email(facts["admin_email"])
        return {"area_code": facts.pop("area"), **facts}

    def _ask(self, facts: dict[str, Any]) -> None:
        self._say(_("Enter memakai yang di dalam kurung."))
        for key, question, check in _questions():
            if key not in facts:
                suggested = starts.suggestions(facts.get("area", "")).get(key, "")
                facts[key] = self._answer(question, str(suggested), check)

    def _answer(self, question: str, suggested: str, check: Callable[[str], Any]) -> Any:
        while True:
            hint = f" [{suggested}]" if suggested else ""
            typed = input(f"{question}{hint}: ").strip() or suggested
            try:
                return check(typed)
            except SimpulError as error:
                self._say(error.message)
            except ValidationError as error:
                self._say(" ".join(_sentences(error)))

    def _report(self, started: starts.Started) -> None:
        government, warnings = started.government, _warnings(started.government)
        if self.quiet:
            facts = {
                "government": government.pk,
                "name": government.name,
                "address": government.address,
                "administrator": started.administrator.email,
                "invitation": started.link,
                "mailed": started.was_mailed,
                "warnings": warnings,
            }
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        self._say(_("%(name)s siap di alamat %(address)s.") % vars(government))
        self._say(_invitation(started))
        for sentence in warnings:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        if not self.quiet:
            self.stdout.write(sentence)


def _questions() -> list[tuple[str, str, Callable[[str], Any]]]:
    return [
        ("area", _("Kode wilayah Kemendagri, misalnya 64.01"), _area),
        ("name", _("Nama lengkap pemerintah daerah"), _filled),
        ("short_name", _("Nama singkat"), _filled),
        ("address", _("Alamat situs, misalnya simpul.paserkab.go.id"), governments.usable_address),
        ("zone", _("Zona waktu: %(zones)s") % {"zones": ", ".join(clock.ZONES)}, _zone),
        ("office_week", _("Hari kerja seminggu, 5 atau 6"), _office_week),
        ("admin_name", _("Nama administrator pertama"), _filled),
        ("admin_email", _("Surel administrator pertama"), _email),
    ]


def _area(code: str) -> str:
    governments.refuse_unknown_area(code)
    return code


def _filled(text: str) -> str:
    if not text:
        raise ValidationError(_("Harus diisi."))
    return text


def _zone(zone: str) -> str:
    if zone not in clock.ZONES:
        raise ValidationError(_("Pilih salah satu: %(zones)s.") % {"zones": ", ".join(clock.ZONES)})
    return zone


def _office_week(days: str) -> int:
    if days not in map(str, OfficeWeek.values):
        raise ValidationError(_("Tulis 5 atau 6."))
    return int(days)


def _email(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(_("%(address)s bukan alamat surel.") % {"address": address}) from error
    return address


def _sentences(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{field}: {sentence}" for field, found in error.message_dict.items() for sentence in found]
    return list(error.messages)


def _warnings(government: Government) -> list[str]:
    """What stands in the way of opening the pages, with the setting to change."""
    if validate_host(government.address, settings.ALLOWED_HOSTS):
        return []
    facts = {"address": government.address}
    return [_("Alamat %(address)s belum ada di SIMPUL_HOSTS. Tambahkan, lalu jalankan ulang Simpul.") % facts]


def _invitation(started: starts.Started) -> str:
    facts = {"email": started.administrator.email, "link": started.link}
    if not started.link:
        return _("%(email)s sudah punya akun dan dapat langsung masuk.") % facts
    if started.was_mailed:
        return _("Undangan dikirim ke %(email)s. Tautannya juga: %(link)s") % facts
    return _("Surel belum dapat dikirim. Serahkan tautan ini kepada %(email)s: %(link)s") % facts
