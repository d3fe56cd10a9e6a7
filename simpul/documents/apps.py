"""Django's registration of the area."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "simpul.documents"
    label = "documents"
