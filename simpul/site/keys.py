"""The two keys of an installation: made once, readable by one user, known elsewhere by fingerprint only.

`secret.key` signs sessions and links; `file.key` closes secrets in the database (see `simpul.core.secrets`).
A backup never holds them, so that whoever finds a backup cannot use what it closes. This module needs no
settings: it works where none can be loaded yet.
"""

import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.utils.translation import gettext_lazy as _

from simpul.core import env, errors
from simpul.core.secrets import keys_in

SECRET, FILE = "secret.key", "file.key"
VARIABLES = {SECRET: "SIMPUL_SECRET_KEY", FILE: "SIMPUL_FILE_KEY"}
_MISSING = "kunci-tidak-ada-"
_FINGERPRINT_DIGITS = 16


class KeysExistError(errors.SimpulError):
    """A key stands there already; writing over it would close what it opens for ever."""

    status = 409
    code = "kunci-sudah-ada"
    default_message = _(
        "%(path)s sudah ada dan tidak ditimpa: tanpa kunci lama, rahasia di basis data tidak terbuka lagi."
    )


class KeyFileMissingError(errors.SimpulError):
    """There is no key file to add a key to."""

    status = 404
    code = "kunci-tidak-ada"
    default_message = _("%(path)s tidak ada. Jalankan `simpul keys` untuk membuat kunci pertama.")


@dataclass(frozen=True)
class Fingerprints:
    """What identifies the keys without giving them away: shortened SHA-256 of each."""

    secret: str
    file: tuple[str, ...]


def folder(data_dir: Path) -> Path:
    """Where the keys lie: SIMPUL_KEYS_DIR, else `keys` in the data folder."""
    return Path(env.text("SIMPUL_KEYS_DIR", str(data_dir / "keys"))).resolve()


def create(place: Path) -> list[Path]:
    """Make both keys; raises KeysExistError, and makes neither, when one of them stands."""
    makers: dict[str, Callable[[], str]] = {SECRET: lambda: secrets.token_urlsafe(64), FILE: _new_file_key}
    for name in makers:
        if (place / name).exists():
            raise KeysExistError(path=place / name)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return [_write_new(place / name, make()) for name, make in makers.items()]


def rotate(place: Path) -> Path:
    """Put a new key on top of file.key; the older ones go on opening what they closed."""
    path = place / FILE
    if not path.is_file():
        raise KeyFileMissingError(path=path)
    lines = [_new_file_key(), *keys_in(path.read_text())]
    fresh = _write_new(place / f".{FILE}.{secrets.token_hex(4)}", "\n".join(lines))
    fresh.replace(path)
    return path


def fingerprints(settings: Any) -> Fingerprints:
    """Of the keys that these settings hold."""
    return Fingerprints(
        _fingerprint(settings.SECRET_KEY), tuple(_fingerprint(key) for key in keys_in(settings.FILE_KEY))
    )


def stand_in() -> None:
    """Let settings load where keys are missing, for the commands that make them or miss them aloud."""
    place = folder(Path(env.text("SIMPUL_DATA_DIR", "var")).resolve())
    for name, variable in VARIABLES.items():
        if not env.text(variable) and not (place / name).is_file():
            os.environ[variable] = _MISSING + secrets.token_hex(16)


def missing(settings: Any) -> list[str]:
    """Names of the key files that are missing and for which `stand_in` stands in."""
    held = {SECRET: settings.SECRET_KEY, FILE: settings.FILE_KEY}
    return [name for name, value in held.items() if value.startswith(_MISSING)]


def exposed(place: Path) -> list[Path]:
    """Key files that others than their owner may read or write."""
    paths = [place / name for name in VARIABLES]
    return [path for path in paths if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077]


def _new_file_key() -> str:
    return Fernet.generate_key().decode("ascii")


def _fingerprint(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:_FINGERPRINT_DIGITS]


def _write_new(path: Path, text: str) -> Path:
    """Mode 0600 from the first moment, and never over something that stands."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path
