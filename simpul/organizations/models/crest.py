"""The crest of a government, cleaned before it is kept."""

from django.db import models

from simpul.core.models import ScopedModel


class Crest(ScopedModel):
    """One picture a government; served under its checksum, so that a browser may keep it for ever."""

    government = models.OneToOneField("organizations.Government", models.CASCADE, related_name="picture")
    media_type = models.CharField(max_length=20)  # image/svg+xml or image/png
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now=True)
