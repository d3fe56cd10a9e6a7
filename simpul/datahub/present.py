"""From readings to the parts that pages draw: the one place that words a number of the data hub."""

import datetime as dt
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.core import freshness, periods
from simpul.datahub.indicators.models import Indicator, IndicatorValue
from simpul.datahub.indicators.queries import Reading
from simpul.web import formats, parts

UNITS_SHORT = {"persen": "%", "km2": "km²", "indeks": "", "rasio": ""}


def unit(indicator: Indicator) -> str:
    """The unit as it stands beside a value: per cent as a sign, an index or a ratio with none."""
    return UNITS_SHORT.get(indicator.unit, indicator.unit)


def figure(indicator: Indicator, value: Fraction | None) -> str:
    """The value rounded to at most the indicator's decimals, "" when there is none; money is shortened.

    A source that prints 22,4 is not given a second decimal that it never had.
    """
    if value is None:
        return ""
    if indicator.unit == "rupiah":
        return formats.rupiah(value, short=True)
    return formats.number(value, min(indicator.decimals, formats.own_places(value)))


def trace_url(value: IndicatorValue, indicator: Indicator) -> str:
    """Where the origin of a value is told."""
    return reverse("lineage", args=[indicator.code, value.pk])


def age(fresh: freshness.Freshness) -> str:
    """Age in days since the agreed clock began, "" when nothing can be counted."""
    if fresh.age_days is None:
        return ""
    return _("umur %(days)s hari") % {"days": formats.number(fresh.age_days)}


def state(reading: Reading) -> str:
    """The word of the state chip; a conflict is louder than age."""
    return "selisih" if reading.in_conflict else str(reading.freshness.state)


def number(reading: Reading) -> parts.Number:
    """The whole anatomy of a number."""
    indicator, shown = reading.indicator, reading.shown
    target = reading.target
    return parts.Number(
        name=indicator.name,
        value=figure(indicator, shown.value) if shown else "",
        unit="" if indicator.unit == "rupiah" else unit(indicator),
        direction=direction(reading.change),
        change=change_words(reading),
        period=shown.period.label if shown else "",
        source=shown.source_label if shown else "",
        state=state(reading),
        age=age(reading.freshness),
        target=f"{figure(indicator, target.value)} {unit(indicator)}".strip() if target else "",
        target_note=f"{periods.parse(target.period_code).label} · {target.source}" if target else "",
        trace_url=trace_url(shown, indicator) if shown else "",
        url=reverse("number", args=[indicator.code]),
        is_sample=indicator.is_sample
        and not indicator.government.is_sample,  # there the heading bears the mark
        rivals=tuple(_rival(indicator, value) for value in reading.rivals),
    )


def _rival(indicator: Indicator, value: IndicatorValue) -> parts.Figure:
    return parts.Figure(
        figure(indicator, value.value), unit(indicator), value.source_label, trace_url(value, indicator)
    )


def direction(change: Fraction | None) -> parts.Direction:
    """Which arrow stands before the change."""
    if change is None:
        return ""
    return "tetap" if change == 0 else ("naik" if change > 0 else "turun")


def change_words(reading: Reading) -> str:
    """ "0,48 poin dari 2023"; "" while two values stand or there is nothing to compare with."""
    change, previous = reading.change, reading.previous
    if change is None or previous is None or reading.rivals:
        return ""
    amount = figure(reading.indicator, abs(change))
    if reading.indicator.unit in ("persen", "indeks"):
        amount = _("%(amount)s poin") % {"amount": amount}
    return _("%(amount)s dari %(period)s") % {"amount": amount, "period": previous.period.label}


def short_source(label: str) -> str:
    """The publisher alone: "BorneoFlash, 30 Juni 2025" is BorneoFlash where room is short."""
    return label.split(",")[0].split(" (")[0]


def change_figure(reading: Reading) -> str:
    """The size of the change alone, for tables whose head says what it is."""
    change = reading.change
    return "" if change is None or reading.rivals else figure(reading.indicator, abs(change))


def freshness_sentence(fresh: freshness.Freshness, frequency: str, newest: periods.Period | None) -> str:
    """What the agreed clock says, in one sentence."""
    if newest is None or newest.end is None:
        return _("Dijanjikan %(frequency)s.") % {"frequency": periods.Frequency(frequency).label}
    return _(
        "Dijanjikan %(frequency)s. Angka terbaru menggambarkan %(period)s; umur dihitung sejak %(day)s."
    ) % {
        "frequency": periods.Frequency(frequency).label,
        "period": newest.label,
        "day": formats.date(newest.end),
    }


def due_sentence(fresh: freshness.Freshness, today: dt.date) -> str:
    """When the next delivery is due, or was."""
    if fresh.due_on is None:
        return ""
    return _("Jatuh tempo %(day)s (%(away)s).") % {
        "day": formats.date(fresh.due_on),
        "away": formats.days_away(fresh.due_on, today),
    }
