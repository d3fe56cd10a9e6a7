"""Forms of the data hub."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.core.periods import Period


class UploadForm(forms.Form):
    """One file for one period; `key` makes sending twice open one submission."""

    period = forms.ChoiceField(label=_("Periode yang digambarkan angkanya"))
    file = forms.FileField(
        label=_("Pilih berkas"),
        max_length=200,
        error_messages={
            "required": _("Pilih berkasnya dulu."),
            "empty": _("Berkas ini kosong. Simpan ulang lalu pilih lagi."),
        },
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, periods: list[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker which field it is)
        field.choices = [(period.code, period.label) for period in periods]
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv"

    @staticmethod
    def new_key() -> str:
        """A key for one sending."""
        return secrets.token_urlsafe(24)


class DecisionForm(forms.Form):
    """The choice in a case, and the reason that goes on record."""

    chosen = forms.ChoiceField(label=_("Nilai yang dipakai"), required=False)
    note = forms.CharField(
        label=_("Alasan putusan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={
            "required": _("Tulis alasan putusannya; alasan itu dibaca orang yang membuka angka ini.")
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker which field it is)
        field.choices = choices
        field.required = bool(choices)
