"""Posts (jabatan) carry roles; people hold posts for a time."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet
from simpul.organizations import roles


class Post(ScopedModel):
    """A seat in a government, of an agency or above them, with one role."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="posts")
    agency = models.ForeignKey(
        "organizations.Agency", models.CASCADE, null=True, blank=True, related_name="posts"
    )
    title = models.CharField(_("jabatan"), max_length=160)
    role = models.CharField(_("peran"), max_length=30, choices=roles.Role.choices)
    is_sample = models.BooleanField(default=False)

    class Meta(ScopedModel.Meta):
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    """Vocabulary of who holds a post."""

    def on(self, day: dt.date) -> Self:
        """Memberships in force on a day."""
        lasting = models.Q(until__isnull=True) | models.Q(until__gte=day)
        return self.filter(lasting, since__lte=day)


class Membership(ScopedModel):
    """A person in a post, from a day until another (included) or for now."""

    scope_path = "post__government_id"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    post = models.ForeignKey(Post, models.CASCADE, related_name="memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(MembershipQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user", "post"],
                condition=models.Q(until__isnull=True),
                name="organizations_membership_once",
            )
        ]
