"""What can stop an administrator, each with the next step."""

from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class OperationError(errors.SimpulError):
    """Root of the errors of operation."""

    status = 409
    code = "operasi-gagal"


class BackupRunningError(OperationError):
    code = "cadangan-berjalan"
    default_message = _("Pencadangan lain sedang menulis ke %(root)s. Tunggu sampai selesai.")


class BackupFailedError(OperationError):
    code = "cadangan-gagal"
    default_message = _("Cadangan tidak selesai dan tidak dipakai: %(reason)s.")


class DatabaseUnreachableError(OperationError):
    code = "basis-data-tak-terjangkau"
    default_message = _("Basis data tidak dapat dibuka: %(reason)s. Periksa SIMPUL_DATABASE_URL.")


class NothingToSaveError(OperationError):
    code = "belum-ada-data"
    default_message = _("Basis data masih kosong: belum ada yang dapat dicadangkan.")


class NoBackupError(OperationError):
    code = "cadangan-tidak-ada"
    default_message = _("Tidak ada cadangan yang selesai di %(root)s.")


class UnreadableBackupError(OperationError):
    code = "cadangan-tidak-terbaca"
    default_message = _("Cadangan %(folder)s tidak dapat dibaca: %(reason)s. Pakai cadangan yang lain.")


class NewerBackupError(OperationError):
    code = "cadangan-lebih-baru"
    default_message = _("Cadangan ini dibuat Simpul %(version)s. Pasang versi itu dahulu, lalu pulihkan.")


class OtherDatabaseError(OperationError):
    code = "basis-data-lain"
    default_message = _(
        "Cadangan ini dari %(backup)s, sedangkan SIMPUL_DATABASE_URL menunjuk %(here)s. Samakan dahulu."
    )


class KeysMissingError(OperationError):
    code = "kunci-tidak-ada"
    default_message = _(
        "%(names)s tidak ada di %(folder)s. Salin kunci asli dari tempat Anda menyimpannya: cadangan tidak"
        " memuatnya, dan kunci baru tidak membuka isinya."
    )


class OtherKeysError(OperationError):
    code = "kunci-lain"
    default_message = _(
        "%(names)s di %(folder)s bukan kunci yang dipakai saat cadangan dibuat. Salin kunci aslinya dahulu."
    )


class NotEmptyError(OperationError):
    code = "tidak-kosong"
    default_message = _(
        "%(place)s sudah berisi data. Tambahkan --replace untuk menggantinya; data lama disisihkan dahulu."
    )


class StillRunningError(OperationError):
    code = "masih-berjalan"
    default_message = _(
        "Simpul masih berjalan (%(count)s sambungan ke basis data). Hentikan web, pekerja, dan proses"
        " langsung dahulu: systemctl stop 'simpul-*'."
    )


class ProgramMissingError(OperationError):
    code = "program-tidak-ada"
    default_message = _("Program %(name)s tidak ditemukan. Di Debian: apt-get install postgresql-client.")


class ProgramFailedError(OperationError):
    code = "program-gagal"
    default_message = _("%(name)s gagal: %(reason)s")


class RestoreDiffersError(OperationError):
    code = "pulihan-berbeda"
    default_message = _("Hasil pemulihan tidak sama dengan cadangannya: %(differences)s")
