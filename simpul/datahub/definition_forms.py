"""Defining a data set by filling in a form: what it is, its columns, and the number that it brings to the board."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from simpul.core.periods import Frequency
from simpul.datahub.indicators.enums import Pillar, Wish
from simpul.datahub.standards.models import Sensitivity

COLUMN_TYPES = [
    ("number", _("angka")),
    ("integer", _("bilangan bulat")),
    ("money", _("rupiah")),
    ("string", _("teks")),
    ("date", _("tanggal")),
    ("district", _("kode kecamatan")),
    ("village", _("kode desa/kelurahan")),
]
NUMERIC = ("number", "integer", "money")


class DatasetForm(forms.Form):
    """What the data set is, who delivers it, and how often."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    agency = forms.ChoiceField(label=_("Perangkat daerah yang mengirim"))
    frequency = forms.ChoiceField(
        label=_("Diperbarui tiap"), choices=Frequency.choices, initial=Frequency.YEARLY
    )
    lag_days = forms.IntegerField(
        label=_("Jeda sesudah periode berakhir (hari)"), min_value=0, max_value=366, initial=0, required=False
    )
    sensitivity = forms.ChoiceField(label=_("Keterbukaan"), choices=Sensitivity.choices)
    definition = forms.CharField(
        label=_("Definisi"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker which field it is)
        field.choices = agencies


class ColumnForm(forms.Form):
    """One column of the sheet; rows left empty are ignored."""

    title = forms.CharField(label=_("Judul kolom"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Isinya"), choices=COLUMN_TYPES, required=False)
    unit = forms.CharField(label=_("Satuan"), max_length=40, required=False)
    is_required = forms.BooleanField(label=_("Wajib"), required=False)

    def descriptor(self) -> dict[str, Any]:
        """The column as a field of a Table Schema."""
        data = self.cleaned_data
        kind = data["kind"]
        field: dict[str, Any] = {"name": column_name(data["title"]), "title": data["title"], "type": "string"}
        if kind in ("number", "integer", "date"):
            field["type"] = kind
        elif kind == "money":
            field |= {"type": "integer", "simpul:type": "money", "simpul:unit": "rupiah"}
        elif kind in ("district", "village"):
            field |= {"simpul:type": "area", "simpul:level": kind}
        if data["unit"]:
            field["simpul:unit"] = data["unit"]
        if data["is_required"]:
            field["constraints"] = {"required": True}
        return field


def column_name(title: str) -> str:
    """A name for machines: "Jumlah penduduk" becomes jumlah_penduduk."""
    name = slugify(title).replace("-", "_")
    return name if name[:1].isalpha() else f"kolom_{name}"


class ColumnFormSet(forms.BaseFormSet[ColumnForm]):
    """All columns: at least one, no title twice."""

    def clean(self) -> None:
        names = [column_name(form.cleaned_data["title"]) for form in self.filled()]
        if not names:
            raise forms.ValidationError(_("Isi paling sedikit satu kolom."))
        if len(set(names)) != len(names):
            raise forms.ValidationError(_("Ada dua kolom dengan judul yang sama. Bedakan judulnya."))

    def filled(self) -> list[ColumnForm]:
        """The forms in which a title was typed."""
        return [form for form in self.forms if form.is_valid() and form.cleaned_data.get("title")]


Columns = forms.formset_factory(ColumnForm, formset=ColumnFormSet, extra=6, max_num=40)


class NumberForm(forms.Form):
    """The number that the data set brings to the board, when it brings one."""

    column = forms.CharField(
        label=_("Kolom yang menjadi angka di papan"),
        max_length=80,
        required=False,
        help_text=_("Tulis judul kolomnya persis; kosongkan bila data set ini tidak menjadi angka."),
    )
    decimals = forms.IntegerField(label=_("Desimal"), min_value=0, max_value=6, initial=0, required=False)
    wish = forms.ChoiceField(label=_("Arah yang diharapkan"), choices=Wish.choices, initial=Wish.NONE)
    pillar = forms.ChoiceField(label=_("Pilar"), choices=Pillar.choices)
