"""Who knows what people owe: areas above register a provider, Tugas Saya unites what they answer."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from simpul.core.scope import Scope
from simpul.workflow.enums import LATE, URGENT, Level, State


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something that somebody of a government has to do.

    (`kind`, `object_key`, `duty`) is its key within the government: the provider's kind, the thing it is
    about and the verb code, for example ("data", "312", "approve"). Who holds `capability` may do it,
    within the agency `agency_id` where that role works for one agency; for other roles `agency_id` says
    whose matter it is, and people of that agency see it under what they wait for. `title` begins with a
    verb; it, `why`, `agency_label` and `action_label` are ready to read and hold no personal value, as they
    also go into mails.

    The last day is `due`, or `within` working days after `since`; with neither there is no last day.
    `about_url` is a page about the thing that everybody of the agency and of the board may open; `url` is
    where it is done. `head_on` and `sekda_on` are the days on which a late duty climbs, None leaves them to
    the working calendar. `state`, `days_left` and `level` are filled in when duties are collected, as are
    the two days; whatever a provider puts there is replaced.
    """

    kind: str
    object_key: str
    duty: str
    government_id: int
    title: str
    why: str
    capability: str
    url: str
    action_label: str
    since: dt.date
    due: dt.date | None = None
    within: int | None = None
    agency_id: int | None = None
    agency_label: str = ""
    about_url: str = ""
    is_sample: bool = False
    head_on: dt.date | None = None
    sekda_on: dt.date | None = None
    state: State = State.ON_TIME
    days_left: int | None = None
    level: Level = Level.NOBODY

    @property
    def key(self) -> tuple[str, str, str]:
        """What the ledger knows it by."""
        return (self.kind, self.object_key, self.duty)

    @property
    def is_late(self) -> bool:
        return self.state in LATE

    @property
    def is_urgent(self) -> bool:
        """True from two working days before the last day on: people are reminded of it."""
        return self.state in URGENT


Duties = Callable[[Scope, dt.date], Iterable[Duty]]


@dataclass(frozen=True)
class Provider:
    """An area's answer to "what is owed in these governments on this day".

    `duties(scope, today)` answers for everybody of the governments in the scope, in a number of queries
    that does not grow with people, agencies or duties; the scope is system work, who may see what is
    settled here. `label` names the kind on pages and in filters; without one the kind itself is written.
    """

    kind: str
    duties: Duties
    label: object = ""

    @property
    def name(self) -> str:
        """The label in the language of the page."""
        return str(self.label) or self.kind.capitalize()


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Add a provider, from the ready() of an area; ValueError when its kind is taken by another one."""
    if _providers.get(provider.kind, provider) != provider:
        raise ValueError(f"duties of the kind {provider.kind} have a provider")
    _providers[provider.kind] = provider


def provider_of(kind: str) -> Provider:
    """The provider of a kind; KeyError when no area registered one."""
    return _providers[kind]


def providers() -> list[Provider]:
    """All of them, in the order of their kinds."""
    return sorted(_providers.values(), key=lambda provider: provider.kind)
