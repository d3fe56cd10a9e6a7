"""Django's registration of the area."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "simpul.notifications"
    label = "notifications"
