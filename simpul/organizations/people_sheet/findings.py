"""What is wrong in a cell of the workbook, in words a clerk can act on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from simpul.organizations.people_sheet.reading import Row
from simpul.web import parts


@dataclass(frozen=True)
class Finding:
    """One cell: where it stands, what was found, what was expected, and how to fix it."""

    sheet: str
    row: int
    column: str
    cell: str
    found: str
    title: str
    expected: str
    fix: str

    @property
    def part(self) -> parts.Finding:
        """The finding as the page draws it."""
        rule = _("kolom %(column)s") % {"column": self.column}
        return parts.Finding(self.cell, self.title, rule, self.found, self.expected, self.fix)


def add(found: list[Finding], row: Row, column: str, title: str, expected: str, fix: str) -> None:
    """Add a finding about the cell in a column of a row."""
    cell, text = row.cell(column), row.text(column)
    found.append(Finding(row.sheet, row.number, column, cell, text, title, expected, fix))
