"""Find an area by what a person types: a name, also a misspelt one, or a code of either series."""

import re
from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from simpul.organizations.areas import codes, names
from simpul.organizations.models import Area
from simpul.organizations.models.area import AreaQuerySet

_CANDIDATES = 3000  # misspelt names are compared one by one, at most so many
_CONTAINERS = 20


def search(text: str, *, level: int | None = None, within: str = "", limit: int = 20) -> list[Area]:
    """Living areas that fit, the best first: exact name, then beginning, then inside, then misspelt.

    "640104", "64.01.04" and the BPS code "6401040" find by code. "sukamaju, paser" looks for the first
    inside the second. `level` 1-4 and `within` (a code) narrow the search; at most `limit` are returned.
    """
    typed = text.strip()
    areas = _narrowed(Area.objects.living(), level, within)
    if re.fullmatch(r"[0-9.]+", typed):
        return _by_code(areas, typed)[:limit]
    name, _, container = typed.partition(",")
    if container.strip():
        areas = _inside(areas, container)
    wanted = names.wanted(name)
    if not wanted.key:
        return []
    return _by_name(areas, wanted, limit) or _by_misspelt_name(areas, wanted, limit)


def _narrowed(areas: AreaQuerySet, level: int | None, within: str) -> AreaQuerySet:
    if level is not None:
        areas = areas.filter(level=level)
    return areas.filter(Q(code=within) | Q(code__startswith=f"{within}.")) if within else areas


def _inside(areas: AreaQuerySet, container: str) -> AreaQuerySet:
    """Areas beneath those that the text after the comma names; the widest ones come first."""
    found = search(container, limit=_CONTAINERS)
    beneath = Q(pk__in=[])
    for area in found:
        beneath |= Q(code__startswith=f"{area.code}.")
    return areas.filter(beneath)


def _by_code(areas: AreaQuerySet, typed: str) -> list[Area]:
    digits = typed.replace(".", "")
    start = typed.rstrip(".") if "." in typed else codes.dotted(digits)
    fits = Q(code__startswith=start) | Q(bps_code__startswith=digits) if digits else Q(pk__in=[])
    exact = Case(When(Q(code=start) | Q(bps_code=digits), then=Value(0)), default=Value(1))
    return list(areas.filter(fits).order_by(exact, "level", "code")[:100])


def _by_name(areas: AreaQuerySet, wanted: names.Wanted, limit: int) -> list[Area]:
    fits = Q(search_name__contains=wanted.key)
    same = Q(search_name=wanted.key)
    begins = Q(search_name__startswith=wanted.key)
    if wanted.kinds:
        of_kind = Q(kind__in=wanted.kinds)
        fits |= of_kind & Q(search_name__contains=wanted.bare)
        same |= of_kind & Q(search_name=wanted.bare)
        begins |= of_kind & Q(search_name__startswith=wanted.bare)
    rank = Case(
        When(same, then=Value(0)), When(begins, then=Value(1)), default=Value(2), output_field=IntegerField()
    )
    return list(areas.filter(fits).order_by(rank, "level", "code")[:limit])


def _by_misspelt_name(areas: AreaQuerySet, wanted: names.Wanted, limit: int) -> list[Area]:
    key = wanted.bare or wanted.key
    allowed = names.slips_allowed(key)
    if not allowed:
        return []
    if wanted.kinds:
        areas = areas.filter(kind__in=wanted.kinds)
    shares_a_piece = Q(pk__in=[])
    for piece in names.pieces(key):
        shares_a_piece |= Q(search_name__contains=piece)
    candidates = areas.filter(shares_a_piece).order_by("level", "code")[:_CANDIDATES]
    return _closest(key, candidates, allowed)[:limit]


def _closest(key: str, candidates: Iterable[Area], allowed: int) -> list[Area]:
    measured = [(names.slips(key, area.search_name), area) for area in candidates]
    near = [pair for pair in measured if pair[0] <= allowed]
    near.sort(key=lambda pair: (pair[0], abs(len(pair[1].search_name) - len(key)), pair[1].level))
    return [area for _, area in near]
