"""Duties as a sheet to take away."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from simpul.workflow import holders, selection
from simpul.workflow.registry import Duty

# A cell that begins so would be run as a formula by a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(duties: Iterable[Duty], name: str) -> HttpResponse:
    """CSV with one row per duty; days are ISO 8601, so that programs sort them."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(_head())
    writer.writerows([_safe(cell) for cell in _row(duty)] for duty in duties)
    return response


def _head() -> list[str]:
    return [
        _("Tugas"),
        _("Jenis"),
        _("Alasan"),
        _("Perangkat daerah"),
        _("Giliran"),
        _("Sejak"),
        _("Tenggat"),
        _("Sisa hari kerja"),
        _("Keadaan"),
        _("Naik ke kepala dinas"),
        _("Naik ke Sekda"),
        _("Contoh"),
    ]


def _row(duty: Duty) -> list[object]:
    return [
        duty.title,
        selection.kind_name(duty),
        duty.why,
        duty.agency_label,
        holders.holder_of(duty).role,
        duty.since,
        duty.due,
        duty.days_left,
        duty.state.label,
        duty.head_on,
        duty.sekda_on,
        _("contoh") if duty.is_sample else "",
    ]


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
