"""Texts, choices and yes-or-no."""

import difflib
import re
from typing import Final

from django.utils.translation import gettext as _

from simpul.datahub.checks import faults
from simpul.datahub.checks.faults import Fault
from simpul.datahub.standards.schema import Field

_SHOWN: Final = 6
_NOISE: Final = re.compile(r"[\W_]+")


def parse_text(text: str, kind: int, column: Field) -> str | Fault:
    """Any text; of a column with choices the choice, however it is spelt in case, blanks and hyphens."""
    wrong = faults.of_kind(text, kind, _("teks"))
    if wrong:
        return wrong
    choices = column.constraints.enum
    if not choices or text in choices:
        return text
    return next((choice for choice in choices if _bare(choice) == _bare(text)), None) or _no_choice(
        text, column
    )


def _bare(text: str) -> str:
    return _NOISE.sub("", text.casefold())


def _no_choice(text: str, column: Field) -> Fault:
    choices = column.constraints.enum
    near = difflib.get_close_matches(text.casefold(), [choice.casefold() for choice in choices], 1, 0.75)
    suggestion = next((choice for choice in choices if near and choice.casefold() == near[0]), "")
    note = _("Pilih salah satu yang ada di daftar.")
    return Fault("di-luar-pilihan", _("Isian di luar daftar pilihan"), listed(choices), note, suggestion)


def listed(choices: tuple[str, ...]) -> str:
    """The choices in a sentence, shortened when there are many."""
    shown = ", ".join(choices[:_SHOWN])
    if len(choices) <= _SHOWN:
        return _("salah satu dari: %(choices)s") % {"choices": shown}
    return _("salah satu dari %(count)s pilihan: %(choices)s, …") % {"count": len(choices), "choices": shown}


def parse_truth(text: str, kind: int, column: Field) -> bool | Fault:
    """One of the column's words for yes and no."""
    expected = _("%(yes)s atau %(no)s") % {"yes": column.true_values[0], "no": column.false_values[0]}
    wrong = faults.of_kind(text, kind, expected)
    if wrong:
        return wrong
    for words, truth in ((column.true_values, True), (column.false_values, False)):
        if text.casefold() in (word.casefold() for word in words):
            return truth
    return Fault("jenis-ya-tidak", _("Bukan ya atau tidak"), expected, _("Tulis satu kata saja."))
