"""Kemendagri area codes, PP.KK.CC.DDDD: province, regency, district, village."""

import re

_LENGTHS = (2, 4, 6, 10)  # digits down to each level
_CODE = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")


def normalised(text: str) -> str:
    """The dotted code written with or without dots ("640104" is "64.01.04"); "" when it cannot be one."""
    compact = text.strip()
    if _CODE.fullmatch(compact):
        return compact
    is_digits = compact.isascii() and compact.isdecimal()
    return dotted(compact) if is_digits and len(compact) in _LENGTHS else ""


def dotted(digits: str) -> str:
    """Digits with the dots of a code, also when it is not yet complete: "64010" is "64.01.0"."""
    pieces = (digits[:2], digits[2:4], digits[4:6], digits[6:])
    return ".".join(piece for piece in pieces if piece)


def level_of(code: str) -> int:
    """1 province, 2 regency, 3 district, 4 village, of a dotted code."""
    return code.count(".") + 1


def parent_of(code: str) -> str:
    """The code one level up, "" above a province."""
    return code.rpartition(".")[0]


def ancestors_of(code: str) -> list[str]:
    """All codes above, the nearest first."""
    pieces = code.split(".")
    return [".".join(pieces[:count]) for count in range(len(pieces) - 1, 0, -1)]


def is_within(code: str, container: str) -> bool:
    """True when the code is the container or lies beneath it."""
    return code == container or code.startswith(f"{container}.")
