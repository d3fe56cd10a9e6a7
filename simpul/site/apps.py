"""Django's registration of the area."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "simpul.site"
    label = "site"

    def ready(self) -> None:
        """Introduce to each other the areas that must not know each other."""
        from simpul.site import administration, introductions

        introductions.make()
        administration.register()
