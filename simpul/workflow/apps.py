"""Django's registration of the area."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "simpul.workflow"
    label = "workflow"
