"""`simpul data check DATASET FILE`: the same report that the upload page shows."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from simpul.core import clock, periods
from simpul.core.errors import SimpulError
from simpul.core.scope import Scope
from simpul.datahub.checks import engine, surroundings
from simpul.datahub.checks.findings import Report
from simpul.datahub.intake import sheets
from simpul.datahub.releases import queries as releases
from simpul.datahub.standards.models import Dataset


class Command(BaseCommand):
    """Exit 1 when something must be mended, 2 when the file cannot be read."""

    help = "Check a file against a data set, as the upload page would."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dataset", help="code of the data set")
        parser.add_argument("file", type=Path)
        parser.add_argument("--period", default="", help="for example 2025, 2025-S1, 2025-Q3, 2025-11")
        parser.add_argument(
            "--government", default="", help="area code, where several share the installation"
        )
        parser.add_argument("--json", action="store_true", help="print for programs")

    def handle(self, *_args: Any, **options: Any) -> None:
        dataset = _dataset(options["dataset"], options["government"])
        period = _period(dataset, options["period"])
        report = _report(dataset, period, options["file"])
        if options["json"]:
            self.stdout.write(
                json.dumps([finding.to_json() for finding in report.findings], ensure_ascii=False)
            )
        else:
            self.stdout.write(_words(report))
        if not report.is_clean:
            raise SystemExit(1)


def _dataset(code: str, government: str) -> Dataset:
    query = Dataset.objects.within(Scope.system("memeriksa berkas")).filter(code=code)
    if government:
        query = query.filter(government__area_code=government)
    found = list(query.select_related("government", "agency")[:2])
    if len(found) != 1:
        raise CommandError("No such data set, or several: name the government with --government.")
    dataset: Dataset = found[0]
    return dataset


def _period(dataset: Dataset, code: str) -> periods.Period:
    if code:
        return periods.parse(code)
    return periods.last_complete(clock.today(dataset.government.zone), periods.Frequency(dataset.frequency))


def _report(dataset: Dataset, period: periods.Period, path: Path) -> Report:
    version = dataset.latest_schema()
    schema = version.schema
    expected = sheets.Marker(dataset.code, str(version.number), period.code)
    try:
        table = sheets.read(path, path.name, schema, expect=expected)
    except (SimpulError, OSError) as problem:
        raise CommandError(str(problem), returncode=2) from problem
    previous = releases.values_before(dataset, schema, period)
    return engine.check(table, schema, surroundings.context_of(dataset, period, schema, previous))


def _words(report: Report) -> str:
    lines = [f"{f.cell or '-':>6}  {f.title}: {f.found!r} → {f.expected}. {f.fix}" for f in report.findings]
    lines += [f"  rapi  {repair.text}" for repair in report.repairs]
    return "\n".join(
        [*lines, f"{report.counts.rows} baris, {report.errors} salah, {report.warnings} patut dilihat."]
    )
