"""Between signing in and working: those whose role matters come with a second factor, or fetch one first."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from simpul.accounts import errors, factors, urls
from simpul.web import access
from simpul.web.middleware import error_response

Handler = Callable[[HttpRequest], HttpResponse]


def second_factor(get_response: Handler) -> Handler:
    """Leads to the enrolment of a second factor; it needs the scope of the person.

    Open stay: pages that anybody may see, and the pages of the account, where the factor is enrolled. In the
    demonstration, whose passwords are printed, the account page says it and nothing is barred.
    """

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return get_response(request)

        def process_view(
            self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
        ) -> HttpResponse | None:
            if settings.DEMO or not request.user.is_authenticated or _is_open(request, view):
                return None
            is_due = factors.is_due(request.user, cast(Any, request).scope)
            return _led_away(request) if is_due else None

    return Middleware()


def _is_open(request: HttpRequest, view: Any) -> bool:
    match = request.resolver_match
    return access.declared(view) == access.PUBLIC or (match is not None and match.url_name in urls.NAMES)


def _led_away(request: HttpRequest) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return error_response(request, errors.FactorNeededError())
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("factor_wanted"))
    query = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return redirect(reverse("factor_wanted") + query)
