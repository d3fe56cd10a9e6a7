"""What a submission is checked against besides its schema: the areas of its government, and the release before."""

from simpul.core import periods
from simpul.datahub.checks.context import Context, Previous
from simpul.datahub.standards.models import Dataset
from simpul.datahub.standards.schema import AreaLevel, Schema
from simpul.organizations import api as organizations

LEVELS: dict[int, AreaLevel] = {1: "province", 2: "regency", 3: "district", 4: "village"}


def context_of(dataset: Dataset, period: periods.Period, schema: Schema, previous: Previous) -> Context:
    """The context; areas are read only when a column holds them."""
    government = dataset.government
    if not any(field.type == "area" for field in schema.fields):
        return Context(period=period, previous=previous, place=government.name)
    areas, bps_codes = _areas(government.area_code)
    return Context(period=period, areas=areas, bps_codes=bps_codes, previous=previous, place=government.name)


def _areas(code: str) -> tuple[dict[AreaLevel, dict[str, str]], dict[str, str]]:
    """Level → {code: name} of a government's area and all beneath it, and BPS code → code; one query."""
    found: dict[AreaLevel, dict[str, str]] = {}
    bps_codes: dict[str, str] = {}
    living = organizations.Area.objects.filter(valid_until__isnull=True)
    inside = living.filter(code__startswith=code)  # the code itself, and all that begin with it
    for area_code, bps_code, name, level in inside.values_list("code", "bps_code", "name", "level"):
        found.setdefault(LEVELS[level], {})[area_code] = name
        if bps_code:
            bps_codes[bps_code] = area_code
    return found, bps_codes
