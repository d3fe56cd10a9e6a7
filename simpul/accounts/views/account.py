"""My account."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from simpul.accounts import factors
from simpul.accounts.models import User
from simpul.accounts.operations import people
from simpul.web import access
from simpul.web.http import Request


@require_safe
@never_cache
@access.signed_in
def home(request: Request) -> HttpResponse:
    """Who I am here, and how well my account is kept."""
    user = cast(User, request.user)
    context: dict[str, Any] = {
        "is_enrolled": user.pk in factors.enrolled([user.pk]),
        "is_due": factors.is_due(user, request.scope),
    }
    return render(cast(Any, request), "accounts/account.html", context)


@require_POST
@access.signed_in
def leave_elsewhere(request: Request) -> HttpResponse:
    """End the sessions on all other devices; this one stays."""
    user = User.objects.get(pk=cast(User, request.user).pk)
    people.end_sessions(user=user)
    update_session_auth_hash(cast(Any, request), user)
    messages.success(cast(Any, request), _("Semua perangkat lain sudah dikeluarkan."))
    return redirect("account")
