"""The mail that reminds one person of their duties. It names no person but the one it goes to."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.core import clock
from simpul.organizations import api as organizations
from simpul.web import formats
from simpul.workflow import words
from simpul.workflow.people import Person
from simpul.workflow.registry import Duty

TEMPLATE = "workflow/mail/tasks.txt"
LONGEST_LIST = 12


def digest(
    person: Person, government: organizations.Government, own: list[Duty], climbed: list[Duty]
) -> dict[str, object]:
    """What the mail of the day says: what is late, what is due, and what has climbed up to this person."""
    today = clock.today(government.zone)
    groups = (
        (_("Lewat tenggat"), [duty for duty in own if duty.is_late]),
        (_("Mendekati tenggat"), [duty for duty in own if not duty.is_late]),
        (_("Naik kepada Anda"), climbed),
    )
    return {
        "subject": _subject(own, climbed),
        "name": person.name,
        "government": government.short_name,
        "groups": [_group(title, duties, government) for title, duties in groups if duties],
        "url": f"{_origin(government)}{reverse('tasks')}",
        "day": formats.weekday_date(today),
        "zone": government.zone_label,
    }


def _subject(own: list[Duty], climbed: list[Duty]) -> str:
    late = sum(duty.is_late for duty in own)
    if not own:
        return _("Simpul: %(n)s tugas naik kepada Anda") % {"n": len(climbed)}
    if late:
        return _("Simpul: %(n)s tugas, %(late)s lewat tenggat") % {"n": len(own), "late": late}
    return _("Simpul: %(n)s tugas mendekati tenggat") % {"n": len(own)}


def _group(title: str, duties: list[Duty], government: organizations.Government) -> dict[str, object]:
    return {
        "title": title,
        "lines": list(_lines(duties[:LONGEST_LIST], government)),
        "more": max(len(duties) - LONGEST_LIST, 0),
    }


def _lines(duties: Iterable[Duty], government: organizations.Government) -> Iterable[dict[str, str]]:
    today = clock.today(government.zone)
    for duty in duties:
        due = formats.date(duty.due) if duty.due else ""
        when = ", ".join(part for part in (due, words.lateness(duty) or words.standing(duty)) if part)
        yield {
            "title": duty.title,
            "agency": duty.agency_label,
            "when": when,
            "climb": words.climb(duty, today),
            "url": f"{_origin(government)}{duty.url}",
        }


def _origin(government: organizations.Government) -> str:
    return f"{'https' if settings.HTTPS else 'http'}://{government.address}"
