"""The first government, begun in the browser by whoever holds the code that the server printed."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from simpul.core.scope import Scope
from simpul.organizations import errors, forms, start_codes
from simpul.organizations.operations import starts
from simpul.web import access
from simpul.web.http import Request


@access.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """The code first, then the form, then the invitation of the first administrator."""
    code = request.POST.get("code") or request.GET.get("kode", "")
    start_codes.refuse_when_started()
    try:
        start_codes.check(code)
    except errors.SetupCodeError as error:
        context = {"sentence": error.message if code else ""}
        return render(cast(Any, request), "organizations/start_code.html", context)
    host = request.get_host().split(":")[0]
    form = forms.StartForm(request.POST or None, initial={"code": code, "address": host})
    if request.method == "POST" and form.is_valid():
        started = forms.tried(form, lambda: _started(request, dict(form.cleaned_data)))
        if started:
            return render(cast(Any, request), "organizations/started.html", {"started": started})
    return render(cast(Any, request), "organizations/start.html", {"form": form})


def _started(request: Request, facts: dict[str, Any]) -> starts.Started:
    facts.pop("code")
    given = {key: value for key, value in facts.items() if value}
    area = starts.suggestions(given["area_code"])
    origin = f"{request.scheme}://{request.get_host()}"
    scope = Scope.system("awal di peramban")
    return starts.start_government(scope=scope, origin=origin, is_first=True, **{**area, **given})
