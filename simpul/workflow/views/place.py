"""What the pages of the area share: whose they are, and how deadlines are counted there."""

from typing import cast

from simpul.core import errors
from simpul.organizations import api as organizations
from simpul.web.http import Request
from simpul.workflow import queries, words


def government_of(request: Request) -> organizations.Government:
    """The government of the page; NotFoundError at an address where none stands."""
    if request.government is None:
        raise errors.NotFoundError()
    return cast(organizations.Government, request.government)


def calendar_notes(request: Request, seen: queries.Collected) -> dict[str, object]:
    """How deadlines are counted here, and the years of these deadlines whose holidays nobody has settled."""
    ahead = [day for duty in seen.duties for day in (duty.due, duty.sekda_on) if day is not None]
    unknown = seen.days.unknown_years(seen.today, *ahead)
    return {
        "unknown_years": words.listed(str(year) for year in unknown),
        "office_week": request.government.office_week,
        "zone_label": request.government.zone_label,
    }
