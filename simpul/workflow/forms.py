"""Forms of the area."""

from typing import cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from simpul.workflow import holiday_sheet
from simpul.workflow.errors import HolidaySheetError

LARGEST = 256 * 1024


class HolidaysForm(forms.Form):
    """A list of days off; faulty rows are errors of its field."""

    sheet = forms.FileField(
        label=_("Daftar hari libur (CSV)"),
        help_text=_(
            "Kolom tanggal, nama, jenis (nasional, cuti-bersama, daerah), sumber. Isinya menggantikan hari "
            "libur yang pernah diunggah untuk tahun yang sama."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_sheet(self) -> list[holiday_sheet.DayOff]:
        """The days off in the file."""
        upload = cast("UploadedFile[bytes]", self.cleaned_data["sheet"])
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(_("Berkas lebih dari 256 KB. Kirim daftar satu tahun saja."))
        try:
            return holiday_sheet.read(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(
                _("Berkas bukan CSV. Simpan sebagai CSV UTF-8 lalu unggah lagi.")
            ) from None
        except HolidaySheetError as error:
            raise forms.ValidationError([error.message, *error.faults]) from None
