"""The front door for other areas: governments, agencies, posts, memberships, roles and area codes."""

from simpul.organizations.addresses import government_at, touch
from simpul.organizations.areas.checking import Checked
from simpul.organizations.areas.checking import check as check_outlines
from simpul.organizations.areas.codes import normalised as normalised_code
from simpul.organizations.areas.load import load as load_areas
from simpul.organizations.areas.maps import Point, PointMap, Shape, points_for, shapes_for
from simpul.organizations.areas.outlines import save as save_outlines
from simpul.organizations.areas.resolve import resolve, resolve_many
from simpul.organizations.areas.search import search as search_areas
from simpul.organizations.areas.table import ATTRIBUTION as AREA_ATTRIBUTION
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
    "AREA_ATTRIBUTION",
    "CAPABILITIES",
    "GRANTS",
    "Agency",
    "AgencyChange",
    "Area",
    "AreaLevel",
    "Checked",
    "Government",
    "Membership",
    "Outline",
    "Point",
    "PointMap",
    "Post",
    "Role",
    "Seat",
    "Shape",
    "check_outlines",
    "government_at",
    "load_areas",
    "normalised_code",
    "points_for",
    "resolve",
    "resolve_many",
    "save_outlines",
    "search_areas",
    "seat_of",
    "shapes_for",
    "touch",
]
