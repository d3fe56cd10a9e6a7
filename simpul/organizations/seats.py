"""From a signed-in person and a government to the Scope that every query of the request starts from."""

import datetime as dt
from dataclasses import dataclass

from simpul.accounts.models import User
from simpul.core.scope import Scope
from simpul.organizations import roles
from simpul.organizations.models import Government, Membership


@dataclass(frozen=True)
class Seat:
    """What a person is in a government: their scope, and how a page names them."""

    scope: Scope
    label: str


def seat_of(user: User, government: Government, today: dt.date) -> Seat:
    """The seat of a person on a day, all their posts in this government joined; one query."""
    held = list(
        Membership.objects.within(Scope.system("settling the scope of a request", government.pk))
        .filter(user=user)
        .on(today)
        .select_related("post", "post__agency")
        .order_by("since", "pk")
    )
    posts = [membership.post for membership in held]
    capabilities = frozenset().union(*(roles.GRANTS[post.role] for post in posts))
    bound = {post.agency_id for post in posts if post.role in roles.AGENCY_BOUND and post.agency_id}
    is_free = any(post.role not in roles.AGENCY_BOUND for post in posts)
    label = " · ".join(_post_label(post) for post in posts)
    scope = Scope(
        governments=frozenset({government.pk}) if posts else frozenset(),
        capabilities=capabilities,
        agencies=None if is_free else frozenset(bound),
        actor_id=user.pk,
        actor_label=user.name,
        post_label=label,
    )
    return Seat(scope, label)


def _post_label(post: object) -> str:
    agency = getattr(post, "agency", None)
    title = str(getattr(post, "title", ""))
    return f"{title}, {agency.short_name}" if agency else title
