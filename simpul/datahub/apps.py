"""Django's registration of the area."""

from django.apps import AppConfig


class DatahubConfig(AppConfig):
    name = "simpul.datahub"
    label = "datahub"
