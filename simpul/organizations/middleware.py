"""Settles, once a request, whose pages these are and what the person may see."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import addresses, seats

Handler = Callable[[HttpRequest], HttpResponse]
_OPEN = frozenset({"/", "/kelola/mulai/"})  # pages of an installation without any government


def government_of_address(get_response: Handler) -> Handler:
    """`request.government`: by host name, else the default one, else None; its zone is in force."""

    def middleware(request: HttpRequest) -> HttpResponse:
        government = addresses.government_at(request.get_host().split(":")[0])
        cast(Any, request).government = government
        with timezone.override(government.zone if government else None):
            return get_response(request)

    return middleware


def scope_of_person(get_response: Handler) -> Handler:
    """`request.scope` and `request.seat_label`; who is not signed in has the public scope."""

    def middleware(request: HttpRequest) -> HttpResponse:
        target = cast(Any, request)
        government = target.government
        target.seat_label = ""
        if government is not None and request.user.is_authenticated:
            seat = seats.seat_of(cast(Any, request.user), government, clock.today(government.zone))
            target.scope, target.seat_label = seat.scope, seat.label
        else:
            target.scope = Scope.public(government.pk if government else None)
        return get_response(request)

    return middleware


def before_the_first_government(get_response: Handler) -> Handler:
    """While nothing is set up, every page but those that help to begin leads to the home page."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return get_response(request)

        def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
            is_open = request.path in _OPEN or request.path.startswith("/sehat/")
            return None if cast(Any, request).government or is_open else redirect("/")

    return Middleware()
