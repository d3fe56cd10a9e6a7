"""The part of `/langsung/` that ordinary web processes answer: polling, and who may listen at all."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import urlencode

from simpul.core import events
from simpul.core.events import Event
from simpul.web import access
from simpul.web.http import Request

LISTENERS = ("board.view", "wall.view")


class HttpResponseTemporaryRedirect(HttpResponseRedirect):
    """The same request again, elsewhere."""

    status_code = 307


@access.requires(*LISTENERS)
def stream(request: HttpRequest) -> HttpResponse:
    """Where the stream is: on a port of its own beside the development server, else behind the proxy.

    The answer 503 means that the proxy should have led this address to the live process; the page then polls.
    """
    if not settings.LIVE_PORT:
        response = HttpResponse(status=503)
        cast(
            Any, response
        )._has_been_logged = True  # expected where no live process is led to: the page asks instead
        return response
    host = request.get_host().rsplit(":", 1)[0]
    query = urlencode({"sejak": request.GET.get("sejak", "")})
    return HttpResponseTemporaryRedirect(f"{request.scheme}://{host}:{settings.LIVE_PORT}/langsung/?{query}")


@access.requires(*LISTENERS)
def poll(request: Request) -> JsonResponse:
    """Events after `?sejak=`: {"sejak": n, "utuh": bool, "peristiwa": [...]}; without it, where to begin."""
    since = whole_number(request.GET.get("sejak", ""))
    if since is None:
        return JsonResponse({"sejak": events.newest(), "utuh": True, "peristiwa": []})
    news = events.since(request.scope.governments or (), since)
    told = [told_as(event) for event in news.events]
    return JsonResponse({"sejak": news.position, "utuh": news.is_whole, "peristiwa": told})


@access.requires(*LISTENERS)
def permit(request: Request) -> JsonResponse:
    """Whose events this person may hear; the live process asks here, so that one set of rules decides."""
    return JsonResponse({"pemerintah": sorted(request.scope.governments or ())})


def told_as(event: Event) -> dict[str, Any]:
    """An event as a page gets it."""
    return {"id": event.position, "kind": event.kind, "key": event.key, "payload": event.payload}


def whole_number(text: str) -> int | None:
    """The number that a browser sent, None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
