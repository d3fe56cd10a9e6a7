"""The front door for other areas: people, invitations, restorations, second factors."""

from simpul.accounts.enums import InvitationState, RestorationState
from simpul.accounts.errors import AccountError
from simpul.accounts.factors import enrolled
from simpul.accounts.models import Invitation, Restoration, User
from simpul.accounts.operations.invitations import Issued, invite, resend, revoke
from simpul.accounts.operations.people import deactivate, end_sessions, reactivate
from simpul.accounts.operations.restorations import (
    approve_restoration,
    refuse_restoration,
    request_restoration,
)
from simpul.accounts.places import Place, place_of
from simpul.accounts.queries import latest_invitations, waiting_restorations
from simpul.accounts.rules import DEMANDING, demands_factor

__all__ = [
    "DEMANDING",
    "AccountError",
    "Invitation",
    "InvitationState",
    "Issued",
    "Place",
    "Restoration",
    "RestorationState",
    "User",
    "approve_restoration",
    "deactivate",
    "demands_factor",
    "end_sessions",
    "enrolled",
    "invite",
    "latest_invitations",
    "place_of",
    "reactivate",
    "refuse_restoration",
    "request_restoration",
    "resend",
    "revoke",
    "waiting_restorations",
]
