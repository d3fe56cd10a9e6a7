"""Faults of the table as such: a column that is missing or doubled, cells beyond the last heading."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from simpul.datahub.checks.view import Loose, Telling, View


def missing_columns(view: View) -> Iterator[Loose]:
    """A column that the sheet cannot do without is shown at the first free cell of the heading row."""
    for column in view.schema.required:
        if column.name in view.table.columns:
            continue
        cell = f"{view.table.free_column}{view.table.header_row}"
        fix = _("Tambahkan kolom berjudul “%(name)s”, misalnya mulai di %(cell)s, lalu isi.") % {
            "name": column.name,
            "cell": cell,
        }
        telling = Telling(column.name, fix, column.name, _("(tidak ada)"))
        yield Loose(
            rule="kolom-tidak-ada",
            column=column.name,
            title=_("Kolom %(name)s tidak ada") % {"name": column.name},
            statement=_("Kolom %(name)s wajib ada") % {"name": column.name},
            cells=[(view.table.header_row, view.table.free_column, telling)],
            count=1,
        )


def doubled_columns(view: View) -> Iterator[Loose]:
    """Two headings that mean the same field: only the first is read, which a person has to confirm."""
    for letter, heading in view.table.doubled:
        fix = _("Hapus salah satu kolom “%(heading)s”, atau ganti judulnya.") % {"heading": heading}
        telling = Telling(_("satu kolom saja"), fix, "", heading)
        yield Loose(
            rule="kolom-ganda",
            column=heading,
            title=_("Judul kolom ganda"),
            statement=_("Setiap judul kolom hanya satu kali"),
            cells=[(view.table.header_row, letter, telling)],
            count=1,
        )


def surplus_cells(view: View) -> Iterator[Loose]:
    """CSV rows that are longer than their headings: an unquoted separator has shifted the values."""
    if not view.table.surplus:
        return
    letter = view.table.free_column
    note = _("Periksa apakah ada tanda pemisah di dalam isian; apit isiannya dengan tanda kutip.")
    cells = [(row, letter, Telling(_("kosong"), note, "", text)) for row, text in view.table.surplus]
    yield Loose(
        rule="sel-berlebih",
        column=letter,
        title=_("Baris lebih panjang dari judulnya"),
        statement=_("Setiap baris sebanyak judul kolomnya"),
        cells=cells,
        count=len(cells),
    )
