"""What the last try of mail, storage and address showed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core.models import ScopedModel


class Connection(models.TextChoices):
    MAIL = "surel", _("Surel")
    STORAGE = "penyimpanan", _("Penyimpanan")
    ADDRESS = "alamat", _("Alamat situs")


class ConnectionTest(ScopedModel):
    """The newest try of one connection; `sentence` is what the person read."""

    government = models.ForeignKey(
        "organizations.Government", models.CASCADE, related_name="connection_tests"
    )
    connection = models.CharField(max_length=20, choices=Connection.choices)
    succeeded = models.BooleanField()
    sentence = models.CharField(max_length=400)
    tested_at = models.DateTimeField()

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["government", "connection"], name="organizations_connection_test_once"
            )
        ]
