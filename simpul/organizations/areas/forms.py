"""The form that takes a file of outlines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.organizations.areas import geojson
from simpul.organizations.models import AreaLevel


class OutlineForm(forms.Form):
    """A GeoJSON file; level and name of the property are asked only to help where they are not plain."""

    file = forms.FileField(label=_("Berkas GeoJSON"))
    level = forms.TypedChoiceField(
        label=_("Tingkat wilayah"),
        choices=[("", _("Menurut kodenya")), *AreaLevel.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    code_property = forms.CharField(
        label=_("Nama kolom kode"),
        max_length=60,
        required=False,
        help_text=_("Kosongkan bila bernama code, kode, kemendagri, atau KDEPUM seperti peta BIG."),
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > geojson.WEB_LIMIT_BYTES:
            raise forms.ValidationError(geojson.too_large(file.size or 0, geojson.WEB_LIMIT_BYTES))
        return file
