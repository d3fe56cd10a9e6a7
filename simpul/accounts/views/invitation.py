"""The page behind the link of an invitation."""

from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from simpul.accounts import errors, forms
from simpul.accounts.models import Invitation, User
from simpul.accounts.operations import invitations
from simpul.web import access
from simpul.web.http import Request

_PAGE = "accounts/invitation.html"


@sensitive_post_parameters("password1", "password2")
@never_cache
@access.public
def accept(request: Request, token: str) -> HttpResponse:
    """Choose name and password; afterwards one is signed in and offered a second factor."""
    try:
        invitation = invitations.find(token)
        form = forms.AcceptInvitationForm(request.POST or None, invitation.user)
        if form.is_valid():
            return _accepted(request, token, form)
    except errors.AccountError as error:
        return _refused(request, error)
    return _page(request, invitation, form)


def _accepted(request: Request, token: str, form: forms.AcceptInvitationForm) -> HttpResponse:
    password = form.cleaned_data["password1"]
    user = invitations.accept(token=token, name=form.cleaned_data["name"], password=password)
    return _signed_in(request, user)


def _signed_in(request: Request, user: User) -> HttpResponse:
    """Sign in through the library, so that no step of it is left out, in a session that starts anew."""
    logout(cast(Any, request))
    record_authentication(request, user, method="password", email=user.email)
    target = reverse("factor_wanted")
    return cast(HttpResponse, perform_login(request, user, redirect_url=target))


def _page(request: Request, invitation: Invitation, form: forms.AcceptInvitationForm) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "invitation": invitation, "person": invitation.user}
    return render(cast(Any, request), _PAGE, context)


def _refused(request: Request, error: errors.AccountError) -> HttpResponse:
    context = {"error": error, "is_used": isinstance(error, errors.InvitationUsedError)}
    return render(cast(Any, request), "accounts/invitation_refused.html", context, status=error.status)
