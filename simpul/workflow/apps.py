"""Django's registration of the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    name = "simpul.workflow"
    label = "workflow"

    def ready(self) -> None:
        from simpul.web import navigation
        from simpul.workflow.badge import badge

        navigation.register(navigation.Item("tugas", _("Tugas"), "tasks", 10, None, "kerja", badge))
