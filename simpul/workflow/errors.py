"""What cannot be done with the working calendar, with its way out."""

from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class HolidaySheetError(errors.SimpulError):
    """The list of days off has faulty rows; nothing of it was taken over."""

    code = "daftar-libur-salah"
    default_message = _("Tidak ada baris yang dimuat. Betulkan yang disebut di bawah, lalu unggah lagi.")

    def __init__(self, faults: list[str]) -> None:
        super().__init__()
        self.faults = faults
