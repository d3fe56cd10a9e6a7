"""The WSGI application that granian serves; it refuses to exist under unsafe settings."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.site.settings")
application = get_wsgi_application()

from simpul.site import startup_checks  # noqa: E402  (needs the settings that the line above loads)

startup_checks.refuse_unsafe()
