"""Who may listen: asked of the same middleware and view as a page is, so that no second set of rules exists.

Runs in a thread of the live process, never in its event loop, for it reads the database.
"""

import io
import json
from collections.abc import Mapping
from functools import cache
from typing import cast
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.urls import get_resolver

_PASSED_ON = ("cookie", "host", "x-forwarded-proto", "x-forwarded-for")


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def warm_up() -> None:
    """Load middleware, addresses and views now, so that the first to come does not wait for it."""
    _handler()
    len(get_resolver().url_patterns)


def governments_for(headers: Mapping[str, str]) -> frozenset[int]:
    """Governments whose events the person with these headers may hear; empty when none.

    Session, second factor, government of the host name, post and capability are all settled anew.
    """
    response = cast(HttpResponse, _handler().get_response(WSGIRequest(_environ(headers))))
    try:
        if response.status_code != 200:
            return frozenset()
        return frozenset(json.loads(response.content)["pemerintah"])
    finally:
        response.close()


def _environ(headers: Mapping[str, str]) -> dict[str, object]:
    passed = {
        f"HTTP_{name.upper().replace('-', '_')}": headers[name] for name in _PASSED_ON if name in headers
    }
    return passed | {
        "HTTP_ACCEPT": "application/json",
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/langsung/izin/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }


def origin_is_ours(headers: Mapping[str, str]) -> bool:
    """True when the page that asks stands on the same host; its port may differ (development)."""
    origin = headers.get("origin")
    if origin is None:
        return True
    asked = urlsplit(f"//{headers.get('host', '')}").hostname
    return bool(asked) and urlsplit(origin).hostname == asked
