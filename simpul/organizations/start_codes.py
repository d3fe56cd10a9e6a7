"""The code with which a person begins in the browser while an installation has no government yet.

It is signed with the key of the installation, so nothing is stored; it ends after a day, and at once for
everybody when the first government stands.
"""

import datetime as dt

from django.core import signing

from simpul.organizations import errors
from simpul.organizations.models import Government

LASTS = dt.timedelta(hours=24)
_SALT = "simpul.organizations.start"


def issue() -> str:
    """A new code; raises AlreadyStartedError when there is a government."""
    refuse_when_started()
    return signing.TimestampSigner(salt=_SALT).sign("mulai").partition(":")[2]


def check(code: str) -> None:
    """Raise SetupCodeError for a wrong or old code, AlreadyStartedError when there is a government."""
    refuse_when_started()
    try:
        signing.TimestampSigner(salt=_SALT).unsign(f"mulai:{code}", max_age=LASTS)
    except signing.BadSignature as error:
        raise errors.SetupCodeError() from error


def refuse_when_started() -> None:
    """Raise AlreadyStartedError when there is a government."""
    if Government.objects.exists():
        raise errors.AlreadyStartedError()
