"""The frame of /kelola/ for pages of upper areas: rooms, steps, asking before an act."""

from simpul.organizations.checklist import Found, Step
from simpul.organizations.checklist import register as register_step
from simpul.organizations.sections import Section
from simpul.organizations.sections import register as register_section
from simpul.organizations.views.pages import Ask, ask, is_sure, page_of, show, trail

__all__ = [
    "Ask",
    "Found",
    "Section",
    "Step",
    "ask",
    "is_sure",
    "page_of",
    "register_section",
    "register_step",
    "show",
    "trail",
]
