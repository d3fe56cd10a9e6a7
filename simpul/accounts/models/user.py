"""People. What a person may do comes from posts in `organizations`, never from a flag here."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes people; there are no superusers."""

    def create_user(self, *, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        """A person; without a password they cannot sign in until they accept an invitation."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with one address; `public_id` is what other systems may know them by."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("alamat surel"), max_length=254, unique=True)  # always in lower case
    name = models.CharField(_("nama"), max_length=200)
    is_active = models.BooleanField(_("aktif"), default=True)
    is_sample = models.BooleanField(_("contoh"), default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)
    session_epoch = models.PositiveIntegerField(default=0)  # raising it ends every session at once
    must_enrol = models.BooleanField(default=False)  # a restoration took the second factor away

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_staff = is_superuser = False
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_lower")
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session carries and each request compares; changes with the password and the epoch."""
        mark = f"{self.password}|{self.session_epoch}"
        return salted_hmac("simpul.accounts.session", mark, secret=secret, algorithm="sha256").hexdigest()
