"""What cannot be done to governments, agencies, posts and people, each with its way out."""

from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class AddressTakenError(errors.ConflictError):
    """Another government of this installation already stands at the address."""

    code = "alamat-terpakai"
    default_message = _(
        "Alamat %(address)s sudah dipakai %(name)s. Pilih alamat lain, atau masuk sebagai administratornya."
    )


class AlreadyStartedError(errors.ConflictError):
    """The page for the first government was used although one exists."""

    code = "sudah-dimulai"
    default_message = _(
        "Simpul ini sudah memiliki pemerintah daerah. Masuk dengan akun Anda, atau minta undangan kepada "
        "administratornya."
    )


class AreaUnknownError(errors.SimpulError):
    """The area code is not one of a province, regency or city."""

    code = "kode-wilayah-tidak-dikenal"
    default_message = _(
        "Kode wilayah %(code)s tidak dikenal. "
        "Tulis kode Kemendagri provinsi (64) atau kabupaten/kota (64.01)."
    )


class SetupCodeError(errors.ForbiddenError):
    """The one-time code of the first start is wrong or too old."""

    code = "kode-awal-salah"
    default_message = _(
        "Kode awal ini salah atau sudah lewat 24 jam. Jalankan simpul init --web di server untuk kode baru."
    )


class AgencyCodeTakenError(errors.ConflictError):
    """Two agencies of a government cannot share a code."""

    code = "kode-perangkat-terpakai"
    default_message = _("Kode %(agency_code)s sudah dipakai %(name)s. Beri kode lain.")


class AgencyEndedError(errors.ConflictError):
    """The agency has been merged into another one."""

    code = "perangkat-berakhir"
    default_message = _("%(name)s sudah digabung ke perangkat daerah lain dan tidak dapat diubah lagi.")


class MergeIntoItselfError(errors.SimpulError):
    """Source and target of a merger are the same agency."""

    code = "gabung-ke-diri-sendiri"
    default_message = _("Perangkat daerah tidak dapat digabung ke dirinya sendiri. Pilih tujuan lain.")


class FutureDateError(errors.SimpulError):
    """A change that takes effect later is recorded on that day."""

    code = "tanggal-di-depan"
    default_message = _("Tanggal berlaku belum tiba. Catat perubahan ini pada %(day)s atau sesudahnya.")


class AgencyNeededError(errors.SimpulError):
    """The role works for one agency, so its post names the agency."""

    code = "perlu-perangkat-daerah"
    default_message = _("Peran %(role)s bekerja untuk satu perangkat daerah. Pilih perangkat daerahnya.")


class PostExistsError(errors.ConflictError):
    """The same title stands twice in one agency."""

    code = "jabatan-sudah-ada"
    default_message = _("Jabatan %(title)s sudah ada di sini. Tempatkan orang pada jabatan itu.")


class PostInUseError(errors.ConflictError):
    """A post that somebody held is part of the record and stays."""

    code = "jabatan-pernah-dipegang"
    default_message = _(
        "Jabatan ini pernah dipegang orang, jadi tetap tersimpan. Akhiri masa jabatannya saja."
    )


class AlreadyInPostError(errors.ConflictError):
    """The person holds the post in the same days already."""

    code = "sudah-menjabat"
    default_message = _("%(name)s sudah memegang jabatan ini pada tanggal tersebut.")


class PersonInactiveError(errors.ConflictError):
    """The account was deactivated; its owner's own page is where it is resumed."""

    code = "orang-nonaktif"
    default_message = _(
        "Akun dengan alamat surel ini sedang nonaktif. Aktifkan di halaman Orang, atau pakai alamat lain."
    )


class OwnAccessError(errors.ForbiddenError):
    """Nobody takes away their own access."""

    code = "akses-sendiri"
    default_message = _(
        "Anda tidak dapat mencabut akses Anda sendiri. Minta administrator lain melakukannya."
    )


class ServesElsewhereError(errors.ForbiddenError):
    """The account was closed by a government where the person still has a post; only that one opens it."""

    code = "bertugas-di-tempat-lain"
    default_message = _(
        "Akun ini dinonaktifkan pemerintah daerah lain. Hanya administratornya yang membukanya."
    )


class DatesReversedError(errors.SimpulError):
    """The last day lies before the first."""

    code = "tanggal-terbalik"
    default_message = _("Hari terakhir mendahului hari pertama. Pilih %(day)s atau sesudahnya.")


class LastAdministratorError(errors.ConflictError):
    """A government without an administrator could not be run by anybody."""

    code = "administrator-terakhir"
    default_message = _(
        "Ini administrator terakhir yang dapat masuk. Tempatkan administrator lain dahulu, lalu ulangi."
    )


class CrestRefusedError(errors.SimpulError):
    """The uploaded picture cannot be used; the message says what was found."""

    code = "lambang-ditolak"


class SheetRefusedError(errors.SimpulError):
    """The workbook cannot be read at all; the message says why and what to send instead."""

    code = "lembar-ditolak"


class SheetHasErrorsError(errors.SimpulError):
    """A workbook with faulty rows is not applied, not even in part."""

    code = "lembar-berisi-galat"
    default_message = _("Masih ada %(count)s sel yang perlu dibetulkan. Betulkan di berkas lalu unggah lagi.")


class SheetChangedError(errors.ConflictError):
    """What the workbook would do is no longer what the preview showed."""

    code = "pratinjau-kedaluwarsa"
    default_message = _(
        "Data sudah berubah sejak pratinjau dibuat. Ini pratinjau yang baru; periksa lalu terapkan."
    )
