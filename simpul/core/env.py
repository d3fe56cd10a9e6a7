"""Settings come from the environment through three helpers that stop with a clear sentence."""

import os
from pathlib import Path


class SettingError(SystemExit):
    """A setting is missing or cannot be read; the process ends and says which."""


def text(name: str, default: str = "") -> str:
    """The variable as it stands, or the default."""
    return os.environ.get(name, default)


def boolean(name: str, default: bool) -> bool:
    """`1/true/ya` or `0/false/tidak`."""
    value = os.environ.get(name, "").strip().lower()
    if value == "":
        return default
    if value in ("1", "true", "yes", "ya"):
        return True
    if value in ("0", "false", "no", "tidak"):
        return False
    raise SettingError(f"{name} must be 1 or 0, not {value!r}.")


def integer(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "").strip()
    try:
        return int(value) if value else default
    except ValueError:
        raise SettingError(f"{name} must be a whole number, not {value!r}.") from None


def folder(name: str, default: str) -> Path:
    """A folder that is there: made, closed to others, where it was missing."""
    path = Path(text(name, default)).resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise SettingError(f"{name}: the folder {path} cannot be made ({problem.strerror}).") from None
    return path


def secret(name: str, key_file: Path) -> str:
    """A secret from the variable or, failing that, from a file outside the data folder."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if key_file.is_file():
        return key_file.read_text().strip()
    raise SettingError(
        f"{name} is not set and {key_file} does not exist. Run `simpul keys` once to create the keys."
    )
