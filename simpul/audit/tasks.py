"""Scheduled work of the audit."""

from simpul.audit import daily, sealing
from simpul.core import jobs


@jobs.cron("every 5s")
def seal() -> None:
    """Seal what was recorded since; sealing happens in one process at a time for each government."""
    sealing.seal_pending()


@jobs.cron("every 10m")
def keep_heads() -> None:
    """Days end at three moments in Indonesia; what could not be mailed is tried again the next time."""
    daily.take_heads()
    daily.mail_heads()
