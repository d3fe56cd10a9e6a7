"""Django's registration of the area."""

from django.apps import AppConfig


class CommandcenterConfig(AppConfig):
    name = "simpul.commandcenter"
    label = "commandcenter"
