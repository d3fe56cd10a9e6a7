"""Files that cannot be read as a sheet, each with its own name and the next step for the person."""

from django.utils.translation import gettext_lazy as _

from simpul.core.errors import SimpulError


class SheetError(SimpulError):
    """The file as a whole cannot be checked; nothing of it was read."""

    code = "berkas-tidak-terbaca"
    default_message = _("Berkas ini tidak dapat dibaca. Simpan ulang sebagai XLSX atau CSV lalu unggah lagi.")


class EmptyFile(SheetError):
    code = "berkas-kosong"
    default_message = _("Berkas ini kosong (0 bait). Buka di komputer Anda, simpan lagi, lalu unggah.")


class EmptySheet(SheetError):
    """Nothing but headings, or nothing at all."""

    code = "lembar-kosong"
    default_message = _(
        "Lembar “%(sheet)s” belum berisi data di bawah judul kolomnya. Isi dulu datanya lalu unggah lagi."
    )


class NotASheet(SheetError):
    """The bytes are of another kind than CSV or XLSX, whatever the name says."""

    code = "bukan-lembar-kerja"
    default_message = _("Isi berkas ini %(kind)s, bukan lembar kerja. Kirim tabelnya sebagai XLSX atau CSV.")


class LegacyWorkbook(SheetError):
    code = "format-lama"
    default_message = _(
        "Berkas ini %(kind)s. Buka berkasnya, pilih Simpan Sebagai, jenis Excel Workbook (.xlsx), "
        "lalu unggah hasilnya."
    )


class EncryptedWorkbook(SheetError):
    code = "berkas-bersandi"
    default_message = _(
        "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus sandinya lewat Info › Proteksi, "
        "simpan, lalu unggah lagi."
    )


class BrokenWorkbook(SheetError):
    """The zip or the XML inside is cut off or damaged."""

    code = "berkas-rusak"
    default_message = _(
        "Berkas ini rusak atau belum terunduh utuh. Buka di Excel, simpan ulang sebagai XLSX, "
        "lalu unggah lagi."
    )


class DangerousWorkbook(SheetError):
    """Something that a spreadsheet program never writes: entities, a document type, a bomb."""

    code = "berkas-berbahaya"
    default_message = _(
        "Berkas ini memuat %(what)s yang tidak pernah ditulis program lembar kerja. Salin datanya ke "
        "templat yang baru lalu unggah templat itu."
    )


class TooLarge(SheetError):
    """Larger than the limit; `found` and `limit` are texts with their unit."""

    code = "berkas-terlalu-besar"
    status = 413
    default_message = _("Berkas ini %(found)s, batasnya %(limit)s. Kirim sebagai CSV atau bagi menjadi dua.")


class TooManyRows(SheetError):
    code = "baris-terlalu-banyak"
    status = 413
    default_message = _(
        "Lembar ini lebih dari %(limit)s baris. Bagi menurut periode atau kecamatan, "
        "lalu kirim satu per satu."
    )


class TooManyColumns(SheetError):
    code = "kolom-terlalu-banyak"
    status = 413
    default_message = _(
        "Lembar ini memakai lebih dari %(limit)s kolom. Hapus kolom yang tidak diminta templat, "
        "lalu unggah lagi."
    )


class BrokenCsv(SheetError):
    """A quotation mark is not closed, or text follows a closed one."""

    code = "csv-rusak"
    default_message = _(
        'Tanda kutip (") di sekitar baris %(row)s tidak berpasangan, sehingga kolomnya tidak terpisah. '
        "Betulkan tanda kutipnya atau kirim sebagai XLSX."
    )


class WrongTemplate(SheetError):
    """No row of the sheet holds the headings of the data set."""

    code = "templat-salah"
    default_message = _(
        "Judul kolom tidak cocok dengan templat. Diharapkan: %(expected)s. Ditemukan: %(found)s. "
        "Unduh templat data ini lalu pindahkan isinya."
    )


class OtherDataset(SheetError):
    """The file's own mark says that it is the template of another data set."""

    code = "templat-data-lain"
    default_message = _(
        "Berkas ini memakai templat data “%(found)s”, sedangkan yang diminta “%(expected)s”. "
        "Unggah di halaman data yang sesuai atau pakai templat data ini."
    )


class OtherPeriod(SheetError):
    """The file's own mark says that it is the template of another period."""

    code = "templat-periode-lain"
    default_message = _(
        "Templat berkas ini untuk periode %(found)s, sedangkan pengiriman ini untuk %(expected)s. "
        "Pilih periode %(found)s, atau unduh templat %(expected)s lalu pindahkan isinya."
    )
