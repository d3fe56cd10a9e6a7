"""A text that is no value of its column: what was meant, as far as it can be told."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from simpul.datahub.intake.sheets.table import FAULT, FORMULA


@dataclass(frozen=True)
class Fault:
    """Why a text is refused. `rule` and `title` name the kind of fault; `expected` says what should stand
    there, `note` how to mend it, `suggestion` a text that would pass, empty where none can be offered."""

    rule: str
    title: str
    expected: str
    note: str = ""
    suggestion: str = ""

    def fix(self, cell: str) -> str:
        """The next step in words, naming the cell."""
        if not self.suggestion:
            return self.note
        step = _("Ganti %(cell)s menjadi %(suggestion)s.") % {"cell": cell, "suggestion": self.suggestion}
        return f"{step} {self.note}".strip()


_ERRORS: Final = {
    "#DIV/0!": "pembagian dengan nol",
    "#N/A": "nilai yang dicari tidak ada",
    "#NAME?": "nama rumus yang salah",
    "#REF!": "rujukan ke sel yang sudah dihapus",
    "#VALUE!": "teks di tempat angka",
}


def of_kind(text: str, kind: int, expected: str) -> Fault | None:
    """The fault that lies in the kind of cell, whatever the column: an error value, an unfinished formula."""
    if kind == FAULT:
        cause = _ERRORS.get(text, text)
        return Fault(
            "galat-rumus",
            _("Rumus menghasilkan galat"),
            expected,
            _("Betulkan rumusnya (%(cause)s) atau ketik nilainya langsung.") % {"cause": cause},
        )
    if kind == FORMULA:
        return Fault(
            "rumus-belum-dihitung",
            _("Rumus belum dihitung"),
            expected,
            _("Buka berkasnya di Excel, simpan sekali, lalu unggah lagi; atau ketik nilainya langsung."),
        )
    return None
