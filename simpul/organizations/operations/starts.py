"""A real region from nothing: the government, its administrator's post, and the invitation."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from simpul.accounts import api as accounts
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import rules
from simpul.organizations.models import Area, Government
from simpul.organizations.models.government import OfficeWeek
from simpul.organizations.operations import governments, people, posts
from simpul.organizations.places import place_of_government
from simpul.organizations.roles import Role


@dataclass(frozen=True)
class Started:
    """What now stands. `link` is the invitation, "" when the administrator has an account with a password."""

    government: Government
    administrator: accounts.User
    link: str

    @property
    def was_mailed(self) -> bool:
        """True when a mail server took the invitation; known after the transaction."""
        newest = self.administrator.invitations.order_by("-issued_at", "-pk").first()
        return bool(self.link and newest and newest.mailed_at)


def suggestions(area_code: str) -> dict[str, Any]:
    """Name, short name, zone and office week as they follow from an area; empty for an unknown one."""
    area = Area.objects.living().filter(code=area_code).first()
    if area is None:
        return {}
    return {
        "name": area.name,
        "short_name": rules.short_name(area.name),
        "zone": rules.zone_of_area(area.code),
        "office_week": OfficeWeek.FIVE.value,
    }


@transaction.atomic
def start_government(
    *,
    scope: Scope,
    admin_name: str,
    admin_email: str,
    origin: str = "",
    is_first: bool = False,
    **facts: Any,
) -> Started:
    """A government with one post and one person in it: the administrator, who is invited.

    `facts` are those of `create_government`; `is_first` demands that none stands yet. `origin` is where the
    link of the invitation leads, by default the address of the government. Raises what these raise.
    """
    create = governments.create_first_government if is_first else governments.create_government
    government = create(scope=scope, **facts)
    post = posts.add_post(
        scope=scope, government=government, title=_("Administrator"), role=Role.ADMINISTRATOR
    )
    today = clock.today(government.zone)
    held = people.place_person(scope=scope, post=post, name=admin_name, email=admin_email, since=today)
    return Started(government, held.user, _invited(scope, government, held.user, origin))


def _invited(scope: Scope, government: Government, user: accounts.User, origin: str) -> str:
    if user.has_usable_password():
        return ""
    return accounts.invite(scope=scope, place=place_of_government(government, origin), user=user).link
