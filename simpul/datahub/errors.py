"""What can go wrong in the data hub, in words that say what to do."""

from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class DataHubError(errors.SimpulError):
    """Base of all errors of the data hub."""


class SomebodyWasFasterError(errors.ConflictError, DataHubError):
    code = "sudah-diputuskan"
    default_message = _(
        "Kiriman ini baru saja diubah orang lain dan sekarang berstatus “%(state)s”. Muat ulang untuk melihatnya."
    )


class SeparationOfDutiesError(errors.ForbiddenError, DataHubError):
    code = "pemisahan-tugas"
    default_message = _(
        "Anda yang mengunggah kiriman ini, jadi orang lain yang harus menyetujui dan memverifikasinya."
    )


class ApproverCannotVerifyError(SeparationOfDutiesError):
    default_message = _("Anda yang menyetujui kiriman ini, jadi walidata lain yang harus memverifikasinya.")


class ReasonMissingError(DataHubError):
    code = "alasan-kosong"
    default_message = _("Pilih alasan pengembalian agar pengirim tahu apa yang harus dibetulkan.")


class NoteMissingError(DataHubError):
    code = "keterangan-kosong"
    default_message = _("Ada hal yang patut dilihat. Tulis satu kalimat keterangan sebelum mengirim.")


class PeriodNotAcceptedError(DataHubError):
    code = "periode-tidak-sesuai"
    default_message = _(
        "Periode “%(period)s” tidak sesuai untuk data %(frequency)s. Pilih periode dari daftar."
    )


class FileTooLargeError(DataHubError):
    status = 413
    code = "berkas-terlalu-besar"
    default_message = _(
        "Berkas lebih besar dari %(limit)s MB. Kirim sebagai CSV atau bagi menjadi beberapa berkas."
    )


class AlreadyDecidedError(errors.ConflictError, DataHubError):
    code = "kasus-sudah-diputuskan"
    default_message = _("Kasus ini sudah diputuskan. Muat ulang untuk melihat putusannya.")


class CodeTakenError(errors.ConflictError, DataHubError):
    code = "judul-dipakai"
    default_message = _("Sudah ada data set “%(title)s”. Beri judul lain, atau pakai yang sudah ada.")


class ColumnUnknownError(DataHubError):
    code = "kolom-tidak-ada"
    default_message = _(
        "Tidak ada kolom angka berjudul “%(column)s”. Tulis judulnya persis seperti pada daftar kolom."
    )
