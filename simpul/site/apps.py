"""Django's registration of the area."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "simpul.site"
    label = "site"
