"""Column letters of a sheet: index 0 is A, 25 is Z, 26 is AA."""

import re
from functools import cache

from simpul.datahub.intake.sheets.errors import BrokenWorkbook

_LETTERS = re.compile(r"[A-Z]{1,3}")


@cache
def letters(index: int) -> str:
    """The letters of a column, from its index counted from 0."""
    text = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


@cache
def index(column: str) -> int:
    """The index, counted from 0, of a column given by its letters; raises BrokenWorkbook."""
    if not _LETTERS.fullmatch(column):
        raise BrokenWorkbook
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
