"""The front door of notifications."""

from simpul.notifications.errors import LetterNotSentError
from simpul.notifications.letters import send

__all__ = ["LetterNotSentError", "send"]
