"""Numbers as people type them, read exactly: "22.150", "1.234,5", "(1.200)", "1 234", "Rp 1.000,00"."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

import polars as pl
from django.utils.translation import gettext as _

from simpul.core import decimals
from simpul.datahub.checks import faults
from simpul.datahub.checks.faults import Fault
from simpul.datahub.intake.sheets.table import BOOLEAN, DATE, NUMBER, PERCENT, TEXT
from simpul.datahub.standards.schema import Field

MOST_WHOLE_DIGITS: Final = 18
MOST_FRACTION_DIGITS: Final = 12
"""Together they leave room for the arithmetic of the rules within 128 bits."""

_DASHES: Final = re.compile(r"[-–—.…]+")
_WITH_WORDS: Final = re.compile(r"(?P<before>[^\d(−-]*?)\s*(?P<number>[(−-]?\d[\d.,]*\)?)\s*(?P<after>\D*)")
_PERCENT_UNITS: Final = frozenset({"persen", "%", "percent", "prosen"})


def canonical(texts: pl.Series, kinds: pl.Series | None, column: Field) -> pl.Series:
    """Plain decimal text where a cell is clearly a number of its kind, null where it must be looked at."""
    typed = texts.str.contains(_pattern(column))
    plain = texts.str.replace_all(column.group_char, "", literal=True) if column.group_char else texts
    plain = plain.str.replace(column.decimal_char, ".", literal=True)
    nothing = pl.Series([None], dtype=pl.String)
    if kinds is None:
        return plain.zip_with(typed, nothing)
    plain = plain.zip_with(typed & (kinds == TEXT), nothing)
    return texts.zip_with(kinds == NUMBER, plain)


def _pattern(column: Field) -> str:
    point = re.escape(column.decimal_char)
    grouped = rf"[0-9]{{1,3}}(?:{re.escape(column.group_char)}[0-9]{{3}})+|" if column.group_char else ""
    return rf"^-?(?:{grouped}[0-9]+)(?:{point}[0-9]+)?$"


def parse(text: str, kind: int, column: Field) -> str | Fault:
    """Plain decimal text of one cell, or what is wrong with it. `text` is stripped and not empty."""
    wrong = faults.of_kind(text, kind, _expected(column)) or _other_kind(text, kind, column)
    if wrong:
        return wrong
    plain = text if kind == NUMBER else _read(text, column)
    if plain is None:
        return _unreadable(text, column)
    return _fits(plain, text, kind, column)


def _other_kind(text: str, kind: int, column: Field) -> Fault | None:
    if kind not in (DATE, BOOLEAN):
        return None
    what = _("tanggal") if kind == DATE else _("benar/salah")
    return Fault(
        "jenis-angka",
        _("Bukan angka"),
        _expected(column),
        _("Sel ini berformat %(what)s. Ubah format selnya menjadi Angka lalu ketik ulang nilainya.")
        % {"what": what},
    )


def _expected(column: Field) -> str:
    if column.type == "number":
        return _("angka, misalnya 1.234,5")
    if column.type == "money":
        return _("rupiah utuh, misalnya 1.250.000")
    return _("bilangan bulat, misalnya 1.250")


def _read(text: str, column: Field) -> str | None:
    """Plain decimal text of what needs no guess: brackets for negative, blanks between thousands, the
    currency or per cent sign that the column's unit says anyway."""
    body = text.replace("\N{MINUS SIGN}", "-").removeprefix("+")
    if body.startswith("(") and body.endswith(")"):
        body = "-" + body[1:-1].strip()
    if column.type == "money":
        body = re.sub(r"^(-?)\s*(?:Rp|IDR)\.?\s*", r"\1", body, flags=re.IGNORECASE)
        body = re.sub(r",(?:-+|0+)$", "", body)
    if column.unit.casefold() in _PERCENT_UNITS:
        body = body.removesuffix("%").rstrip()
    if re.fullmatch(r"-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:,[0-9]+)?", body):
        body = re.sub(r"[ \u00a0\u202f]", "", body)
    if text.endswith("%") and re.fullmatch(r"-?[0-9]+\.[0-9]+", body):
        return body  # a percentage as `stored.percentage` writes it, with a point
    return _to_plain(body, column)


def _to_plain(body: str, column: Field) -> str | None:
    if not re.fullmatch(_pattern(column)[1:-1], body, flags=re.ASCII):
        return None
    plain = body.replace(column.group_char, "") if column.group_char else body
    return plain.replace(column.decimal_char, ".")


def _fits(plain: str, text: str, kind: int, column: Field) -> str | Fault:
    whole, _point, rest = plain.removeprefix("-").partition(".")
    if len(whole.lstrip("0")) > MOST_WHOLE_DIGITS or len(rest.rstrip("0")) > MOST_FRACTION_DIGITS:
        return Fault("angka-terlalu-panjang", _("Angka terlalu panjang"), _expected(column), _long_note())
    if column.type == "number" or not rest.strip("0"):
        return plain if column.type == "number" else plain.partition(".")[0]
    return _not_whole(plain, kind, column)


def _long_note() -> str:
    return _("Periksa apakah dua angka menyatu dalam satu sel, atau satuannya terlalu kecil.")


def _not_whole(plain: str, kind: int, column: Field) -> Fault:
    """A fraction where whole numbers are counted: often a thousands point that was taken for a comma."""
    rest = plain.partition(".")[2]
    if column.type == "money":
        rounded = decimals.plain(Fraction(int(Fraction(plain) + Fraction(1, 2))))
        note = _("Rupiah ditulis utuh tanpa sen; nilai ini dibulatkan.")
        return Fault("rupiah-utuh", _("Rupiah memakai sen"), _expected(column), note, rounded)
    if (kind in (NUMBER, PERCENT) and len(rest) <= 3) or len(rest) == 3:
        thousand = decimals.plain(Fraction(plain) * 1000)
        note = _("Bila maksudnya memang %(number)s: titik ribuannya terbaca sebagai koma.") % {
            "number": decimals.indonesian(Fraction(thousand))
        }
        return Fault("bilangan-bulat", _("Bukan bilangan bulat"), _expected(column), note, thousand)
    note = _("Kolom ini menghitung satuan utuh. Tulis angka tanpa koma.")
    return Fault("bilangan-bulat", _("Bukan bilangan bulat"), _expected(column), note)


def _unreadable(text: str, column: Field) -> Fault:
    """The likely reason why the text is no number, with a suggestion where one number can be meant."""
    if _DASHES.fullmatch(text):
        note = _("Tulis 0 bila memang tidak ada. Kosongkan selnya bila datanya belum ada.")
        return Fault("tanda-hubung", _("Tanda hubung bukan angka"), _expected(column), note)
    mixed = _with_words(text, column)
    if mixed:
        return mixed
    pointed = _english(text, column)
    if pointed:
        return pointed
    note = _("Ketik angkanya saja, tanpa huruf atau tanda lain.")
    return Fault("jenis-angka", _("Bukan angka"), _expected(column), note)


def _with_words(text: str, column: Field) -> Fault | None:
    """ "22.150 jiwa": one number with words before or after it."""
    match = _WITH_WORDS.fullmatch(text)
    words = " ".join((match["before"], match["after"])).strip() if match else ""
    plain = _read(match["number"], column) if match and words else None
    if plain is None:
        return None
    value = Fraction(plain)
    suggestion = decimals.plain(value).replace(".", column.decimal_char)
    grouped = decimals.indonesian(value)
    both = _("%(plain)s atau %(grouped)s") % {"plain": suggestion, "grouped": grouped}
    return Fault(
        "angka-bercampur-kata",
        _("Angka bercampur kata"),
        both if suggestion != grouped else suggestion,
        _("Hapus “%(words)s”; satuan sudah tercatat pada judul data.") % {"words": words},
        suggestion,
    )


def _english(text: str, column: Field) -> Fault | None:
    """ "12.5" and "1,234.5": point and comma the other way round."""
    if not re.fullmatch(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\.[0-9]+)?", text, flags=re.ASCII):
        return None
    value = Fraction(Decimal(text.replace(",", "")))
    if column.type != "number" and value.denominator != 1:
        return None
    suggestion = decimals.plain(value).replace(".", column.decimal_char)
    note = _("Pakai titik untuk ribuan dan koma untuk desimal.")
    return Fault("titik-koma", _("Titik dan koma tertukar"), suggestion, note, suggestion)
