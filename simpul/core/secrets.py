"""Secrets that the database keeps, such as the seed of a second factor, closed with the keys of file.key.

The newest key stands first and closes; every key in the file opens. `simpul keys --rotate` adds one; none
is removed while something closed with it remains.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpul.core import errors


class UnreadableSecretError(errors.SimpulError):
    """The text was closed with a key that is not installed, or was damaged."""

    status = 500
    code = "rahasia-tak-terbaca"
    default_message = _(
        "Rahasia ini tidak dapat dibuka dengan kunci yang terpasang. Minta administrator memeriksa file.key."
    )


def seal(text: str) -> str:
    """The text closed with the newest key: ASCII, about a third longer, different each time."""
    return _box().encrypt(text.encode()).decode("ascii")


def open_(text: str) -> str:
    """What `seal` closed, with whichever installed key it was; raises UnreadableSecretError."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken:
        raise UnreadableSecretError() from None


def keys_in(text: str) -> list[str]:
    """The keys of a key file or setting, newest first: one a line, blank lines left out."""
    return text.split()


def is_key(text: str) -> bool:
    """True for a key that Fernet accepts: 32 random bytes in URL-safe base64."""
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys_in(settings.FILE_KEY)])
