"""Who a duty lies with: the roles that hold its capability, in words and in the order in which it climbs."""

import functools
from dataclasses import dataclass

from django.utils.translation import gettext as _

from simpul.organizations import api as organizations
from simpul.workflow.registry import Duty


@functools.cache
def roles_with(capability: str) -> tuple[organizations.Role, ...]:
    """Roles that may do it, in the order of the roles; none for a capability nobody holds."""
    return tuple(role for role in organizations.Role if capability in organizations.GRANTS[role])


def is_agency_work(capability: str) -> bool:
    """True when each agency does this for itself, so that the duty lies with the agency."""
    roles = roles_with(capability)
    return bool(roles) and all(role in organizations.AGENCY_BOUND for role in roles)


def passes_head(capability: str) -> bool:
    """True when an agency's head stands above who has to do it; the head's own duties climb past."""
    return is_agency_work(capability) and organizations.Role.AGENCY_HEAD not in roles_with(capability)


def agency_capabilities() -> frozenset[str]:
    """All capabilities whose work agencies do for themselves."""
    return frozenset(name for name in organizations.CAPABILITIES if is_agency_work(name))


@dataclass(frozen=True)
class Holder:
    """Whose turn it is: an agency and the role in it, or a role above the agencies (`agency_id` None).

    `phrase` names both inside a sentence: "operator data Dinkes", "kepala Dinkes", "walidata".
    """

    agency_id: int | None
    label: str
    role: str
    phrase: str


def holder_of(duty: Duty) -> Holder:
    """Whom a page names for a duty."""
    roles = roles_with(duty.capability)
    role = _(" atau ").join(str(role.label) for role in roles)
    inside = role[:1].lower() + role[1:]
    if not is_agency_work(duty.capability):
        return Holder(None, role, role, inside)
    word = _("kepala") if roles[0] is organizations.Role.AGENCY_HEAD else inside
    return Holder(duty.agency_id, duty.agency_label, role, f"{word} {duty.agency_label}")
