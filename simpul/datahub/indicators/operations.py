"""From a release to values and cases, and the decisions of people about them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from django.db import transaction

from simpul.audit import api as audit
from simpul.core import clock, errors, events, expressions, periods
from simpul.core.scope import Scope
from simpul.datahub.errors import AlreadyDecidedError, ReasonMissingError
from simpul.datahub.indicators import queries, rules
from simpul.datahub.indicators.enums import CaseKind, CaseState
from simpul.datahub.indicators.models import Case, Indicator, IndicatorSource, IndicatorValue
from simpul.datahub.releases.models import Release, ServedRow
from simpul.organizations import api as organizations


@transaction.atomic
def recompute(*, release: Release) -> list[Case]:
    """Make the values that this release feeds, look for disagreements anew, tell the wall.

    Returns the cases that are no more. Doing it twice leaves the same rows: values of this release are made anew.
    """
    touched: list[Indicator] = []
    gone: list[Case] = []
    sources = IndicatorSource.everywhere.filter(dataset=release.dataset).select_related(
        "indicator__government"
    )
    for source in sources:
        IndicatorValue.everywhere.filter(source=source, release=release).delete()
        values = _one_a_place(_values(source, release))
        if source.sums_areas:
            values += _totals(source, values)
        IndicatorValue.everywhere.bulk_create(values, batch_size=500)
        gone += refresh_cases(indicator=source.indicator)
        touched.append(source.indicator)
    for indicator in touched:
        _announce(indicator)
    return gone


def recompute_source(*, source: IndicatorSource) -> None:
    """Make the values of one source anew from every standing release: after a formula was changed."""
    for release in Release.everywhere.filter(dataset=source.dataset, is_current=True).order_by("number"):
        recompute(release=release)


def _values(source: IndicatorSource, release: Release) -> Iterator[IndicatorValue]:
    formula = expressions.parse_number(source.formula)
    columns = sorted(expressions.columns(formula))
    for row in ServedRow.everywhere.filter(release=release).order_by("row").iterator():
        operands = [_operand(column, row, release) for column in columns]
        numbers = {operand["field"]: _number(operand["number"]) for operand in operands}
        period = _period(source, release, row)
        yield IndicatorValue(
            indicator=source.indicator,
            source=source,
            release=release,
            row=row.row,
            area_code=_area(source, row),
            period_code=period.code,
            period_end=period.end,
            value=expressions.evaluate(formula, numbers),
            source_label=row.raw.get(source.source_field) or release.dataset.agency.short_name,
            source_kind=row.raw.get(source.kind_field) or "",
            operands=operands,
            computed_at=clock.now(),
        )


def _one_a_place(values: Iterable[IndicatorValue]) -> list[IndicatorValue]:
    """One value an area, period and source. Where a sheet has several rows for it, the figure is not known.

    Which of them to take, or whether to sum, is nobody's to guess: the value stays empty until the data set
    has one row for it.
    """
    found: dict[tuple[str, str, str], IndicatorValue] = {}
    for value in values:
        known = found.setdefault((value.area_code, value.period_code, value.source_label), value)
        if known is not value:
            known.value = None
    return list(found.values())


def _totals(source: IndicatorSource, values: list[IndicatorValue]) -> Iterator[IndicatorValue]:
    """One sum a period over all areas; none where an area has no figure, as a sum of some is the sum of nothing."""
    wanted = organizations.district_codes(source.indicator.government)
    by_period: dict[str, list[IndicatorValue]] = {}
    for value in values:
        by_period.setdefault(value.period_code, []).append(value)
    for parts in by_period.values():
        figures = {part.area_code: part.value for part in parts}
        if set(figures) == wanted and None not in figures.values() and len(parts) == len(wanted):
            yield _total(source, parts)


def _total(source: IndicatorSource, parts: list[IndicatorValue]) -> IndicatorValue:
    first = parts[0]
    return IndicatorValue(
        indicator=source.indicator,
        source=source,
        release=first.release,
        row=min(part.row for part in parts),
        is_total=True,
        area_code=source.indicator.government.area_code,
        period_code=first.period_code,
        period_end=first.period_end,
        value=sum((part.value for part in parts), start=Fraction(0)),
        source_label=first.source_label,
        source_kind=first.source_kind,
        operands=[operand for part in parts for operand in part.operands],
        computed_at=first.computed_at,
    )


def _operand(column: str, row: ServedRow, release: Release) -> dict[str, Any]:
    cell = f"{release.columns.get(column, '')}{row.row}"
    return {"field": column, "cell": cell, "raw": row.raw.get(column, ""), "number": row.values.get(column)}


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _area(source: IndicatorSource, row: ServedRow) -> str:
    return str(row.values.get(source.area_field) or source.indicator.government.area_code)


def _period(source: IndicatorSource, release: Release, row: ServedRow) -> periods.Period:
    """The period of a row; a column for it that is blank means: not known."""
    if not source.period_field:
        return release.period
    return period_of_text(
        row.values.get(source.period_field) or "", periods.Frequency(release.dataset.frequency)
    )


def period_of_text(text: str, frequency: periods.Frequency) -> periods.Period:
    """The period of a cell: a code as it stands, or the period of this frequency around a day."""
    period = periods.parse(text)
    if period.frequency is periods.Frequency.DAILY and period.start is not None:
        return periods.containing(period.start, frequency)
    return period


def refresh_cases(*, indicator: Indicator) -> list[Case]:
    """Open a case for each disagreement among standing values; close and return those that no longer exist."""
    alive = set()
    for area_code, values in queries.standing_by_area(indicator).items():
        by_key = {value.pk: value for value in values}
        for found in _disagreements(indicator, values):
            alive.add(_open_case(indicator, area_code, found, by_key))
    stale = Case.everywhere.filter(indicator=indicator, state=CaseState.OPEN).exclude(fingerprint__in=alive)
    gone = list(stale.select_related("indicator"))
    stale.update(state=CaseState.GONE)
    return gone


def _disagreements(indicator: Indicator, values: list[IndicatorValue]) -> Iterator[rules.Disagreement]:
    points = [queries.point(value) for value in values]
    yield from rules.conflicts(points, indicator.tolerance)
    yield from rules.breaks(points, indicator.break_limit)


def _open_case(
    indicator: Indicator, area_code: str, found: rules.Disagreement, by_key: dict[int, IndicatorValue]
) -> str:
    first, second = by_key[found.first.key], by_key[found.second.key]
    fingerprint = "|".join(
        (area_code, *(f"{v.period_code}={v.value}:{v.source_label[:50]}" for v in (first, second)))
    )[:200]
    case, is_new = Case.everywhere.get_or_create(
        indicator=indicator,
        kind=CaseKind(found.kind),
        fingerprint=fingerprint,
        defaults={
            "area_code": area_code,
            "period_code": second.period_code,
            "first": first,
            "second": second,
            "opened_at": clock.now(),
        },
    )
    if not is_new:
        Case.everywhere.filter(pk=case.pk).update(first=first, second=second)
        Case.everywhere.filter(pk=case.pk, state=CaseState.GONE).update(
            state=CaseState.OPEN, opened_at=clock.now()
        )
    return fingerprint


def _announce(indicator: Indicator) -> None:
    events.publish(government_id=indicator.government_id, kind="indikator", key=indicator.code, payload={})


@transaction.atomic
def decide(*, scope: Scope, case: Case, chosen: IndicatorValue | None, note: str) -> Case:
    """Record which value is shown (conflict), or why the jump stands (break); the others are set aside, never mixed.

    Raises ReasonMissingError without a note, AlreadyDecidedError when somebody was faster.
    """
    scope.demand("data.decide")
    if not scope.covers_government(case.indicator.government_id):
        raise errors.NotFoundError()
    if not note.strip() or (case.kind == CaseKind.CONFLICT and chosen not in (case.first, case.second)):
        raise ReasonMissingError()
    changed = Case.everywhere.filter(pk=case.pk, state=CaseState.OPEN).update(
        state=CaseState.DECIDED,
        chosen=chosen,
        decision_note=note.strip(),
        decided_by_id=scope.actor_id,
        decided_label=", ".join(filter(None, (scope.actor_label, scope.post_label))),
        decided_at=clock.now(),
    )
    if changed != 1:
        raise AlreadyDecidedError()
    case.refresh_from_db()
    if chosen is not None:
        _set_aside_others(case, chosen)
    _record_decision(scope, case)
    _announce(case.indicator)
    organizations.touch(case.indicator.government_id)
    return case


def _set_aside_others(case: Case, chosen: IndicatorValue) -> None:
    rivals = IndicatorValue.everywhere.filter(
        indicator=case.indicator, area_code=case.area_code, period_code=case.period_code
    )
    rivals.exclude(source_label=chosen.source_label).update(set_aside=True)
    rivals.filter(source_label=chosen.source_label).update(set_aside=False)


def _record_decision(scope: Scope, case: Case) -> None:
    audit.record(
        scope=scope,
        government_id=case.indicator.government_id,
        action="data.putusan",
        object_kind="kasus",
        object_key=case.pk,
        indicator=case.indicator.code,
        kind=case.kind,
        chosen=case.chosen_id,
    )
