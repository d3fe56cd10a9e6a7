"""Tugas Saya as its page shows it: duties in groups by week, in the parts that the components draw."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simpul.core.scope import Scope
from simpul.web import formats, parts
from simpul.workflow import holders, selection, words
from simpul.workflow.enums import Level
from simpul.workflow.registry import Duty

TURNS, CLIMBED = 5, 10  # never more in a list that stands beside another one

LATE, THIS_WEEK, NEXT_WEEK, LATER, UNDATED = range(5)


@dataclass
class Group:
    """A part of the agenda: `total` counts the duties of all pages, `items` are those of this one."""

    key: int
    title: str
    total: int
    items: list[parts.AgendaItem] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of its heading."""
        return f"tugas-{self.key}"

    @property
    def note(self) -> str:
        return count_of_tasks(self.total)


def count_of_tasks(count: int) -> str:
    """ "3 tugas"."""
    return ngettext("%(n)s tugas", "%(n)s tugas", count) % {"n": formats.number(count)}


def grouped(
    shown: Iterable[Duty], chosen: Sequence[Duty], scope: Scope, today: dt.date, *, marks_sample: bool
) -> list[Group]:
    """The duties of one page in their groups, counted over all pages; empty groups are left out."""
    totals = [group_of(duty, today) for duty in chosen]
    groups: dict[int, Group] = {}
    for duty in shown:
        key = group_of(duty, today)
        group = groups.setdefault(key, Group(key, _titles()[key], totals.count(key)))
        group.items.append(item(duty, scope, today, marks_sample=marks_sample))
    return [groups[key] for key in sorted(groups)]


def group_of(duty: Duty, today: dt.date) -> int:
    """Where a duty stands: late, this week, next, later, or without a last day; weeks begin on Monday."""
    if duty.due is None:
        return UNDATED
    if duty.is_late:
        return LATE
    next_monday = today + dt.timedelta(days=7 - today.weekday())
    if duty.due < next_monday:
        return THIS_WEEK
    return NEXT_WEEK if duty.due < next_monday + dt.timedelta(days=7) else LATER


def _titles() -> dict[int, str]:
    return {
        LATE: _("Lewat tenggat"),
        THIS_WEEK: _("Minggu ini"),
        NEXT_WEEK: _("Minggu depan"),
        LATER: _("Kemudian"),
        UNDATED: _("Tanpa tenggat"),
    }


def item(duty: Duty, scope: Scope, today: dt.date, *, marks_sample: bool) -> parts.AgendaItem:
    """One duty of one's own."""
    day, note = _day(duty, today)
    return parts.AgendaItem(
        day=day,
        day_note=note,
        iso_day=(duty.due or duty.since).isoformat(),
        title=duty.title,
        url=duty.about_url or duty.url,
        detail=detail(
            duty, names_agency=scope.agencies is None or len(scope.agencies) > 1, marks_sample=marks_sample
        ),
        state=duty.state.mark,
        words=words.standing(duty),
        climb=words.climb(duty, today),
        action=duty.action_label,
        action_url=duty.url,
        is_urgent=duty.is_late,
    )


def _day(duty: Duty, today: dt.date) -> tuple[str, str]:
    """What stands in front: near days by their weekday, others by their date."""
    if duty.due is None:
        return words.day(duty.since, today), _("mulai")
    date, weekday = words.day(duty.due, today), words.weekday(duty.due)
    if duty.is_late:
        return date, words.lateness(duty)
    return (date, weekday) if group_of(duty, today) == LATER else (weekday, date)


def all_sample(duties: Sequence[Duty]) -> bool:
    """True when everything here is made for show, so that the heading says it once."""
    return bool(duties) and all(duty.is_sample for duty in duties)


def detail(duty: Duty, *, names_agency: bool, marks_sample: bool) -> str:
    """Why a duty is asked, in one line: its kind, whose matter, the reason, and whether it is made up."""
    words_ = [selection.kind_name(duty), duty.agency_label if names_agency else "", duty.why]
    return " · ".join(
        word for word in [*words_, _("contoh") if marks_sample and duty.is_sample else ""] if word
    )


def turns(duties: Sequence[Duty], today: dt.date, *, marks_sample: bool) -> list[parts.Turn]:
    """What one waits for: with whom it lies and since when; only what is late carries its state."""
    return [
        parts.Turn(
            title=duty.title,
            url=duty.about_url,
            detail=_marked(_since(duty, today), duty, marks_sample),
            state=duty.state.mark if duty.is_late else "",
            words=words.standing(duty),
        )
        for duty in duties[:TURNS]
    ]


def _since(duty: Duty, today: dt.date) -> str:
    facts = {"who": holders.holder_of(duty).phrase, "day": words.day(duty.since, today)}
    return _("Pada %(who)s sejak %(day)s") % facts


def climbed(duties: Sequence[Duty], today: dt.date, *, marks_sample: bool) -> list[parts.AgendaItem]:
    """What has climbed up to the reader: whose it is, how late, and where to look; others have to do it."""
    return [
        parts.AgendaItem(
            day=_day(duty, today)[0],
            day_note=_day(duty, today)[1],
            iso_day=(duty.due or duty.since).isoformat(),
            title=duty.title,
            url=duty.about_url,
            detail=_marked(_since(duty, today), duty, marks_sample),
            state=duty.state.mark,
            words=words.standing(duty),
            climb=words.climb(duty, today),
        )
        for duty in duties[:CLIMBED]
    ]


def _marked(text: str, duty: Duty, marks_sample: bool) -> str:
    return f"{text} · {_('contoh')}" if marks_sample and duty.is_sample else text


def opening(own: Sequence[Duty], risen: Sequence[Duty]) -> str:
    """The sentence at the top: how many, how many late, how high, and what has climbed up to the reader."""
    others = _(" %(count)s tugas orang lain sudah naik kepada Anda.") % {"count": _number(len(risen))}
    return _opening(own) + (others if risen else "")


def _opening(duties: Sequence[Duty]) -> str:
    if not duties:
        return _("Tidak ada yang menunggu Anda.")
    count = _number(len(duties))
    late = [duty for duty in duties if duty.is_late]
    if not late:
        return _("%(count)s tugas, belum ada yang lewat tenggat.") % {"count": count}
    facts = {"count": count, "late": _number(len(late)), "height": _height(late)}
    if len(late) == len(duties):
        whole = _("%(count)s tugas, semuanya lewat tenggat%(height)s.")
        return (_("Satu tugas, lewat tenggat%(height)s.") if len(late) == 1 else whole) % facts
    return _("%(count)s tugas. %(late)s lewat tenggat%(height)s; kerjakan itu dulu.") % facts


def _height(late: Iterable[Duty]) -> str:
    levels = {duty.level for duty in late}
    if Level.SEKDA in levels:
        return _(" dan sudah naik ke Sekda")
    return _(" dan sudah naik ke kepala dinas") if Level.HEAD in levels else ""


def _number(count: int) -> str:
    """Small numbers as words, as a sentence begins with them."""
    small = (
        _("Satu"), _("Dua"), _("Tiga"), _("Empat"), _("Lima"), _("Enam"),
        _("Tujuh"), _("Delapan"), _("Sembilan"), _("Sepuluh"), _("Sebelas"), _("Dua belas"),
    )  # fmt: skip
    return small[count - 1] if count <= len(small) else formats.number(count)
