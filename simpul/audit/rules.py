"""How an act is sealed, and what may stand in its details: plain functions from values to values.

seal = SHA-256 over the canonical JSON of all columns: keys in alphabetical order, no blanks, UTF-8, instants
in UTC with six decimals of a second. `previous_seal` is one of them, so each seal stands on all before it.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

GENESIS = "0" * 64
FORMAT = 1
MASK = "[disamarkan]"

_COLUMNS = (
    "id", "government_id", "sequence", "actor_id", "actor_label", "post_label", "action", "object_kind",
    "object_key", "details", "request_id", "previous_seal",
)  # fmt: skip

# Shapes by which a person can be found: an address of mail, a NIK (regulated shape: six digits of area, day
# of birth with 40 added for women, month, year, four digits), a mobile number.
_PERSONAL = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?<![\w.])\d{6}(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}(?!\w)"),
    re.compile(r"(?<!\w)(?:\+62|0)8\d{7,11}(?!\w)"),
)


def canonical(entry: Any) -> bytes:
    """The bytes that are sealed, of anything that has the columns of an entry."""
    fields = {name: getattr(entry, name) for name in _COLUMNS}
    fields |= {"at": entry.at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "format": FORMAT}
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def seal_of(entry: Any) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def plain(value: Any) -> Any:
    """The value as JSON that any database gives back unchanged, with what looks personal masked.

    Floats become text, since databases print them differently and a seal must not depend on that.
    """
    if isinstance(value, Mapping):
        return {without_personal(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if without_personal(str(value)) == str(value) else MASK
    return without_personal(str(value))


def without_personal(text: str) -> str:
    """The text with addresses of mail, NIK and mobile numbers masked, and without NUL."""
    for shape in _PERSONAL:
        text = shape.sub(MASK, text)
    return text.replace("\0", "")
