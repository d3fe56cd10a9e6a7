"""The front door for other areas: governments, agencies, posts, memberships, roles and area codes."""

from simpul.organizations.addresses import government_at, touch
from simpul.organizations.models import (
    Agency,
    AgencyChange,
    Area,
    AreaLevel,
    Government,
    Membership,
    Outline,
    Post,
)
from simpul.organizations.roles import AGENCY_BOUND, CAPABILITIES, GRANTS, Role
from simpul.organizations.seats import Seat, seat_of

__all__ = [
    "AGENCY_BOUND",
    "CAPABILITIES",
    "GRANTS",
    "Agency",
    "AgencyChange",
    "Area",
    "AreaLevel",
    "Government",
    "Membership",
    "Outline",
    "Post",
    "Role",
    "Seat",
    "government_at",
    "seat_of",
    "touch",
]
