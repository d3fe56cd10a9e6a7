"""Areas as lists and pages show them: with the way down to them, their history and what lies beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from simpul.core import errors
from simpul.organizations.areas import codes
from simpul.organizations.models import Area
from simpul.organizations.models.area import AreaQuerySet


@dataclass(frozen=True)
class Placed:
    """An area and the areas above it, the widest first."""

    area: Area
    above: tuple[Area, ...]

    @property
    def where(self) -> str:
        """ "Tanah Grogot, Kabupaten Paser, Kalimantan Timur"; "" for a province."""
        return ", ".join(area.name for area in reversed(self.above))


def placed(areas: Sequence[Area]) -> list[Placed]:
    """The areas in their order, each with its way down; one query."""
    wanted = {above for area in areas for above in codes.ancestors_of(area.code)}
    known = {area.code: area for area in Area.objects.living().filter(code__in=wanted)}
    return [Placed(area, _above(area.code, known)) for area in areas]


def area_with_code(code: str) -> Area:
    """The living area of a code, else the one that ended last; NotFoundError when there never was one."""
    rows = list(Area.objects.filter(code=code))
    if not rows:
        raise errors.NotFoundError()
    return max(rows, key=lambda area: (area.valid_until is None, area.valid_until, area.pk))


def former(area: Area) -> list[Area]:
    """Earlier rows of the same code: former names, the newest first."""
    return list(Area.objects.filter(code=area.code).exclude(pk=area.pk).order_by("-valid_until", "-pk"))


def children(area: Area) -> AreaQuerySet:
    """Living areas one level down."""
    return Area.objects.living().filter(parent_code=area.code)


def counts_beneath(area: Area | None = None) -> dict[int, int]:
    """How many living areas of each level lie beneath an area, or exist at all."""
    areas = Area.objects.living()
    inside = areas.beneath(area.code) if area else areas
    counted = inside.order_by("level").values_list("level").annotate(count=Count("pk"))
    return dict(counted)


def _above(code: str, known: dict[str, Area]) -> tuple[Area, ...]:
    return tuple(known[above] for above in reversed(codes.ancestors_of(code)) if above in known)
