"""Django's registration of the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommandcenterConfig(AppConfig):
    name = "simpul.commandcenter"
    label = "commandcenter"

    def ready(self) -> None:
        from simpul.web import navigation

        item = navigation.Item(
            "papan", _("Command Center"), "board", 20, capability="board.view", audience="kerja"
        )
        navigation.register(item)
