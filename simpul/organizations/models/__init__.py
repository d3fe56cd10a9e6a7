"""Areas, governments, agencies, posts and who holds them."""

from simpul.organizations.models.agency import Agency, AgencyChange
from simpul.organizations.models.area import Area, AreaLevel, Outline
from simpul.organizations.models.government import Government
from simpul.organizations.models.post import Membership, Post

__all__ = ["Agency", "AgencyChange", "Area", "AreaLevel", "Government", "Membership", "Outline", "Post"]
