"""The template of a data set: its schema, its agency, and the areas of its government filled in."""

from pathlib import Path

from simpul.core import periods
from simpul.datahub.standards import template
from simpul.datahub.standards.models import Dataset
from simpul.datahub.standards.schema import Schema
from simpul.organizations import api as organizations

LEVELS = {"province": 1, "regency": 2, "district": 3, "village": 4}


def areas_of(schema: Schema, government_code: str) -> list[tuple[str, str]] | None:
    """(code, name) of every area that the schema's area column may hold, None when it has no such column."""
    level = next(
        (LEVELS[field.level] for field in schema.fields if field.type == "area" and field.level), None
    )
    if level is None:
        return None
    found = organizations.Area.objects.filter(level=level, valid_until__isnull=True)
    inside = (
        found.filter(code=government_code) if level == LEVELS["regency"] else found.beneath(government_code)
    )
    return list(inside.order_by("code").values_list("code", "name"))


def write_for(dataset: Dataset, period: periods.Period, path: Path) -> None:
    """Write the XLSX to fill in."""
    version = dataset.latest_schema()
    template.write_template(
        version.schema,
        path,
        dataset_code=dataset.code,
        dataset_title=dataset.title,
        version=str(version.number),
        period=period,
        agency_name=dataset.agency.name,
        government_name=dataset.government.name,
        areas=areas_of(version.schema, dataset.government.area_code),
    )
