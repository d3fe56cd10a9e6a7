"""What is owed, read afresh from the providers each time: nothing of this is stored."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import api as organizations
from simpul.workflow import calendar, holders, registry, rules
from simpul.workflow.enums import Level, State
from simpul.workflow.models import LedgerEntry
from simpul.workflow.registry import Duty, Provider

RECORD_DAYS = 90
SEES_ALL = "board.view"


def duties_of(scope: Scope) -> list[Duty]:
    """What this person can act on today, the nearest last day first."""
    return collect(scope, lambda duty: is_doable(duty, scope))


def duties_of_others(scope: Scope) -> list[Duty]:
    """What this person waits for: duties of others in their agency, or of all whose board they may see."""
    return collect(scope, lambda duty: not is_doable(duty, scope) and is_visible(duty, scope))


def collect(scope: Scope, wanted: Callable[[Duty], bool]) -> list[Duty]:
    """The wanted duties of the governments in the scope, the nearest last day first."""
    owners = organizations.Government.objects.order_by("pk")
    if scope.governments is not None:
        owners = owners.filter(pk__in=scope.governments)
    return in_order(duty for owner in owners for duty in collect_for(owner, wanted).duties)


@dataclass(frozen=True)
class Collected:
    """What a government owes today, with the day and the calendar by which it was settled."""

    duties: list[Duty]
    today: dt.date
    days: rules.Calendar


def collect_for(government: organizations.Government, wanted: Callable[[Duty], bool]) -> Collected:
    """The wanted duties of a government today, settled and in order; `wanted` sees them unsettled."""
    today, days = clock.today(government.zone), calendar.calendar_for(government)
    found = (answers(provider, government, today) for provider in registry.providers())
    chosen = (settled(duty, today, days) for duties in found for duty in duties if wanted(duty))
    return Collected(in_order(chosen), today, days)


def visible_in(government: organizations.Government, scope: Scope) -> Collected:
    """What a government owes today, as far as the caller may see it."""
    is_here = scope.covers_government(government.pk)
    return collect_for(government, lambda duty: is_here and is_visible(duty, scope))


def answers(provider: Provider, government: organizations.Government, today: dt.date) -> list[Duty]:
    """What one provider says a government owes, unsettled; rows of other governments are left out."""
    scope = Scope.system("collecting the duties of a government", government.pk)
    return [duty for duty in provider.duties(scope, today) if duty.government_id == government.pk]


def settled(duty: Duty, today: dt.date, days: rules.Calendar) -> Duty:
    """The duty with state, working days left and the days on which it climbs."""
    due = duty.due
    if due is None and duty.within is not None:
        due = rules.add_working_days(duty.since, duty.within, days).day
    if due is None:
        return dataclasses.replace(
            duty, state=State.ON_TIME, days_left=None, level=Level.NOBODY, head_on=None, sekda_on=None
        )
    seen = rules.standing(
        due,
        today,
        days,
        passes_head=holders.passes_head(duty.capability),
        head_on=duty.head_on,
        sekda_on=duty.sekda_on,
    )
    return dataclasses.replace(
        duty,
        due=seen.due,
        state=seen.state,
        days_left=seen.days_left,
        level=seen.level,
        head_on=seen.head_on,
        sekda_on=seen.sekda_on,
    )


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """The nearest last day first, those without one at the end."""
    return sorted(duties, key=lambda duty: (duty.due or dt.date.max, duty.since, duty.title, duty.key))


def is_doable(duty: Duty, scope: Scope) -> bool:
    """True when the caller can act: capability held, and the agency within the scope."""
    if duty.agency_id is None:
        return scope.has(duty.capability)
    return scope.may_for(duty.capability, duty.agency_id)


def is_visible(duty: Duty, scope: Scope) -> bool:
    """True when the caller may know of it: they can act, it is their agency's, or they see the board."""
    if is_doable(duty, scope) or scope.is_system:
        return True
    if scope.agencies is None:
        return scope.has(SEES_ALL)
    return duty.agency_id in scope.agencies


@dataclass(frozen=True)
class Debt:
    """What one agency owes, or one role above the agencies (`agency_id` None): counts and the oldest duty."""

    agency_id: int | None
    label: str
    on_time: int
    due: int
    overdue: int
    delinquent: int
    oldest: Duty
    is_sample: bool

    @property
    def total(self) -> int:
        return self.on_time + self.due + self.overdue + self.delinquent

    @property
    def late(self) -> int:
        return self.overdue + self.delinquent


def debts(duties: Iterable[Duty]) -> list[Debt]:
    """These duties by who has to do them, the worst first."""
    by_holder: dict[tuple[int | None, str], list[Duty]] = {}
    for duty in duties:
        holder = holders.holder_of(duty)
        by_holder.setdefault((holder.agency_id, holder.label), []).append(duty)
    found = [_debt(agency_id, label, owed) for (agency_id, label), owed in by_holder.items()]
    return sorted(found, key=lambda debt: (-debt.delinquent, -debt.overdue, -debt.due, debt.label))


@dataclass(frozen=True)
class Owed:
    """One reading of all there is to do: the caller's own, what they wait for, and the sums of who owes what."""

    own: list[Duty]
    others: list[Duty]
    debts: list[Debt]


def who_owes(scope: Scope) -> Owed:
    """Own duties, those of others and the sums, for a page that shows all three; providers are asked once.

    The sums count all agencies for who sees the board, else what the caller may see.
    """
    sees_all = scope.has(SEES_ALL)
    counted = collect(scope, lambda duty: sees_all or is_visible(duty, scope))
    own = [duty for duty in counted if is_doable(duty, scope)]
    others = [duty for duty in counted if not is_doable(duty, scope) and is_visible(duty, scope)]
    return Owed(own, others, debts(counted))


def owed_by_agency(scope: Scope) -> list[Debt]:
    """Who owes what, the worst first: all agencies for who sees the board, else what the caller may see."""
    return who_owes(scope).debts


def _debt(agency_id: int | None, label: str, duties: list[Duty]) -> Debt:
    counts = {state: sum(duty.state == state for duty in duties) for state in State}
    return Debt(
        agency_id,
        label,
        counts[State.ON_TIME],
        counts[State.DUE],
        counts[State.OVERDUE],
        counts[State.DELINQUENT],
        duties[0],
        all(duty.is_sample for duty in duties),
    )


@dataclass(frozen=True)
class Record:
    """How promises were kept: of `promised` duties whose last day lay in these days, `kept` ended in time."""

    kept: int
    promised: int
    first: dt.date
    last: dt.date
    is_sample: bool


def record_of(scope: Scope, today: dt.date) -> Record:
    """The record of the caller's agency over 90 days up to yesterday; of their own duties for the others."""
    first, last = today - dt.timedelta(days=RECORD_DAYS), today - dt.timedelta(days=1)
    rows = LedgerEntry.objects.within(scope).promised_between(first, last)
    if scope.agencies is None:
        rows = rows.doable_within(scope)
    else:
        rows = rows.filter(agency_id__in=scope.agencies, capability__in=holders.agency_capabilities())
    found = rows.aggregate(
        promised=Count("pk"),
        kept=Count("pk", filter=Q(ended_on__lte=F("due"))),
        sample=Count("pk", filter=Q(is_sample=True)),
    )
    return Record(found["kept"], found["promised"], first, last, found["sample"] > 0)
