"""Files, kept by the checksum of their content."""

from django.db import models

from simpul.core.models import ScopedModel


class StoredFile(ScopedModel):
    """One kept file: its content lies under its SHA-256, and is never changed."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
