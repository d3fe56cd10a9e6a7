"""What people open first."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render

from simpul.core import clock
from simpul.datahub import api as datahub
from simpul.organizations import api as organizations
from simpul.web import access, cache, maps
from simpul.web.http import Request

HEADLINE_NUMBERS = 3


@cache.cacheable
@access.public
def home(request: Request) -> HttpResponse:
    """The home page of a government; before one is set up, how to begin."""
    if request.government is None:
        return render(cast(Any, request), "portal/start.html")
    today = clock.today(request.government.zone)
    readings = datahub.public_readings(request.scope, request.government, today)
    context = {
        "numbers": [datahub.number(reading) for reading in readings[:HEADLINE_NUMBERS]],
        "counts": datahub.public_counts(request.scope),
        "network": _network(request),
    }
    return render(cast(Any, request), "portal/home.html", context)


def _network(request: Request) -> Any:
    """The districts as knots whose threads meet in the one nearest the middle; None without coordinates."""
    level = organizations.AreaLevel.DISTRICT
    shapes = organizations.shapes_for(request.scope, request.government, level)
    if shapes:
        places = [maps.Shape(s.code, s.name, s.longitude, s.latitude, s.geometry) for s in shapes]
    else:
        points = organizations.points_for(request.scope, request.government, level).points
        places = [maps.Shape(p.code, p.name, p.longitude, p.latitude) for p in points]
    return maps.network(places, _middle(places)) if len(places) > 1 else None


def _middle(places: list[maps.Shape]) -> str:
    x, y = (sum(values) / len(places) for values in zip(*((p.lng, p.lat) for p in places), strict=True))
    return min(places, key=lambda place: (place.lng - x) ** 2 + (place.lat - y) ** 2).code


@cache.cacheable
@access.public
def about(request: Request) -> HttpResponse:
    """What Simpul is, and whose data and work it stands on."""
    context = {"attribution": organizations.AREA_ATTRIBUTION}
    return render(cast(Any, request), "portal/about.html", context)
