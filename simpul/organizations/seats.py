"""From a signed-in person and a government to the Scope that every query of the request starts from."""

import datetime as dt
from dataclasses import dataclass

from simpul.accounts.models import User
from simpul.core.scope import Scope
from simpul.organizations import roles
from simpul.organizations.models import Government, Membership, Post


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
    free = [post for post in posts if post.role not in roles.AGENCY_BOUND]
    own = [post for post in posts if post.role in roles.AGENCY_BOUND and post.agency_id]
    label = " · ".join(_post_label(post) for post in posts)
    scope = Scope(
        governments=frozenset({government.pk}) if posts else frozenset(),
        capabilities=_granted(posts),
        agencies=None if free else frozenset(post.agency_id for post in own),
        bound=_bound(own, _granted(free)),
        actor_id=user.pk,
        actor_label=user.name,
        post_label=label,
    )
    return Seat(scope, label)


def _granted(posts: list[Post]) -> frozenset[str]:
    return frozenset().union(*(roles.GRANTS[post.role] for post in posts))


def _bound(posts: list[Post], free: frozenset[str]) -> frozenset[tuple[str, int]]:
    """Capabilities that a person holds for single agencies, and through no post above them."""
    pairs = ((capability, post.agency_id) for post in posts for capability in roles.GRANTS[post.role] - free)
    return frozenset((capability, agency) for capability, agency in pairs if agency is not None)


def _post_label(post: object) -> str:
    agency = getattr(post, "agency", None)
    title = str(getattr(post, "title", ""))
    return f"{title}, {agency.short_name}" if agency else title
