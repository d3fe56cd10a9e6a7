"""Every route says who may come: one decorator a view, and `make check` walks the routes for it."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from simpul.core import errors

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

PUBLIC = "public"
SIGNED_IN = "signed in"


def public(view: View) -> View:
    """Anybody may come; the view shows only what is released and public."""
    cast(Any, view).simpul_access = PUBLIC
    return view


def signed_in(view: View) -> View:
    """Any signed-in person may come."""
    return _guarded(view, SIGNED_IN, ())


def requires(*capabilities: str) -> Callable[[View], View]:
    """People who hold one of the capabilities may come; others get 404, as if nothing stood here."""

    def decorate(view: View) -> View:
        return _guarded(view, " or ".join(capabilities), capabilities)

    return decorate


def _guarded(view: View, label: str, capabilities: tuple[str, ...]) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        scope = cast(Any, request).scope
        if capabilities and not any(scope.has(capability) for capability in capabilities):
            raise errors.NotFoundError()
        return view(request, *args, **kwargs)

    cast(Any, guarded).simpul_access = label
    return cast(View, guarded)


def declared(view: Callable[..., Any]) -> str | None:
    """What a view declared, None when it forgot."""
    return cast("str | None", getattr(view, "simpul_access", None))
