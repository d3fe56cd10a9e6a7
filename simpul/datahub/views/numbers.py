"""Numbers: the list of indicators, one with its series, and the origin of one value."""

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from simpul.core import clock, errors
from simpul.datahub import access as rights
from simpul.datahub import drawings, present
from simpul.datahub import lineage as tracing
from simpul.datahub.indicators import queries
from simpul.datahub.indicators.models import Case, IndicatorValue
from simpul.web import access, cache
from simpul.web.http import Request


@cache.cacheable
@access.public
def index(request: Request) -> HttpResponse:
    """Every indicator of the government with its number."""
    if request.government is None:
        raise errors.NotFoundError()
    audience = "data.read" if request.scope.has("data.read") else "umum"
    table = cache.kept(request, f"angka:{audience}", lambda: _table(request))
    return render(cast(Any, request), "datahub/numbers.html", {"table": table})


def _table(request: Request) -> SafeString:
    """The rows of all numbers, rendered; "" when there are none."""
    today = clock.today(request.government.zone)
    read = queries.readings if request.scope.has("data.read") else queries.public_readings
    found = read(request.scope, request.government, today)
    rows = [(reading, present.number(reading), present.change_figure(reading)) for reading in found]
    return render_to_string("datahub/number_table.html", {"rows": rows}) if rows else SafeString("")


@cache.cacheable
@access.public
def detail(request: Request, code: str) -> HttpResponse:
    """One indicator: number, series with its sources, areas, open cases."""
    indicator = rights.indicator(request.scope, code)
    today = clock.today(indicator.government.zone)
    reading = queries.reading_of(request.scope, indicator, today)
    context = {
        "indicator": indicator,
        "number": present.number(reading),
        "reading": reading,
        "values": _all_values(request, indicator),
        "ribbon": drawings.ribbon(reading.freshness),
        "chart": drawings.line_chart(reading),
        "areas": drawings.area_rows(request.scope, indicator),
        "cases": Case.objects.within(request.scope).filter(indicator=indicator).exclude(state="gugur"),
        "fresh_sentence": present.freshness_sentence(
            reading.freshness, _frequency(reading), reading.shown.period if reading.shown else None
        ),
        "due_sentence": present.due_sentence(reading.freshness, today),
    }
    return render(cast(Any, request), "datahub/number.html", context)


def _frequency(reading: queries.Reading) -> str:
    return reading.shown.source.dataset.frequency if reading.shown else "tahunan"


def _all_values(request: Request, indicator: Any) -> list[tuple[IndicatorValue, str, str]]:
    """Every standing value of the government's own area, newest first; what is set aside is shown as such."""
    values = queries.standing_by_area(indicator).get(indicator.government.area_code, [])
    values.sort(key=lambda v: (v.period_end.isoformat() if v.period_end else "", v.period_code), reverse=True)
    return [
        (value, present.figure(indicator, value.value), present.trace_url(value, indicator))
        for value in values
    ]


@cache.cacheable
@access.public
def lineage(request: Request, code: str, pk: int) -> HttpResponse:
    """From a value back to formula, release, submission, file, sheet, row, cell, people and times."""
    value = rights.value(request.scope, code, pk)
    context = {"value": value, "indicator": value.indicator, "trace": tracing.of(request.scope, value)}
    return render(cast(Any, request), "datahub/lineage.html", context)
