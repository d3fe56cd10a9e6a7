"""Mail to the administrators when a page fails: where and what kind, never values of a person."""

import logging

from django.conf import settings
from django.core import mail

from simpul.site.logs import JsonFormatter


class ErrorMailHandler(logging.Handler):
    """Sends the same line that the log holds; failing to send is itself only logged."""

    def emit(self, record: logging.LogRecord) -> None:
        if not settings.ADMINS:
            return
        line = JsonFormatter().format(record)
        mail.mail_admins(f"Simpul: {record.levelname} {record.name}", line, fail_silently=True)
