"""Django's registration of the area."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "simpul.organizations"
    label = "organizations"
