"""People, their invitations, restorations of a lost second factor, and the counters of attempts."""

from simpul.accounts.models.counter import Counter
from simpul.accounts.models.invitation import Invitation
from simpul.accounts.models.restoration import Restoration
from simpul.accounts.models.user import User

__all__ = ["Counter", "Invitation", "Restoration", "User"]
