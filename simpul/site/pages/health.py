"""`/sehat/`: for load balancers, monitoring, and people who look after the installation."""

import secrets
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from simpul.core import errors
from simpul.site import health
from simpul.site.health import Part
from simpul.web import access
from simpul.web.http import Request

Handler = Callable[[HttpRequest], HttpResponse]
ALIVE_PATH, READY_PATH = "/sehat/hidup/", "/sehat/siap/"


def probes(get_response: Handler) -> Handler:
    """Answers the two probes before anything that needs the database or a known host name.

    A process that cannot reach the database lives all the same; a balancer asks by the machine's address.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == ALIVE_PATH:
            return _answered({"status": "hidup"}, is_well=True)
        if request.path == READY_PATH:
            part = health.ready()
            return _answered({"status": _word(part.is_well), **part.facts}, is_well=part.is_well)
        return get_response(request)

    return middleware


@access.public
@require_safe
def index(request: Request) -> HttpResponse:
    """People who look after the installation are led to its page; everybody else learns whether all is well."""
    wants_page = "text/html" in request.headers.get("Accept", "")
    if wants_page and request.user.is_authenticated and request.scope.has("operation.view"):
        return redirect("operation")
    is_well = all(part.is_well for part in health.parts())
    return _answered({"status": _word(is_well)}, is_well=is_well)


@access.public
@require_safe
def details(request: Request) -> HttpResponse:
    """Every part with its figures, for who holds operation.view or sends the token (Authorization: Bearer)."""
    if not (_has_token(request) or (request.user.is_authenticated and request.scope.has("operation.view"))):
        raise errors.NotFoundError()
    parts = health.parts()
    is_well = all(part.is_well for part in parts)
    told = {part.name: _told(part) for part in parts}
    return _answered({"status": _word(is_well), "bagian": told}, is_well=is_well)


def _has_token(request: HttpRequest) -> bool:
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    expected = settings.HEALTH_TOKEN
    return bool(expected) and secrets.compare_digest(sent.encode(), expected.encode())


def _told(part: Part) -> dict[str, Any]:
    return {"status": _word(part.is_well), **part.facts}


def _word(is_well: bool) -> str:
    return "baik" if is_well else "terganggu"


def _answered(told: dict[str, Any], *, is_well: bool) -> JsonResponse:
    response = JsonResponse(told, status=200 if is_well else 503)
    # An answer that says "not well" is no failure of the page: it does not belong into the error mail.
    cast(Any, response)._has_been_logged = True
    response["Cache-Control"] = "no-store"
    return response
