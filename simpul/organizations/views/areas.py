"""Area codes for everybody: search by name and code, one area with what lies beneath it."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from simpul.organizations.areas import places, search, table
from simpul.organizations.models import Area, AreaLevel
from simpul.web import access, cache, listing, parts
from simpul.web.http import Request

PER_PAGE = 50
FOUND_LIMIT = 200
_ALL_LIMIT = 100_000

_FIT = "cocok"  # the order of search itself: the best first

CSV_HEAD = ("kode", "kode_bps", "nama", "jenis", "kode_induk", "lintang", "bujur", "sumber")


class _Echo:
    """What csv.writer writes into, when each line is sent on at once."""

    def write(self, line: str) -> str:
        return line


@cache.cacheable
@access.public
def areas(request: Request) -> HttpResponseBase:
    """Search all areas; without words the provinces. `?bentuk=csv` exports what was found."""
    text, level = request.GET.get("cari", "").strip(), _level(request)
    found = _found(request, text, level)
    if request.GET.get("bentuk") == "csv":
        return _as_csv(found, "wilayah")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get(listing.PAGE))
    context = {
        "text": text,
        "level": level,
        "tabs": _tabs(request),
        "current": str(capfirst(AreaLevel(level).label)) if level else _("Semua tingkat"),
        "page": page,
        "rows": places.placed(list(page.object_list)),
        "heads": listing.heads(request.GET, _columns_found(), _FIT if text else "code"),
        "counts": [(AreaLevel(level).label, count) for level, count in places.counts_beneath().items()],
        "is_cut": len(found) == FOUND_LIMIT,
        "attribution": table.ATTRIBUTION,
    }
    return render(cast(Any, request), "organizations/areas.html", context)


@cache.cacheable
@access.public
def area(request: Request, code: str) -> HttpResponseBase:
    """One area; `?bentuk=csv` exports everything beneath it."""
    shown = places.area_with_code(code)
    if request.GET.get("bentuk") == "csv":
        return _as_csv([shown, *Area.objects.living().beneath(code)[:_ALL_LIMIT]], code)
    order = listing.order(request.GET, _columns_beneath(), "code")
    page = Paginator(places.children(shown).order_by(order, "code"), PER_PAGE)
    context = {
        "area": shown,
        "above": places.placed([shown])[0].above,
        "former": places.former(shown),
        "page": page.get_page(request.GET.get(listing.PAGE)),
        "heads": listing.heads(request.GET, _columns_beneath(), "code"),
        "counts": [(AreaLevel(level).label, count) for level, count in places.counts_beneath(shown).items()],
        "attribution": table.ATTRIBUTION,
    }
    return render(cast(Any, request), "organizations/area.html", context)


def _columns_beneath() -> list[listing.Column]:
    return [
        listing.Column(_("Nama"), "name"),
        listing.Column(_("Kode"), "code"),
        listing.Column(_("Jenis"), "kind"),
        listing.Column(_("Kode BPS"), is_wide=True),
    ]


def _columns_found() -> list[listing.Column]:
    name, code, kind, bps = _columns_beneath()
    return [name, code, kind, listing.Column(_("Berada di"), is_wide=True), bps]


def _tabs(request: Request) -> list[parts.Link]:
    """The levels to choose from; what is searched for stays."""
    text = request.GET.get("cari", "")
    levels = [(str(level.value), str(capfirst(level.label))) for level in AreaLevel]
    return [
        parts.Link(label, f"?{urlencode({'cari': text, 'tingkat': value})}")
        for value, label in [("", _("Semua tingkat")), *levels]
    ]


def _level(request: Request) -> int | None:
    asked = request.GET.get("tingkat", "")
    return int(asked) if asked in {str(level.value) for level in AreaLevel} else None


def _found(request: Request, text: str, level: int | None) -> list[Area]:
    if text:
        found = search.search(text, level=level, limit=FOUND_LIMIT)
    else:
        found = list(Area.objects.living().filter(level=level or AreaLevel.PROVINCE)[:FOUND_LIMIT])
    order = listing.order(request.GET, _columns_found(), _FIT)
    if order != _FIT:
        found.sort(key=lambda area: getattr(area, order.removeprefix("-")), reverse=order.startswith("-"))
    return found


def _as_csv(found: Sequence[Area], name: str) -> HttpResponse:
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(CSV_HEAD)
        for area in found:
            yield writer.writerow(_record(area))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return cast(HttpResponse, response)


def _record(area: Area) -> tuple[object, ...]:
    place = (area.latitude or "", area.longitude or "")
    return (area.code, area.bps_code, area.name, area.kind, area.parent_code, *place, table.ATTRIBUTION)
