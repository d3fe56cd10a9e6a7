"""What people open first."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render

from simpul.web import access, cache
from simpul.web.http import Request


@cache.cacheable
@access.public
def home(request: Request) -> HttpResponse:
    """The home page of a government."""
    return render(cast(Any, request), "portal/home.html")


@cache.cacheable
@access.public
def about(request: Request) -> HttpResponse:
    """What Simpul is, and whose data and work it stands on."""
    return render(cast(Any, request), "portal/about.html")
