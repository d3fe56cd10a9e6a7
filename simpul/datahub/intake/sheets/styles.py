"""Which cell formats of a workbook show a date, which a percentage."""

import re
import zipfile
from dataclasses import dataclass
from typing import Final

from simpul.datahub.intake.sheets import xml

# ECMA-376 part 1, 18.8.30: built-in formats for dates and times, including those of eastern locales.
_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_BUILT_IN_PERCENTAGES: Final = frozenset({9, 10})
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DURATION: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


@dataclass(frozen=True)
class Styles:
    """Numbers of the cell formats (the `s` of a cell) that show dates and percentages."""

    dates: frozenset[str] = frozenset()
    percentages: frozenset[str] = frozenset()


def read(archive: zipfile.ZipFile, name: str | None) -> Styles:
    """The styles of a workbook; none when it has no styles part."""
    if name is None or name not in archive.namelist():
        return Styles()
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = False
    for opens, tag, attributes in xml.tags(archive, name):
        if tag == "cellXfs":
            inside = opens
        elif opens and tag == "numFmt":
            codes[_number(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif opens and inside and tag == "xf":
            formats.append(_number(attributes, "numFmtId"))
    return Styles(
        frozenset(str(i) for i, number in enumerate(formats) if _shows_date(number, codes)),
        frozenset(str(i) for i, number in enumerate(formats) if _shows_percentage(number, codes)),
    )


def _number(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _shows_date(number: int, codes: dict[int, str]) -> bool:
    if number not in codes:
        return number in _BUILT_IN_DATES
    code = codes[number]
    if _DURATION.search(code):
        return False
    return bool(set(_LITERAL.sub("", code).lower().replace("general", "")) & set("dmyhs"))


def _shows_percentage(number: int, codes: dict[int, str]) -> bool:
    if number not in codes:
        return number in _BUILT_IN_PERCENTAGES
    return "%" in _LITERAL.sub("", codes[number])
