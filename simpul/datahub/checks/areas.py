"""Codes of areas: Kemendagri's, with the likely slips told apart (BPS code, name, lost dots or zeros)."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from simpul.datahub.checks import faults
from simpul.datahub.checks.context import Context
from simpul.datahub.checks.faults import Fault
from simpul.datahub.intake.sheets.table import NUMBER
from simpul.datahub.standards.schema import AreaLevel, Field

_WIDTHS: Final = (2, 2, 2, 4)
_PARTS: Final[dict[AreaLevel, int]] = {"province": 1, "regency": 2, "district": 3, "village": 4}
_SHAPE: Final = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?", re.ASCII)


def level_name(level: AreaLevel) -> str:
    """What the level is called in Indonesian."""
    return {
        "province": _("provinsi"),
        "regency": _("kabupaten/kota"),
        "district": _("kecamatan"),
        "village": _("desa/kelurahan"),
    }[level]


def level_of(column: Field) -> AreaLevel:
    return column.level or "district"


def parse(text: str, kind: int, column: Field, context: Context) -> str | Fault:
    """A code of the column's level inside the government, or what was probably meant."""
    level = level_of(column)
    known = context.areas.get(level, {})
    if text in known:
        return text
    return (
        faults.of_kind(text, kind, shape(level, context))
        or _bps(text, level, context)
        or _misshapen(text, kind, level, context)
        or _by_name(text, level, context)
        or _other_level(text, level, context)
        or _unknown(text, level, context)
    )


def shape(level: AreaLevel, context: Context) -> str:
    """What should stand there, with a code of this government as the example."""
    example = next(iter(context.areas.get(level, {})), ".".join(("64", "01", "04", "2001")[: _PARTS[level]]))
    return _("kode %(level)s Kemendagri, misalnya %(example)s") % {
        "level": level_name(level),
        "example": example,
    }


def _named(code: str, context: Context) -> str:
    _level, name = context.every_area[code]
    return f"{code} ({name})"


def _bps(text: str, level: AreaLevel, context: Context) -> Fault | None:
    code = context.bps_codes.get(text.replace(".", "").replace(" ", ""))
    if code is None or code not in context.areas.get(level, {}):
        return None
    return Fault(
        "kode-bps",
        _("Kode %(level)s memakai kode BPS") % {"level": level_name(level)},
        _named(code, context),
        _("Kode BPS boleh disimpan di kolom sendiri bernama kode_bps."),
        code,
    )


def _misshapen(text: str, kind: int, level: AreaLevel, context: Context) -> Fault | None:
    """Lost dots ("640104"), lost zeros ("64.1.4", or 64.1 for 64.10 where a sheet took it for a number)."""
    code = next((c for c in _respelt(text, kind) if c in context.areas.get(level, {})), None)
    if code is None:
        return None
    note = _("Format selnya sebagai Teks agar titik dan nolnya tidak hilang.")
    return Fault(
        "bentuk-kode", _("Kode wilayah kehilangan titik atau nol"), _named(code, context), note, code
    )


def _respelt(text: str, kind: int) -> Iterator[str]:
    digits = re.sub(r"[^0-9]", "", text)
    if re.fullmatch(r"[0-9][0-9 ]*", text):
        yield ".".join(filter(None, (digits[:2], digits[2:4], digits[4:6], digits[6:])))
    parts = re.split(r"[^0-9]+", text)
    if 1 < len(parts) <= 4 and all(parts):
        if kind == NUMBER:
            yield f"{parts[0]}.{parts[-1].ljust(2, '0')}"
        yield ".".join(part.zfill(width) for part, width in zip(parts, _WIDTHS, strict=False))


def _by_name(text: str, level: AreaLevel, context: Context) -> Fault | None:
    code = context.code_of(text, level)
    if code is None:
        return None
    title = _("Nama wilayah di tempat kode")
    return Fault("nama-wilayah", title, _named(code, context), _("Kolom ini berisi kode, bukan nama."), code)


def _other_level(text: str, level: AreaLevel, context: Context) -> Fault | None:
    found = context.every_area.get(text)
    if found is None:
        return None
    note = _("%(code)s adalah kode %(found)s %(name)s; kolom ini meminta kode %(level)s.") % {
        "code": text,
        "found": level_name(found[0]),
        "name": found[1],
        "level": level_name(level),
    }
    return Fault("tingkat-wilayah", _("Kode dari tingkat wilayah lain"), shape(level, context), note)


def _unknown(text: str, level: AreaLevel, context: Context) -> Fault:
    if not _SHAPE.fullmatch(text):
        note = _("Salin kodenya dari templat, dengan titik di antara angkanya.")
        return Fault("jenis-wilayah", _("Bukan kode wilayah"), shape(level, context), note)
    place = context.place or _("pemerintah daerah Anda")
    note = _("Kode ini bukan %(level)s di %(place)s. Salin kodenya dari templat.") % {
        "level": level_name(level),
        "place": place,
    }
    return Fault("wilayah-tak-dikenal", _("Kode wilayah tidak dikenal"), shape(level, context), note)
