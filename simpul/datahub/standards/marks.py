"""Names by which Simpul finds its own sheets again in a workbook that comes back."""

from typing import Final

MARKER_SHEET: Final = "_simpul"
"""Very hidden; column A holds the keys below, column B their values."""

MARKER_KEYS: Final = ("dataset", "version", "period", "sheet")
LISTS_SHEET: Final = "_simpul_daftar"
"""Very hidden; the choices of the drop-downs, one column each."""

DATA_SHEET: Final = "Data"
GUIDE_SHEET: Final = "Petunjuk"
REPORT_SHEET: Final = "Hasil pemeriksaan"
OWN_SHEETS: Final = frozenset({MARKER_SHEET, LISTS_SHEET, GUIDE_SHEET, REPORT_SHEET})
"""Sheets that never hold the data."""
