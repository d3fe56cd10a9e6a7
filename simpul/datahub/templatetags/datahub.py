"""Words of the data hub in templates."""

from django import template
from django.utils.translation import gettext_lazy as _

from simpul.datahub.standards.schema import Field

register = template.Library()

_CONTENT = {
    "string": _("teks"),
    "integer": _("bilangan bulat"),
    "number": _("angka"),
    "money": _("rupiah"),
    "date": _("tanggal"),
    "year": _("tahun"),
    "period": _("periode"),
    "area": _("kode wilayah"),
    "boolean": _("ya atau tidak"),
}


@register.filter
def isi_kolom(field: Field) -> str:
    """{{ field|isi_kolom }}: what a column holds, in words."""
    return str(_CONTENT[field.type])
