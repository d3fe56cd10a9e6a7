"""Django's registration of the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "simpul.portal"
    label = "portal"

    def ready(self) -> None:
        from simpul.web import navigation

        navigation.register(navigation.Item("tentang", _("Tentang"), "about", 90, audience="kaki"))
