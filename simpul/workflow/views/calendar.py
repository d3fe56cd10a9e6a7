"""The working calendar: which days are off, by which decree, and loading those of a year that lacks them."""

import csv
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.core import clock
from simpul.organizations import api as organizations
from simpul.web import access, formats, parts
from simpul.web.http import Request
from simpul.workflow import calendar, holiday_sheet, words
from simpul.workflow.enums import HolidayKind
from simpul.workflow.forms import HolidaysForm
from simpul.workflow.operations.holidays import import_holidays
from simpul.workflow.views import place

MANAGES = "settings.manage"


@access.signed_in
def working_calendar(request: Request) -> HttpResponse:
    """Days off of a year; who manages settings may load a list."""
    government = place.government_of(request)
    may_import = request.scope.has(MANAGES)
    form = HolidaysForm(request.POST or None, request.FILES or None) if may_import else None
    if request.method == "POST":
        request.scope.demand(MANAGES)
        if form is not None and form.is_valid():
            return _imported(request, government, form)
    today = clock.today(government.zone)
    year = _year(request.GET.get("tahun", ""), today.year)
    days = calendar.days_off(government, year)
    context = {
        "trail": [parts.Link(_("Tugas Saya"), reverse("tasks"))],
        "year": year,
        "years": [_tab(each) for each in range(today.year - 1, today.year + 4)],
        "year_label": str(year),
        "is_known": year in calendar.calendar_for(government).known_years,
        "rows": [_row(day) for day in days],
        "week": government.get_office_week_display(),
        "form": form,
    }
    return render(cast(Any, request), "workflow/working_calendar.html", context)


@access.signed_in
def sample(_request: Request) -> HttpResponse:
    """A list to start from, with one row of each kind."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="hari-libur.csv"'
    writer = csv.writer(response)
    writer.writerow(holiday_sheet.COLUMNS)
    for kind in HolidayKind:
        writer.writerow(["2028-01-01", kind.label, kind.value, _("nomor keputusan")])
    return response


def _imported(request: Request, government: organizations.Government, form: HolidaysForm) -> HttpResponse:
    days = form.cleaned_data["sheet"]
    years = import_holidays(scope=request.scope, government=government, days=days)
    facts = {"n": formats.number(len(days)), "years": words.listed(str(year) for year in years)}
    messages.success(request, _("%(n)s hari libur %(years)s dimuat. Tenggat dihitung ulang.") % facts)
    return redirect(f"{reverse('working-calendar')}?tahun={years[0]}")


def _year(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 2010 <= int(text) <= 2100 else default


def _tab(year: int) -> parts.Link:
    return parts.Link(str(year), f"?tahun={year}")


def _row(day: holiday_sheet.DayOff) -> dict[str, object]:
    return {
        "day": formats.date(day.day),
        "iso": day.day.isoformat(),
        "weekday": words.weekday(day.day),
        "name": day.name,
        "kind": HolidayKind(day.kind).label,
        "source": day.source or _("pustaka holidays"),
    }
