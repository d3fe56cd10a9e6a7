"""Django's registration of the area."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "simpul.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to the sign-in library."""
        from simpul.accounts import receivers  # noqa: F401  (importing connects)
