"""Secrets at rest."""

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from simpul.core import secrets

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_a_sealed_secret_opens_and_does_not_show_what_it_holds() -> None:
    closed = secrets.seal("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in closed
    assert secrets.open_(closed) == "JBSWY3DPEHPK3PXP"


def test_after_a_rotation_old_secrets_open_and_new_ones_need_the_new_key(settings: Settings) -> None:
    settings.FILE_KEY = OLD
    before = secrets.seal("lama")
    settings.FILE_KEY = f"{NEW}\n{OLD}\n"
    after = secrets.seal("baru")
    assert secrets.open_(before) == "lama"
    settings.FILE_KEY = NEW
    assert secrets.open_(after) == "baru"


def test_a_secret_of_another_installation_does_not_open(settings: Settings) -> None:
    settings.FILE_KEY = OLD
    closed = secrets.seal("rahasia")
    settings.FILE_KEY = NEW
    with pytest.raises(secrets.UnreadableSecretError, match=r"file\.key"):
        secrets.open_(closed)


def test_a_damaged_secret_does_not_open() -> None:
    closed = secrets.seal("rahasia")
    with pytest.raises(secrets.UnreadableSecretError):
        secrets.open_(closed[:-4] + "AAA=")


@pytest.mark.parametrize(
    ("text", "is_key"),
    [(NEW, True), ("pendek", False), ("", False), ("x" * 44, False)],
    ids=["a key", "short", "empty", "not base64"],
)
def test_only_what_fernet_accepts_is_a_key(text: str, is_key: bool) -> None:
    assert secrets.is_key(text) is is_key
