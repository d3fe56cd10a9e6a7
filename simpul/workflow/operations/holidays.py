"""Taking over a list of days off."""

from django.db import transaction

from simpul.audit import api as audit
from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.workflow.holiday_sheet import DayOff
from simpul.workflow.models import Holiday


@transaction.atomic
def import_holidays(
    *, scope: Scope, government: organizations.Government | None, days: list[DayOff]
) -> list[int]:
    """Put these days in place of all imported ones of their years, and return the years.

    They hold for one government, or with None, which only system work may say, for the whole country.
    Sending a corrected list again therefore corrects, and sending the same one changes nothing.
    """
    if government is None and not scope.is_system:
        raise PermissionError("days off of the whole country are imported on the command line")
    years = sorted({day.day.year for day in days})
    own = Holiday.objects.within(scope).filter(government=government)
    own.filter(day__year__in=years).delete()
    Holiday.objects.bulk_create(
        Holiday(government=government, day=day.day, name=day.name, kind=day.kind, source=day.source)
        for day in days
    )
    if government is not None:
        audit.record(
            scope=scope,
            government_id=government.pk,
            action="calendar.imported",
            object_kind="holidays",
            object_key="-".join(str(year) for year in years),
            days=len(days),
        )
    return years
