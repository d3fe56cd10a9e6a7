"""The workbook of agencies, posts and people between its preview and the moment it is applied."""

from django.conf import settings
from django.db import models

from simpul.core.models import ScopedModel


class PeopleSheet(ScopedModel):
    """An uploaded workbook. It names people, so its content goes as soon as it is applied or a week old."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="people_sheets")
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta(ScopedModel.Meta):
        ordering = ["-uploaded_at", "-pk"]
