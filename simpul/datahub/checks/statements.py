"""The rules of a column as sentences, and what a column expects in general."""

from django.utils.translation import gettext as _

from simpul.datahub.checks import areas, words
from simpul.datahub.checks.view import View
from simpul.datahub.standards.schema import Field


def of_type(view: View, field: Field) -> str:
    """The rule that a column's type makes."""
    name = view.heading(field.name)
    if field.type == "area":
        return _("Kolom %(name)s berisi %(shape)s") % {
            "name": name,
            "shape": areas.shape(areas.level_of(field), view.context),
        }
    return _("Kolom %(name)s berisi %(expected)s") % {"name": name, "expected": expected(field)}


def expected(field: Field) -> str:
    """What a cell of the column holds."""
    if field.constraints.enum:
        return words.listed(field.constraints.enum)
    return {
        "string": _("teks"),
        "integer": _("bilangan bulat tanpa satuan"),
        "number": _("angka tanpa satuan"),
        "money": _("rupiah utuh tanpa sen"),
        "date": _("tanggal"),
        "year": _("tahun empat angka"),
        "period": _("kode periode"),
        "area": _("kode wilayah Kemendagri"),
        "boolean": _("ya atau tidak"),
    }[field.type]
