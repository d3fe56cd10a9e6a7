"""The way into a second factor: for those who must have one, and for those who are offered one."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
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
    """Choose a second factor; where the person was going is remembered, as enrolling takes several pages."""
    user = cast(User, request.user)
    target = request.session[_ONWARDS] = _target(request)
    if user.pk in factors.enrolled([user.pk]):
        return redirect(target)
    context: dict[str, Any] = {"is_due": factors.is_due(user, request.scope), "onwards": target}
    return render(cast(Any, request), "accounts/factor_wanted.html", context)


def onwards(request: HttpRequest) -> str:
    """Where the person was going when the second factor came between, else the overview of factors."""
    return str(request.session.get(_ONWARDS) or reverse("mfa_index"))


def _target(request: HttpRequest) -> str:
    """The `next` of the address when it lies on this site, else the page that follows signing in."""
    target = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if is_here else resolve_url(settings.LOGIN_REDIRECT_URL)
