"""Names of areas as people type them: with the word for the kind, in old spelling, with a slip."""

import re
import unicodedata
from dataclasses import dataclass

# What people write in front of a name, and the kinds that it may mean.
_KIND_WORDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("prov", "provinsi", "propinsi"), frozenset({"provinsi"})),
    **dict.fromkeys(("kab", "kabupaten"), frozenset({"kabupaten"})),
    **dict.fromkeys(("kota", "kotamadya"), frozenset({"kota"})),
    **dict.fromkeys(("kec", "kecamatan", "distrik"), frozenset({"kecamatan", "distrik"})),
    **dict.fromkeys(("kel", "kelurahan"), frozenset({"kelurahan"})),
    **dict.fromkeys(("ds", "desa"), frozenset({"desa", "desa adat"})),
}
_KIND_PREFIX = re.compile(r"^((Kabupaten|Kota)( Administrasi)?|Daerah (Khusus Ibukota|Istimewa)) ")
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"))  # before the spelling reform of 1972


@dataclass(frozen=True)
class Wanted:
    """A typed name: `key` as a whole; `bare` and `kinds` when it began with the word for a kind."""

    key: str
    bare: str = ""
    kinds: frozenset[str] = frozenset()


def folded(name: str) -> str:
    """The form in which names are compared: small letters and digits only, no spaces, new spelling."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"[^a-z0-9]", "", plain)
    for old, new in _OLD_SPELLING:
        joined = joined.replace(old, new)
    return joined


def search_name(name: str, level: int) -> str:
    """The folded name of an area; of provinces and regencies without the words for their kind."""
    return folded(_KIND_PREFIX.sub("", name) if level <= 2 else name)


def wanted(text: str) -> Wanted:
    """Read a typed name: "kec. tanah grogot" is tanahgrogot among kecamatan and distrik."""
    first, _, rest = text.strip().partition(" ")
    kinds = _KIND_WORDS.get(first.lower().rstrip("."), frozenset())
    if not kinds or not folded(rest):
        return Wanted(folded(text))
    return Wanted(folded(text), folded(rest), kinds)


def slips_allowed(key: str) -> int:
    """How many letters may be wrong, missing or too many: none in short words, two in long ones."""
    return 0 if len(key) < 5 else 1 if len(key) < 9 else 2


def pieces(key: str) -> list[str]:
    """Parts of the key of which at least one stands unharmed in any name within the slips allowed."""
    count = slips_allowed(key) + 1
    size = len(key) / count
    return [key[round(size * index) : round(size * (index + 1))] for index in range(count)]


def slips(key: str, name: str) -> int:
    """Fewest single-letter changes that turn the key into the name or into a beginning of it."""
    row = list(range(len(name) + 1))
    for position, letter in enumerate(key, start=1):
        above, row = row, [position]
        for index, other in enumerate(name):
            row.append(min(above[index] + (letter != other), above[index + 1] + 1, row[index] + 1))
    return min(row)
