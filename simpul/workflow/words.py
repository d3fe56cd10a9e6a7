"""Deadlines in words, on the calendar of the government, as pages and mails say them."""

import datetime as dt
from collections.abc import Iterable

from django.utils import dates
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from simpul.web import formats
from simpul.workflow.enums import State
from simpul.workflow.registry import Duty


def day(value: dt.date, today: dt.date) -> str:
    """ "6 November", with the year when it is another one."""
    return formats.date(value) if value.year != today.year else f"{value.day} {dates.MONTHS[value.month]}"


def weekday(value: dt.date) -> str:
    """ "Senin"."""
    return str(dates.WEEKDAYS[value.weekday()])


def working_days(count: int) -> str:
    """ "10 hari kerja"."""
    return ngettext("%(n)s hari kerja", "%(n)s hari kerja", count) % {"n": formats.number(count)}


def standing(duty: Duty) -> str:
    """State of a duty with its distance: "Ada waktu: 4 hari kerja lagi", "Tenggat hari ini", "Terlambat"."""
    left = duty.days_left
    if left is None:
        return _("Tanpa tenggat")
    if duty.state is State.ON_TIME:
        return _("Ada waktu: %(days)s lagi") % {"days": working_days(left)}
    if duty.state is State.DUE:
        return (
            _("Tenggat dalam %(days)s") % {"days": working_days(left)} if left > 0 else _("Tenggat hari ini")
        )
    return str(duty.state.label)


def lateness(duty: Duty) -> str:
    """ "10 hari kerja lewat", "" while there is time."""
    if not duty.is_late or duty.days_left is None:
        return ""
    late = -duty.days_left
    return _("%(days)s lewat") % {"days": working_days(late)} if late > 0 else _("baru lewat")


def climb(duty: Duty, today: dt.date) -> str:
    """How high a late duty has climbed and where it goes next, "" while there is time."""
    if not duty.is_late:
        return ""
    steps = [(on, who) for on, who in ((duty.head_on, _("kepala dinas")), (duty.sekda_on, _("Sekda"))) if on]
    reached = [
        _("di %(who)s sejak %(day)s") % {"who": who, "day": day(on, today)}
        for on, who in steps
        if on <= today
    ]
    ahead = [_("ke %(who)s %(day)s") % {"who": who, "day": day(on, today)} for on, who in steps if on > today]
    sentence = "; ".join([*reached[-1:], *ahead])
    return sentence if reached else _("naik %(steps)s") % {"steps": sentence}


def listed(parts: Iterable[str]) -> str:
    """ "2028, 2029, dan 2030"."""
    *head, last = [*parts] or [""]
    if not head:
        return last
    return _("%(first)s dan %(last)s") % {"first": ", ".join(head), "last": last}
