"""Middleware of every page: identity, headers, language, and errors turned into pages in one place."""

import logging
import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from simpul.core import errors, request_id

Handler = Callable[[HttpRequest], HttpResponse]

# No nonce and no token: the header is the same for every page, so cached pages stay valid.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

access_log = logging.getLogger("simpul.access")


def request_identity(get_response: Handler) -> Handler:
    """Gives the request its id, returns it in a header, and writes one line to the log."""

    def middleware(request: HttpRequest) -> HttpResponse:
        identity, started = request_id.begin(), time.perf_counter()
        response = get_response(request)
        response["X-Request-Id"] = identity
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        facts = {
            "method": request.method,
            "status": response.status_code,
            "ms": milliseconds,
            "route": _route(request),
        }
        access_log.info("request", extra={"facts": facts})
        return response

    return middleware


def _route(request: HttpRequest) -> str:
    """The pattern, not the path: a path may hold a personal value."""
    match = request.resolver_match
    return match.route if match else ""


def security_headers(get_response: Handler) -> Handler:
    """Headers that the framework does not set."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return middleware


def _policy(request: HttpRequest) -> str:
    """Without a proxy the live process has a port of its own, which pages must be allowed to reach."""
    if not settings.LIVE_PORT:
        return CONTENT_SECURITY_POLICY
    try:
        host = request.get_host().rsplit(":", 1)[0]
    except DisallowedHost:
        return CONTENT_SECURITY_POLICY
    live = f"{request.scheme}://{host}:{settings.LIVE_PORT}"
    return CONTENT_SECURITY_POLICY.replace("connect-src 'self'", f"connect-src 'self' {live}")


def language(get_response: Handler) -> Handler:
    """Indonesian unless the person asked for English; `?bahasa=en` chooses and a cookie remembers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("bahasa", "")
        chosen = asked if asked in ("id", "en") else request.COOKIES.get("bahasa", "id")
        chosen = chosen if chosen in ("id", "en") else "id"
        request.LANGUAGE_CODE = chosen
        with translation.override(chosen):
            response = get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        if asked in ("id", "en"):
            response.set_cookie("bahasa", asked, max_age=31536000, samesite="Lax", httponly=True)
        return response

    return middleware


def errors_as_pages(get_response: Handler) -> Handler:
    """A SimpulError becomes a page, or JSON for programs, in this one place.

    A NUL in the address is one too: no text of ours holds it, and PostgreSQL refuses it with an error of its own.
    """

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path:
                return error_response(
                    request, errors.SimpulError(_("Alamat ini berisi tanda yang tidak ada artinya."))
                )
            return get_response(request)

        def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
            return error_response(request, exception) if isinstance(exception, errors.SimpulError) else None

    return Middleware()


def error_response(request: HttpRequest, error: errors.SimpulError) -> HttpResponse:
    """The public shape of an error: {"galat": {"kode", "pesan", "permintaan"}} or the same as a page."""
    if "application/json" in request.headers.get("Accept", ""):
        body = {"kode": error.code, "pesan": error.message, "permintaan": request_id.current()}
        return JsonResponse({"galat": body}, status=error.status)
    context: dict[str, Any] = {"error": error, "request_id": request_id.current()}
    return render(cast(Any, request), "web/error.html", context, status=error.status)
