"""What cannot be done to the record."""

from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class ImmutableEntryError(errors.SimpulError):
    """Somebody tried to change or remove an act on record."""

    status = 409
    code = "jejak-tetap"
    default_message = _("Jejak audit hanya dapat ditambah; barisnya tidak diubah dan tidak dihapus.")


class SealRaceError(errors.ConflictError):
    """Rows were sealed by somebody else in the middle of sealing; nothing of this attempt is kept."""

    code = "segel-berebut"
    default_message = _("Jejak audit sedang disegel oleh proses lain. Penyegelan diulang dengan sendirinya.")


class UnknownGovernmentError(errors.NotFoundError):
    """No government bears this code."""

    code = "pemda-tidak-dikenal"
    default_message = _("Tidak ada pemerintah daerah dengan kode %(code)s. Yang ada: %(known)s.")


class KeptHeadError(errors.SimpulError):
    """What was given as a head kept elsewhere cannot be read as one."""

    code = "kepala-segel-tidak-terbaca"
    default_message = _("%(text)s bukan segel tersimpan. Tulis NOMOR:SEGEL seperti dalam surel harian.")
