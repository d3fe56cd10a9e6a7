"""Areas, governments, agencies, posts and who holds them."""

from simpul.organizations.models.agency import Agency, AgencyChange
from simpul.organizations.models.area import Area, AreaLevel, Outline, OutlineDraft
from simpul.organizations.models.connection_test import Connection, ConnectionTest
from simpul.organizations.models.crest import Crest
from simpul.organizations.models.government import Government
from simpul.organizations.models.people_sheet import PeopleSheet
from simpul.organizations.models.post import Membership, Post

__all__ = [
    "Agency",
    "AgencyChange",
    "Area",
    "AreaLevel",
    "Connection",
    "ConnectionTest",
    "Crest",
    "Government",
    "Membership",
    "Outline",
    "OutlineDraft",
    "PeopleSheet",
    "Post",
]
