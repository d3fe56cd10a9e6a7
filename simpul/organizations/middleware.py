"""Settles, once a request, whose pages these are and what the person may see."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import addresses, seats

Handler = Callable[[HttpRequest], HttpResponse]


def government_of_address(get_response: Handler) -> Handler:
    """`request.government`: by host name, else the default one, else None (nothing set up); its zone is in force."""

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
