"""The front door for other areas: governments, agencies, posts, memberships, roles and area codes."""

from simpul.organizations import frame
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
    Connection,
    ConnectionTest,
    Government,
    Membership,
    Outline,
    Post,
)
from simpul.organizations.operations.agencies import add_agency, merge_agencies, rename_agency
from simpul.organizations.operations.connection_tests import remember_test
from simpul.organizations.operations.crests import set_crest
from simpul.organizations.operations.governments import create_government
from simpul.organizations.operations.people import place_person
from simpul.organizations.operations.posts import add_post
from simpul.organizations.operations.starts import Started, start_government
from simpul.organizations.queries import district_codes
from simpul.organizations.roles import AGENCY_BOUND, CAPABILITIES, GRANTS, Role
from simpul.organizations.seats import Seat, seat_of
from simpul.organizations.signals import agency_merged
from simpul.organizations.start_codes import issue as issue_start_code

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
    "Connection",
    "ConnectionTest",
    "Government",
    "Membership",
    "Outline",
    "Point",
    "PointMap",
    "Post",
    "Role",
    "Seat",
    "Shape",
    "Started",
    "add_agency",
    "add_post",
    "agency_merged",
    "check_outlines",
    "create_government",
    "district_codes",
    "frame",
    "government_at",
    "issue_start_code",
    "load_areas",
    "merge_agencies",
    "normalised_code",
    "place_person",
    "points_for",
    "remember_test",
    "rename_agency",
    "resolve",
    "resolve_many",
    "save_outlines",
    "search_areas",
    "seat_of",
    "set_crest",
    "shapes_for",
    "start_government",
    "touch",
]
