"""What stands in a government before a workbook is compared with it; five queries, however many rows."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from simpul.accounts.models import User
from simpul.core.scope import Scope
from simpul.organizations.models import Agency, Government, Membership, Post
from simpul.organizations.people_sheet.rows import PostKey, SeatRow


@dataclass(frozen=True)
class Snapshot:
    """Agencies by folded code, posts by key, people by mail address, and who holds what from today on."""

    agencies: dict[str, Agency]
    posts: dict[PostKey, list[Post]]
    users: dict[str, User]
    memberships: dict[tuple[int, int], Membership]

    @classmethod
    def take(
        cls, scope: Scope, government: Government, emails: Collection[str], today: dt.date
    ) -> "Snapshot":
        """The present state, as far as a workbook with these mail addresses can touch it."""
        agencies = Agency.objects.within(scope).filter(government=government).select_related("merged_into")
        posts: dict[PostKey, list[Post]] = {}
        for post in (
            Post.objects.within(scope).filter(government=government).select_related("agency").order_by("pk")
        ):
            code = post.agency.code.casefold() if post.agency else ""
            posts.setdefault((code, post.title.casefold()), []).append(post)
        lasting = Q(until__isnull=True) | Q(until__gte=today)
        held = Membership.objects.within(scope).filter(lasting, post__government=government)
        return cls(
            agencies={agency.code.casefold(): agency for agency in agencies},
            posts=posts,
            users={user.email: user for user in _users(emails)},
            memberships={(row.user_id, row.post_id): row for row in held.select_related("user", "post")},
        )

    @property
    def living_codes(self) -> set[str]:
        return {code for code, agency in self.agencies.items() if agency.is_living}

    def post(self, seat: SeatRow) -> Post | None:
        """The post that a row means: the same title in the same agency.

        After a merger there may be several: then the one with its role, and that its person already holds.
        """
        alike, user = self.posts.get(seat.key, []), self.users.get(seat.email)
        fitting = [post for post in alike if post.role == seat.role] or alike
        return next((post for post in fitting if self.held(user, post)), fitting[0] if fitting else None)

    def held(self, user: User | None, post: Post | None) -> Membership | None:
        """How the person holds the post from today on, None when not."""
        return self.memberships.get((user.pk, post.pk)) if user and post else None


def _users(emails: Collection[str]) -> list[User]:
    """People by address, in portions that every database takes as parameters."""
    wanted = sorted(emails)
    return [
        user
        for start in range(0, len(wanted), 500)
        for user in User.objects.filter(email__in=wanted[start : start + 500])
    ]
