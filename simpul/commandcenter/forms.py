"""Composing a board by ticking boxes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BoardForm(forms.Form):
    """Which numbers stand on the board, which one leads, which one is mapped."""

    numbers = forms.MultipleChoiceField(label=_("Angka di papan"), widget=forms.CheckboxSelectMultiple)
    lead = forms.ChoiceField(label=_("Angka yang memimpin"))
    mapped = forms.ChoiceField(label=_("Angka pada peta kecamatan"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("numbers", "lead", "mapped"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker which field it is)
            field.choices = choices if name != "mapped" else [("", _("tanpa peta")), *choices]

    def clean_lead(self) -> str:
        """The leading number must be among those chosen."""
        lead: str = self.cleaned_data["lead"]
        if lead not in self.cleaned_data.get("numbers", []):
            raise forms.ValidationError(_("Angka yang memimpin harus ada di papan. Centang juga di atas."))
        return lead
