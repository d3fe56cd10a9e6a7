"""What a check found, cell by cell, and the report that holds it all: plain values, JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import polars as pl

from simpul.datahub.intake.sheets.table import Repair
from simpul.datahub.standards.schema import Severity

WRONG: Final[Severity] = "salah"
LOOK: Final[Severity] = "periksa"
PUBLIC_KEYS: Final = ("sheet", "row", "column", "cell", "rule", "severity", "found", "expected", "fix")


@dataclass(frozen=True)
class Finding:
    """One cell and what is the matter with it; all texts are for the clerk, in Indonesian.

    `row` counts as the spreadsheet program does and is 0 where no row is meant (a row that is gone since
    the last release); `column` is the field's name, `cell` the address such as ``C7``, empty with row 0.
    `rule` is the stable code, `statement` the rule as a sentence; `suggestion` may replace the cell as it
    stands and is empty where nothing can be offered.
    """

    sheet: str
    row: int
    column: str
    cell: str
    rule: str
    severity: Severity
    found: str
    expected: str
    fix: str
    suggestion: str = ""
    title: str = ""
    statement: str = ""

    def to_json(self) -> dict[str, Any]:
        """Exactly the public keys."""
        return {key: getattr(self, key) for key in PUBLIC_KEYS}


@dataclass(frozen=True)
class Group:
    """All findings of one rule in one column, of which the report lists only the first ones."""

    rule: str
    column: str
    severity: Severity
    title: str
    statement: str
    count: int
    shown: int

    @property
    def hidden(self) -> int:
        """How many more there are than the report lists."""
        return self.count - self.shown


@dataclass(frozen=True)
class Counts:
    """Rows looked at; of these `wrong` hold something to mend, `look` something worth a look."""

    rows: int
    wrong: int
    look: int

    @property
    def passed(self) -> int:
        return self.rows - self.wrong


@dataclass(frozen=True)
class Report:
    """The outcome of a check. `typed` holds ROW and every field as parsed: integers, money and years as
    whole numbers, numbers as plain decimal text, dates as dates, truth as booleans, all else as text; null
    where nothing stands or the cell is wrong. It is not part of the JSON, so None after `from_json`.
    """

    filename: str
    sheet: str
    header_row: int
    columns: Mapping[str, str]
    counts: Counts
    findings: tuple[Finding, ...]
    groups: tuple[Group, ...]
    repairs: tuple[Repair, ...] = ()
    typed: pl.DataFrame | None = field(default=None, compare=False, repr=False)

    @property
    def errors(self) -> int:
        """Cells to mend, including those that the report does not list."""
        return sum(group.count for group in self.groups if group.severity == WRONG)

    @property
    def warnings(self) -> int:
        """Places worth a look, including those that the report does not list."""
        return sum(group.count for group in self.groups if group.severity == LOOK)

    @property
    def is_clean(self) -> bool:
        """Nothing has to be mended; warnings do not stand in the way."""
        return self.errors == 0

    def of(self, group: Group) -> tuple[Finding, ...]:
        """The listed findings of a group."""
        return tuple(f for f in self.findings if (f.rule, f.column) == (group.rule, group.column))

    def to_json(self) -> dict[str, Any]:
        """All but the parsed values; `findings` have exactly the public keys, `suggestions` lie beside."""
        return {
            "filename": self.filename,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": dict(self.columns),
            "rows": asdict(self.counts),
            "findings": [finding.to_json() for finding in self.findings],
            "suggestions": [finding.suggestion for finding in self.findings],
            "groups": [asdict(group) for group in self.groups],
            "repairs": [asdict(repair) for repair in self.repairs],
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Report":
        """The report that `to_json` wrote, without the parsed values."""
        groups = tuple(Group(**item) for item in document["groups"])
        texts = {(group.rule, group.column): (group.title, group.statement) for group in groups}
        findings = tuple(
            _finding(item, suggestion, *texts[item["rule"], item["column"]])
            for item, suggestion in zip(document["findings"], document["suggestions"], strict=True)
        )
        return cls(
            filename=document["filename"],
            sheet=document["sheet"],
            header_row=document["header_row"],
            columns=document["columns"],
            counts=Counts(**document["rows"]),
            findings=findings,
            groups=groups,
            repairs=tuple(Repair(**item) for item in document["repairs"]),
        )


def _finding(item: Mapping[str, Any], suggestion: str, title: str, statement: str) -> Finding:
    return Finding(**item, suggestion=suggestion, title=title, statement=statement)
