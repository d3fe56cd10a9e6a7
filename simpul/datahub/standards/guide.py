"""The sheet "Petunjuk" of a template, and the hints at its columns: what to write where, in Indonesian."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from simpul.core import decimals, expressions
from simpul.datahub.standards.schema import Field, Rule, Schema

if TYPE_CHECKING:
    from simpul.datahub.standards.template import Facts

_WIDTHS: Final = (26, 26, 34, 8, 26, 58)
_SHOWN_CHOICES: Final = 12


def write(book: Any, sheet: Any, schema: Schema, facts: "Facts") -> None:
    """Title, steps, one row for each column, and the rules between columns."""
    title = book.add_format({"bold": True, "font_size": 16, "font_color": "#005B6B"})
    head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#005B6B", "indent": 1})
    body = book.add_format({"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": "#DBD9D1"})
    strong = book.add_format({"valign": "top", "bold": True, "bottom": 1, "bottom_color": "#DBD9D1"})
    sheet.hide_gridlines(2)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, facts.dataset_title, title)
    sheet.write_string(1, 0, subtitle(facts))
    row = 3
    for number, step in enumerate(steps(schema), start=1):
        sheet.write_string(row, 0, f"{number}. {step}")
        row += 1
    row += 1
    for column, text in enumerate(_heads()):
        sheet.write_string(row, column, text, head)
    for field in schema.fields:
        row += 1
        for column, text in enumerate(_cells(field)):
            sheet.write_string(row, column, text, strong if column == 0 else body)
    for number, sentence in enumerate(rules(schema)):
        if number == 0:
            sheet.write_string(row + 2, 0, _("Yang diperiksa antarkolom"), head)
        sheet.write_string(row + 3 + number, 0, f"• {sentence}")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect()


def subtitle(facts: "Facts") -> str:
    """Whose sheet it is and for when."""
    return _("%(agency)s · %(government)s · periode %(period)s · templat %(code)s versi %(version)s") % {
        "agency": facts.agency_name,
        "government": facts.government_name,
        "period": facts.period.label,
        "code": facts.dataset_code,
        "version": facts.version,
    }


def steps(schema: Schema) -> Iterator[str]:
    """How to fill it in."""
    yield _("Isi lembar “Data” mulai baris 2. Judul kolom di baris 1 jangan diubah.")
    yield _("Tulis angka tanpa satuan. Titik untuk ribuan dan koma untuk desimal.")
    yield _("Kosongkan sel bila datanya belum ada; tulis 0 hanya bila memang nol.")
    yield _("Jangan menambah baris jumlah; jumlah dihitung sistem.")
    yield _("Simpan sebagai XLSX lalu unggah. Hasil pemeriksaan menunjuk sel yang perlu dibetulkan.")


def rules(schema: Schema) -> Iterator[str]:
    """The conditions between columns as sentences."""
    for rule in schema.rules:
        yield _rule(rule, schema)


def _rule(rule: Rule, schema: Schema) -> str:
    names = {field.name: field.name for field in schema.fields}
    return expressions.describe(rule.condition, names)


def _heads() -> tuple[str, ...]:
    return (_("Kolom"), _("Judul"), _("Isi"), _("Wajib"), _("Contoh"), _("Keterangan"))


def _cells(field: Field) -> tuple[str, ...]:
    wanted = _("ya") if field.constraints.required else _("tidak")
    return (field.name, field.label, what(field), wanted, field.example, field.description)


def what(field: Field) -> str:
    """The kind of content, its unit, choices and limits, in one phrase."""
    kinds = {
        "string": _("teks"),
        "integer": _("bilangan bulat"),
        "number": _("angka, boleh desimal"),
        "money": _("rupiah utuh"),
        "date": _("tanggal"),
        "year": _("tahun empat angka"),
        "period": _("kode periode"),
        "area": _("kode wilayah Kemendagri"),
        "boolean": f"{field.true_values[0]} / {field.false_values[0]}",
    }
    parts = [kinds[field.type], *_limits(field)]
    if field.unit:
        parts.append(_("satuan %(unit)s") % {"unit": field.unit})
    if field.constraints.enum:
        parts[0] = _("pilihan: %(choices)s") % {"choices": _choices(field)}
    return ", ".join(parts)


def _choices(field: Field) -> str:
    shown = ", ".join(field.constraints.enum[:_SHOWN_CHOICES])
    return shown + (", …" if len(field.constraints.enum) > _SHOWN_CHOICES else "")


def _limits(field: Field) -> Iterator[str]:
    for bound, text in (
        (field.constraints.minimum, _("paling sedikit %(bound)s")),
        (field.constraints.maximum, _("paling banyak %(bound)s")),
    ):
        if bound is not None:
            plain = bound if isinstance(bound, str) else decimals.plain(bound)
            yield text % {"bound": plain if field.type in ("year", "date") else _shown(bound)}


def _shown(bound: Any) -> str:
    return bound if isinstance(bound, str) else decimals.indonesian(bound)


def short(field: Field) -> str:
    """The hint that appears when a cell is chosen."""
    example = _("Contoh: %(example)s") % {"example": field.example} if field.example else ""
    return "\n".join(part for part in (what(field).capitalize(), field.description, example) if part)


def hint(field: Field) -> str:
    """The comment at the heading."""
    wanted = _("Wajib diisi.") if field.constraints.required else _("Boleh kosong bila datanya belum ada.")
    return "\n".join((field.label, short(field), wanted))
