"""Pages for visitors who are not signed in, kept ready in memory.

The key is (government, language, path with query, content version of the government): a release raises the
version, so the next visitor gets the new page. Cached bytes hold no nonce and no token; a response that sets a
cookie, varies by cookie or is not a plain 200 is never kept.
"""

import gzip
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from simpul.core import clock
from simpul.web import access

Kept = TypeVar("Kept")
Handler = Callable[[HttpRequest], HttpResponse]
KEPT_SECONDS = 300
_MARK = "simpul_cacheable"


def cacheable(view: Any) -> Any:
    """Mark a public view whose bytes are the same for every visitor of a government and language."""
    if access.declared(view) != access.PUBLIC:
        raise TypeError("only a public view may be kept")
    setattr(view, _MARK, True)
    return view


def kept(request: HttpRequest, name: str, make: Callable[[], Kept]) -> Kept:
    """A part of a page that is the same for everybody who may see it, made once per content version, language and day.

    `name` tells apart who may see what: a part that needs a capability bears it in its name. The day is in the
    key because ages are printed.
    """
    government = cast(Any, request).government
    # Not the remembered version: a page that asks because of a live event must not get what stood before it.
    government.refresh_from_db(fields=["content_version"])
    day = clock.today(government.zone)
    key = f"part:{name}:{government.pk}:{get_language()}:{government.content_version}:{day}"
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return cast(Kept, found)


def anonymous_pages(get_response: Handler) -> Handler:
    """Answer from memory where that is safe, else let the page be made and keep it."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            key = _key(request)
            kept = cache.get(key) if key else None
            if kept is not None:
                return _response(request, kept)
            response = get_response(request)
            if key and _may_keep(request, response):
                kept = (response.content, gzip.compress(response.content, 6), response["Content-Type"])
                cache.set(key, kept, KEPT_SECONDS)
                return _response(request, kept)
            return response

        def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
            cast(Any, request).simpul_cacheable = getattr(view, _MARK, False)

    return Middleware()


def _key(request: HttpRequest) -> str:
    government = cast(Any, request).government
    if request.method != "GET" or government is None or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return ""
    if "bahasa" in request.GET or request.headers.get("HX-Request"):
        return ""
    language = cast(Any, request).LANGUAGE_CODE
    return f"page:{government.pk}:{language}:{government.content_version}:{request.get_full_path()}"


def _may_keep(request: HttpRequest, response: HttpResponse) -> bool:
    plain = response.status_code == 200 and not response.streaming and not response.cookies
    varies = "cookie" in response.headers.get("Vary", "").lower()
    return bool(getattr(request, "simpul_cacheable", False)) and plain and not varies


def _response(request: HttpRequest, kept: tuple[bytes, bytes, str]) -> HttpResponse:
    plain, packed, content_type = kept
    wants_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if wants_packed else plain, content_type=content_type)
    if wants_packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = "no-cache"
    return response
