"""What cannot be done with area codes and outlines."""

from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class AssetsMissingError(errors.SimpulError):
    """The derived data files were not built; a wheel always has them."""

    code = "data-wilayah-belum-dibuat"
    default_message = _("Berkas %(file)s belum ada. Jalankan make assets dahulu.")


class OutlineFileError(errors.SimpulError):
    """The file as a whole cannot be read as outlines; the message says why and what to send."""

    code = "berkas-garis-batas-tidak-terbaca"


class OutlinesRefusedError(errors.SimpulError):
    """Some features were refused, and a file is saved whole or not at all."""

    code = "garis-batas-ditolak"
    default_message = _("%(count)s bidang ditolak, jadi tidak ada yang disimpan. Betulkan berkasnya dahulu.")


class DraftGoneError(errors.ConflictError):
    """The checked file was saved, discarded or replaced by somebody else in the meantime."""

    code = "pratinjau-tidak-ada"
    default_message = _("Pratinjau ini sudah disimpan, dibuang atau diganti. Unggah berkasnya lagi.")
