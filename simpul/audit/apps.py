"""Django's registration of the area."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "simpul.audit"
    label = "audit"
