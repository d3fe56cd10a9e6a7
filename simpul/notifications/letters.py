"""Letters by mail: plain text from a template, to one address, in Indonesian."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from simpul.notifications import errors


def send(*, template: str, address: str, **context: Any) -> None:
    """Send a letter now; raises LetterNotSentError with the reason.

    The template's first line is the subject, the rest the body: "notifications/mail/test.txt".
    """
    with translation.override("id"):
        subject, _line, body = render_to_string(template, context).strip().partition("\n")
    letter = EmailMessage(subject.strip(), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [address])
    try:
        letter.send()
    except OSError as error:  # SMTPException is one too
        raise errors.LetterNotSentError(errors.reason(error)) from error
