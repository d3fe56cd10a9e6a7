"""The way into a second factor: for those who must have one, and for those who are offered one."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from simpul.accounts import factors
from simpul.accounts.models import User
from simpul.web import access
from simpul.web.http import Request

_ONWARDS = "simpul.after_factor"


@require_safe
@never_cache
@access.signed_in
def wanted(request: Request) -> HttpResponse:
    """Choose a second factor; `next` is remembered through the enrolment, which takes several pages."""
    user = cast(User, request.user)
    _remember(request)
    if user.pk in factors.enrolled([user.pk]):
        return redirect(onwards(request))
    context: dict[str, Any] = {"is_due": factors.is_due(user, request.scope), "onwards": onwards(request)}
    return render(cast(Any, request), "accounts/factor_wanted.html", context)


def onwards(request: HttpRequest) -> str:
    """Where the person was going when the second factor came between, else to their tasks."""
    return str(request.session.get(_ONWARDS) or reverse("account"))


def _remember(request: Request) -> None:
    target = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        request.session[_ONWARDS] = target
