"""Everything a board shows, read in a fixed number of queries."""

import dataclasses
import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from simpul.commandcenter import sentences
from simpul.commandcenter.models import Board, BoardNumber
from simpul.core import clock, errors, freshness
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.organizations import api as organizations
from simpul.web import formats, maps, parts
from simpul.workflow import api as workflow

TURNS = 5
WALL_NUMBERS = 5
WALL_TURNS = 3


@dataclasses.dataclass(frozen=True)
class View:
    """What everybody sees on a board."""

    board: Board
    today: dt.date
    headline: str
    details: str
    lead: datahub.Reading
    lead_number: parts.Number
    lead_chart: Any
    rows: list[tuple[datahub.Reading, parts.Number, Any, str]]  # reading, number, spark, size of the change
    mapped: parts.Number | None
    map: Any
    areas: list[datahub.AreaRow]
    cases: list[datahub.Case]
    freshness: list[tuple[str, int]]
    changes: list[datahub.Release]


@dataclasses.dataclass(frozen=True)
class Turns:
    """Whose turn it is, as one person sees it."""

    mine: list[parts.Turn]
    others: list[parts.Turn]
    others_count: int
    debts: list[workflow.Debt]


def board_of(scope: Scope, government: organizations.Government) -> Board | None:
    """The default board of a government, None while nobody has composed one."""
    found: Board | None = (
        Board.objects.within(scope)
        .filter(government=government, is_default=True)
        .select_related("lead", "mapped", "government")
        .first()
    )
    return found


def view(scope: Scope, board: Board) -> View:
    """The board now."""
    today = clock.today(board.government.zone)
    readings = numbers_of(scope, board, today)
    lead = next((r for r in readings if r.indicator.pk == board.lead_id), None)
    if lead is None:
        raise errors.NotFoundError()
    mapped = _mapped(scope, board, today)
    areas = datahub.area_rows(scope, mapped.indicator, even_empty=True) if mapped else []
    return View(
        board=board,
        today=today,
        headline=sentences.headline(readings, today),
        details=sentences.details(readings, lead),
        lead=lead,
        lead_number=dataclasses.replace(datahub.number(lead), name=""),
        lead_chart=datahub.line_chart(lead),
        rows=[_row(reading) for reading in readings],
        mapped=datahub.number(mapped) if mapped else None,
        map=area_map(scope, board, mapped, areas) if mapped else None,
        areas=areas,
        cases=open_cases(scope, board),
        freshness=_freshness(scope, today),
        changes=latest_releases(scope, board),
    )


def turns(scope: Scope, government: organizations.Government) -> Turns:
    """What waits for this person, for others, and who owes most."""
    owed = workflow.who_owes(scope)
    return Turns(
        mine=[turn(duty, government) for duty in owed.own[:TURNS]],
        others=[_turn_of_another(duty, government) for duty in owed.others[:TURNS]],
        others_count=len(owed.others),
        debts=owed.debts[:TURNS],
    )


def _turn_of_another(duty: workflow.Duty, government: organizations.Government) -> parts.Turn:
    """Others' turns lead to what they are about, not to where only their holder may go."""
    return dataclasses.replace(turn(duty, government), url=duty.about_url)


def _row(reading: datahub.Reading) -> tuple[datahub.Reading, parts.Number, Any, str]:
    return reading, datahub.number(reading), datahub.spark(reading), datahub.change_figure(reading)


def numbers_of(scope: Scope, board: Board, today: dt.date, *, on_wall: bool = False) -> list[datahub.Reading]:
    """Readings of the board's numbers, in its order."""
    chosen = (
        BoardNumber.objects.within(scope)
        .filter(board=board)
        .select_related("indicator")
        .order_by("order", "pk")
    )
    if on_wall:
        chosen = chosen.filter(on_wall=True)[:WALL_NUMBERS]
    order = {number.indicator.code: place for place, number in enumerate(chosen)}
    found = datahub.open_readings(scope, board.government, today, codes=order)
    return sorted(found, key=lambda reading: order[reading.indicator.code])


def _mapped(scope: Scope, board: Board, today: dt.date) -> datahub.Reading | None:
    """The mapped number, which need not stand on the board."""
    if board.mapped is None:
        return None
    found = datahub.open_readings(scope, board.government, today, codes=[board.mapped.code])
    return found[0] if found else None


def area_map(
    scope: Scope,
    board: Board,
    reading: datahub.Reading,
    areas: list[datahub.AreaRow],
    *,
    with_labels: bool = True,
) -> Any:
    """Districts by value: outlines where imported, else circles on the coast; a missing figure is hatched."""
    indicator = reading.indicator
    figures = maps.Figures(
        name=indicator.name,
        values={area.code: area.value for area in areas},
        unit=datahub.unit(indicator),
        decimals=indicator.decimals,
        urls={area.code: area.url for area in areas if area.url},
    )
    level = organizations.AreaLevel.DISTRICT
    shapes = organizations.shapes_for(scope, board.government, level)
    if shapes:
        drawn = [maps.Shape(s.code, s.name, s.longitude, s.latitude, s.geometry) for s in shapes]
        return maps.region(drawn, figures, with_labels=with_labels)
    points = organizations.points_for(scope, board.government, level)
    drawn = [maps.Shape(p.code, p.name, p.longitude, p.latitude) for p in points.points]
    figures = dataclasses.replace(figures, weights={p.code: p.villages or 1 for p in points.points})
    coast = [{"type": "LineString", "coordinates": line} for line in points.coastline]
    return maps.region(drawn, figures, coast, with_labels=with_labels)


def open_cases(scope: Scope, board: Board) -> list[datahub.Case]:
    """Disagreements about the board's numbers that wait for a decision, oldest first."""
    query = datahub.Case.objects.within(scope).filter(
        indicator__government=board.government, state=datahub.CaseState.OPEN
    )
    return list(query.select_related("indicator", "first", "second").order_by("opened_at", "pk")[:TURNS])


def _freshness(scope: Scope, today: dt.date) -> list[tuple[str, int]]:
    counts = datahub.freshness_counts(scope, today)
    return [(state.value, counts[state.value]) for state in freshness.State if counts[state.value]]


def latest_releases(scope: Scope, board: Board) -> list[datahub.Release]:
    """What changed last."""
    query = datahub.Release.objects.within(scope).filter(dataset__government=board.government)
    if not scope.has("data.read"):
        query = query.filter(dataset__sensitivity=datahub.Sensitivity.PUBLIC)
    return list(query.select_related("dataset").order_by("-released_at", "-pk")[:TURNS])


def turn(duty: workflow.Duty, government: organizations.Government) -> parts.Turn:
    """A duty as a line of whose turn it is; in a sample government the heading bears the mark for all."""
    detail = duty.agency_label
    words = f"{duty.state.label}, {formats.date(duty.due)}" if duty.due else str(duty.state.label)
    is_sample = duty.is_sample and not government.is_sample
    return parts.Turn(duty.title, duty.url, detail, duty.state.mark, words, is_sample)


@dataclasses.dataclass(frozen=True)
class WallView:
    """The wall: five numbers, one map, three turns, one sentence."""

    board: Board
    headline: str
    details: str
    rows: list[tuple[parts.Number, Any]]
    mapped: parts.Number | None
    map: Any
    known_areas: int
    areas: int
    turns: list[parts.Turn]
    latest: datahub.Release | None


def wall(scope: Scope, board: Board) -> WallView:
    """The wall now."""
    today = clock.today(board.government.zone)
    readings = numbers_of(scope, board, today)
    on_wall = numbers_of(scope, board, today, on_wall=True)
    lead = next((r for r in readings if r.indicator.pk == board.lead_id), None)
    mapped = _mapped(scope, board, today)
    areas = datahub.area_rows(scope, mapped.indicator, even_empty=True) if mapped else []
    owed = workflow.who_owes(scope)
    duties = sorted(owed.own + owed.others, key=lambda duty: (duty.due or dt.date.max, duty.title))
    latest = latest_releases(scope, board)
    return WallView(
        board=board,
        headline=sentences.headline(readings, today),
        details=sentences.details(readings, lead),
        rows=[(wall_number(reading), datahub.spark(reading)) for reading in on_wall],
        mapped=datahub.number(mapped) if mapped else None,
        map=area_map(scope, board, mapped, areas, with_labels=False) if mapped else None,
        known_areas=sum(1 for area in areas if area.value is not None),
        areas=len(areas),
        turns=[turn(duty, board.government) for duty in duties[:WALL_TURNS]],
        latest=latest[0] if latest else None,
    )


def wall_number(reading: datahub.Reading) -> parts.Number:
    """A number in the short words of the wall."""
    number = datahub.number(reading)
    target = f"{reading.target.period_code}: {number.target}" if reading.target else ""
    change = datahub.change_figure(reading)
    if change and reading.previous is not None:
        change = _("%(change)s dari %(period)s") % {"change": change, "period": reading.previous.period.label}
    rivals = tuple(
        dataclasses.replace(rival, source=datahub.short_source(rival.source)) for rival in number.rivals
    )
    return dataclasses.replace(
        number,
        name=reading.indicator.short_name,
        source=datahub.short_source(number.source),
        rivals=rivals,
        change=change,
        target=target,
        age="",
    )
