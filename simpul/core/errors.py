"""The one root of all errors that a person can act on."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class SimpulError(Exception):
    """Something a person asked for cannot be done; the message says why and what to do next.

    `status` is the HTTP status, `code` the stable name that programs may rely on. Subclasses set
    `default_message`; its `%(name)s` places are filled from the details given when raising.
    """

    status = 400
    code = "galat"
    default_message: Any = _("Permintaan ini tidak dapat dilakukan.")

    def __init__(self, message: str = "", **details: Any) -> None:
        self.details = details
        self.message = message or str(self.default_message) % details
        super().__init__(self.message)


class NotFoundError(SimpulError):
    """The thing does not exist, or lies outside the caller's scope: both look the same."""

    status = 404
    code = "tidak-ditemukan"
    default_message = _("Halaman ini tidak ada atau bukan milik pemerintah daerah Anda. Cari dari beranda.")


class ForbiddenError(SimpulError):
    """The caller may see the thing but not do this to it."""

    status = 403
    code = "tidak-berwenang"
    default_message = _("Peran Anda tidak mencakup tindakan ini.")


class ConflictError(SimpulError):
    """Somebody else acted first, or the thing is no longer in the state that the act needs."""

    status = 409
    code = "sudah-berubah"
    default_message = _("Keadaannya sudah berubah sejak halaman ini dibuka. Muat ulang lalu lihat hasilnya.")
