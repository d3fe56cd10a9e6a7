"""What cannot be done with accounts, in sentences that say what to do next."""

from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class AccountError(errors.SimpulError):
    """Base of the area."""


class InvitationUnknownError(AccountError):
    status = 404
    code = "undangan-tidak-dikenal"
    default_message = _(
        "Tautan undangan ini tidak dikenal. Salin tautan dari surat secara utuh, atau minta undangan baru."
    )


class InvitationExpiredError(AccountError):
    status = 410
    code = "undangan-kedaluwarsa"
    default_message = _(
        "Undangan ini berlaku tujuh hari dan masanya sudah lewat. Minta undangan baru kepada %(inviter)s."
    )


class InvitationUsedError(AccountError):
    status = 410
    code = "undangan-sudah-dipakai"
    default_message = _("Undangan ini sudah dipakai. Masuk dengan kata sandi yang Anda buat waktu itu.")


class InvitationRevokedError(AccountError):
    status = 410
    code = "undangan-dibatalkan"
    default_message = _(
        "Undangan ini sudah dibatalkan atau diganti dengan yang lebih baru. "
        "Pakai surat terakhir, atau tanyakan kepada %(inviter)s."
    )


class AlreadyActiveError(AccountError):
    status = 409
    code = "sudah-punya-akun"
    default_message = _("%(name)s sudah punya kata sandi, jadi tidak perlu diundang lagi.")


class InactivePersonError(AccountError):
    status = 409
    code = "orang-nonaktif"
    default_message = _("%(name)s sedang dinonaktifkan. Aktifkan dahulu.")


class SelfDeactivationError(AccountError):
    status = 403
    code = "menonaktifkan-diri"
    default_message = _("Anda tidak dapat menonaktifkan akun sendiri. Minta administrator lain melakukannya.")


class SelfRestorationError(AccountError):
    status = 403
    code = "memulihkan-diri"
    default_message = _(
        "Anda tidak dapat memulihkan akun sendiri. Minta dua administrator lain melakukannya."
    )


class SecondPersonError(AccountError):
    status = 403
    code = "perlu-orang-kedua"
    default_message = _(
        "Yang meminta pemulihan tidak boleh menyetujuinya. Minta administrator lain memeriksa."
    )


class NoFactorError(AccountError):
    status = 409
    code = "tanpa-pengaman-kedua"
    default_message = _("%(name)s tidak memakai pengaman kedua, jadi tidak ada yang perlu dipulihkan.")


class RestorationWaitingError(AccountError):
    status = 409
    code = "pemulihan-sudah-diminta"
    default_message = _("Pemulihan untuk %(name)s sudah diminta dan menunggu administrator kedua.")


class RestorationClosedError(AccountError):
    status = 409
    code = "pemulihan-sudah-ditutup"
    default_message = _(
        "Permintaan pemulihan ini sudah diputuskan atau lewat 24 jam. Muat ulang untuk melihat hasilnya."
    )


class ReasonMissingError(AccountError):
    code = "tanpa-alasan"
    default_message = _("Tulis alasannya: bagaimana Anda memastikan bahwa orang ini yang meminta.")


class FactorNeededError(AccountError):
    status = 403
    code = "perlu-pengaman-kedua"
    default_message = _("Peran Anda memerlukan pengaman kedua. Pasang di halaman Akun, lalu ulangi.")
