"""The hidden sheet by which a template is recognised: written by `standards.template`, read here."""

from django.utils.translation import gettext as _

from simpul.core import periods
from simpul.datahub.intake.sheets import cells, errors
from simpul.datahub.intake.sheets.table import Marker, Repair
from simpul.datahub.intake.sheets.workbook import Workbook
from simpul.datahub.standards.marks import MARKER_KEYS, MARKER_SHEET

_FIRST_ROWS = 20


def read(workbook: Workbook) -> Marker | None:
    """What the template says about itself; None for a workbook that is none of ours."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == MARKER_SHEET), None)
    if sheet is None:
        return None
    found: dict[str, str] = {}
    for row in cells.rows(workbook, sheet):
        if row.number > _FIRST_ROWS:
            break
        texts = [lookup(workbook, cell) for cell in row.cells]
        found[texts[0]] = texts[1] if len(texts) > 1 else ""
    return Marker(*(found.get(key, "") for key in MARKER_KEYS))


def lookup(workbook: Workbook, cell: cells.Cell) -> str:
    """The text of a single cell, shared texts looked up."""
    _column, text, kind = cell
    if kind != cells.SHARED:
        return text
    place = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= place < workbook.texts.len():
        raise errors.BrokenWorkbook
    return str(workbook.texts[place])


def compare(found: Marker | None, expected: Marker | None) -> list[Repair]:
    """Raises OtherDataset or OtherPeriod when the template is for something else; an older version of the
    same template is told, since its headings are matched anyway."""
    if found is None or expected is None:
        return []
    if found.dataset_code != expected.dataset_code:
        raise errors.OtherDataset(found=found.dataset_code, expected=expected.dataset_code)
    if found.period != expected.period:
        raise errors.OtherPeriod(found=_label(found.period), expected=_label(expected.period))
    if found.version == expected.version:
        return []
    text = _("Templat versi %(found)s dibaca dengan aturan versi %(expected)s.")
    return [Repair("versi-templat", text % {"found": found.version, "expected": expected.version})]


def _label(code: str) -> str:
    try:
        return periods.parse(code).label
    except periods.PeriodError:
        return code
