"""Settings of the test suite: the real ones on a throw-away data folder, and cheap password hashes."""

import os
import tempfile
from pathlib import Path

_DATA = Path(tempfile.mkdtemp(prefix="simpul-test-"))
os.environ.setdefault("SIMPUL_DATA_DIR", str(_DATA))
os.environ.setdefault("SIMPUL_SECRET_KEY", "test-only-not-a-secret-" + "x" * 40)
os.environ.setdefault("SIMPUL_FILE_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")

if os.environ.get("SIMPUL_TEST_DATABASE", "sqlite") == "postgres":
    from tests import postgres

    os.environ.setdefault("SIMPUL_DATABASE_URL", postgres.url())

from simpul.site.settings import *  # noqa: E402, F403  (the test settings are the real ones, changed below)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "⟦unknown: %s⟧"  # type: ignore[index]  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: tests start real workers and servers, which see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(_DATA / "test.sqlite3")}  # noqa: F405
