"""Forms of /kelola/; rules that need more than the fields themselves live in the operations."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from simpul.core import clock
from simpul.core.errors import SimpulError
from simpul.organizations.models import Agency, Area, AreaLevel, Government, Post
from simpul.organizations.models.government import OfficeWeek
from simpul.organizations.roles import Role

T = TypeVar("T")


def tried(form: forms.BaseForm, act: Callable[[], T], field: str | None = None) -> T | None:
    """What the act returns; None, with its sentence at the field (or above the form), when it is refused."""
    try:
        return act()
    except SimpulError as error:
        form.add_error(field, error.message)
    except ValidationError as error:
        form.add_error(None, error)
    return None


class DayField(forms.DateField):
    """A day, typed or chosen."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AgencyForm(forms.ModelForm[Agency]):
    """A new agency."""

    class Meta:
        model = Agency
        fields = ("name", "short_name", "code")
        labels = {"name": _("Nama lengkap"), "short_name": _("Singkatan"), "code": _("Kode")}
        help_texts = {
            "name": _("Menurut peraturan daerah, misalnya Dinas Kependudukan dan Pencatatan Sipil"),
            "short_name": _("Untuk tabel dan papan, misalnya Disdukcapil"),
            "code": _("Tidak berganti walau namanya berganti; dipakai di lembar unggahan"),
        }


class _HistoryForm(forms.Form):
    """A change that takes effect on a day, by some legal basis."""

    effective_on = DayField(label=_("Berlaku sejak"))
    legal_basis = forms.CharField(
        label=_("Dasar hukum"), max_length=200, required=False, help_text=_("Misalnya Perda Nomor 3/2025")
    )


class RenameForm(_HistoryForm):
    """Another name for an agency."""

    name = forms.CharField(label=_("Nama baru"), max_length=160)
    short_name = forms.CharField(label=_("Singkatan baru"), max_length=60)
    field_order = ("name", "short_name", "effective_on", "legal_basis")


class MergeForm(_HistoryForm):
    """The agency that takes over."""

    target = forms.ModelChoiceField(label=_("Digabung ke"), queryset=Agency.everywhere.none())
    field_order = ("target", "effective_on", "legal_basis")

    def __init__(self, *args: Any, targets: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = targets  # type: ignore[attr-defined]


class PostForm(forms.ModelForm[Post]):
    """A new post."""

    role = forms.ChoiceField(label=_("Peran"), choices=[("", _("Pilih peran")), *Role.choices])

    class Meta:
        model = Post
        fields = ("title", "agency", "role")
        labels = {"title": _("Jabatan"), "agency": _("Perangkat daerah")}
        help_texts = {
            "title": _("Misalnya Kepala Dinas Kesehatan"),
            "agency": _("Kosongkan untuk jabatan di atas perangkat daerah, misalnya Bupati"),
        }

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["role"].help_text = _("Menentukan apa yang boleh dilakukan pemegangnya")


class PlaceForm(forms.Form):
    """A person for a post."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    email = forms.EmailField(
        label=_("Surel"), max_length=254, help_text=_("Orang yang sudah punya akun dikenali dari surelnya")
    )
    since = DayField(label=_("Mulai menjabat"))
    until = DayField(label=_("Sampai"), required=False, help_text=_("Hari terakhir, bila sudah diketahui"))


class EndForm(forms.Form):
    """The last day in a post."""

    until = DayField(label=_("Hari terakhir menjabat"))


class RestorationForm(forms.Form):
    """Why a second factor is to be taken off."""

    reason = forms.CharField(
        label=_("Bagaimana Anda memastikan bahwa orang ini yang meminta"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya: datang sendiri ke ruang Diskominfo dengan kartu pegawai"),
    )


class SheetForm(forms.Form):
    """The workbook of agencies, posts and people."""

    file = forms.FileField(label=_("Lembar perangkat daerah, jabatan, dan orang"))
    file.widget.attrs["accept"] = ".xlsx"


class SettingsForm(forms.ModelForm[Government]):
    """Who the government is and how its days are counted."""

    class Meta:
        model = Government
        fields = ("name", "short_name", "address", "zone", "office_week")
        help_texts = {
            "address": _("Nama host saja, misalnya simpul.paserkab.go.id; arahkan DNS-nya lebih dahulu"),
            "zone": _("Hari, tenggat, dan jam dihitung dan dicetak dalam zona ini"),
            "office_week": _("Tenggat menghitung hari kerja"),
        }
        error_messages = {
            "address": {"unique": _("Alamat ini sudah dipakai pemerintah daerah lain. Pilih yang lain.")}
        }


class CrestForm(forms.Form):
    """The crest."""

    file = forms.FileField(label=_("Gambar lambang"))
    file.widget.attrs["accept"] = ".svg,.png,image/svg+xml,image/png"


class StartForm(forms.Form):
    """A region from nothing, in the browser. What is left empty follows from the area."""

    code = forms.CharField(widget=forms.HiddenInput)
    area_code = forms.CharField(label=_("Wilayah"), max_length=13)
    address = forms.CharField(
        label=_("Alamat situs"), max_length=253, help_text=_("Nama host saja, misalnya simpul.paserkab.go.id")
    )
    office_week = forms.TypedChoiceField(
        label=_("Minggu kerja"), choices=OfficeWeek.choices, coerce=int, initial=OfficeWeek.FIVE
    )
    admin_name = forms.CharField(label=_("Nama administrator pertama"), max_length=200)
    admin_email = forms.EmailField(label=_("Surel administrator pertama"), max_length=254)
    name = forms.CharField(
        label=_("Nama lengkap"), max_length=120, required=False, help_text=_("Kosong berarti nama wilayahnya")
    )
    short_name = forms.CharField(
        label=_("Nama singkat"), max_length=60, required=False, help_text=_("Dipakai dalam surat dan tabel")
    )
    zone = forms.ChoiceField(
        label=_("Zona waktu"), required=False, choices=[("", _("Menurut wilayahnya")), *clock.ZONES.items()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = _area_choices()
        if choices:
            label, first = self.fields["area_code"].label, ("", _("Pilih kabupaten, kota, atau provinsi"))
            self.fields["area_code"] = forms.ChoiceField(label=label, choices=[first, *choices])


def _area_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Provinces, each with its regencies and cities; empty while the table of codes is not loaded."""
    groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for area in Area.objects.living().filter(level__lte=AreaLevel.REGENCY).order_by("code"):
        if area.level == AreaLevel.PROVINCE:
            groups[area.code] = (area.name, [(area.code, str(area))])
        elif area.parent_code in groups:
            groups[area.parent_code][1].append((area.code, str(area)))
    return list(groups.values())
