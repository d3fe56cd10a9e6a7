"""How large a file may be: measured before anything is read, so that memory stays bounded."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper bounds of one upload. `ratio` is the growth allowed when a zipped part is unpacked."""

    csv_bytes: int = 300 * MEGABYTE
    xlsx_bytes: int = 100 * MEGABYTE
    zip_entries: int = 2_000
    unzipped_bytes: int = 800 * MEGABYTE
    ratio: int = 250
    ratio_from_bytes: int = 4 * MEGABYTE
    rows: int = 1_048_576
    columns: int = 300
    line_bytes: int = MEGABYTE
    shared_text_bytes: int = 150 * MEGABYTE


DEFAULT: Final = Limits()
