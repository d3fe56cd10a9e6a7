"""`simpul holidays FILE.csv`: days off that the calendar library does not know."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.workflow import holiday_sheet
from simpul.workflow.errors import HolidaySheetError
from simpul.workflow.operations.holidays import import_holidays


class Command(BaseCommand):
    """Puts the days of the list in place of those imported before for the same years."""

    help = "Load days off (CSV: tanggal, nama, jenis, sumber) for the whole country or one government."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV file, UTF-8")
        parser.add_argument("--government", default="", metavar="ADDRESS", help="host name of one government")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            days = holiday_sheet.read(options["file"].read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']}: {error}") from None
        except HolidaySheetError as error:
            raise CommandError("\n".join([error.message, *error.faults])) from None
        years = import_holidays(
            scope=Scope.system("simpul holidays"), government=_government(options["government"]), days=days
        )
        self.stdout.write(f"{len(days)} days off loaded: {', '.join(str(year) for year in years)}")


def _government(address: str) -> organizations.Government | None:
    if not address:
        return None
    found = organizations.Government.objects.filter(address=address).first()
    if found is None:
        raise CommandError(f"no government stands at {address}")
    return found
