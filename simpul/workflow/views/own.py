"""Tugas Saya: what this person owes, what they wait for, and how their agency keeps its promises."""

import datetime as dt
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.web import access, formats, listing, parts
from simpul.web.http import Request
from simpul.workflow import agenda, badge, exports, people, queries, selection
from simpul.workflow.registry import Duty
from simpul.workflow.views import place

PER_PAGE = 20


@access.signed_in
def tasks(request: Request) -> HttpResponse:
    """The agenda with its groups, filters and pages; what climbed up; beside it, what waits for others."""
    scope, seen = request.scope, queries.visible_in(place.government_of(request), request.scope)
    own = [duty for duty in seen.duties if queries.is_doable(duty, scope)]
    others = [duty for duty in seen.duties if not queries.is_doable(duty, scope)]
    badge.remember(request, len(own))
    stands = people.place_of(cast(int, request.user.pk), request.government, seen.today)
    risen = [duty for duty in others if stands.stands_above(duty)]
    context = {
        "opening": agenda.opening(own, risen),
        "all_sample": agenda.all_sample(seen.duties),
        "has_duties": bool(own),
    }
    context |= _agenda(request, own, seen) | _others(request, others, risen, seen)
    context |= {"record": _record(request, seen.today)} | place.calendar_notes(request, seen)
    return render(cast(Any, request), "workflow/tasks.html", context)


def _agenda(request: Request, own: list[Duty], seen: queries.Collected) -> dict[str, object]:
    """One's own duties as chosen, in groups."""
    asked = selection.questions(selection.KIND, selection.AGENCY, selection.STATE)
    chosen = selection.chosen(own, request.GET, asked)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get(listing.PAGE))
    marks = not agenda.all_sample(seen.duties)
    return {
        "groups": agenda.grouped(page.object_list, chosen, request.scope, seen.today, marks_sample=marks),
        "page": page,
        "filters": selection.panel(own, request.GET, asked),
        "csv_url": f"{reverse('tasks-csv')}?{request.GET.urlencode()}",
    }


def _others(
    request: Request, others: list[Duty], risen: list[Duty], seen: queries.Collected
) -> dict[str, object]:
    """What others have to do: what has climbed up to the reader, and what the reader waits for."""
    up_here = {duty.key for duty in risen}
    waiting = [duty for duty in others if duty.key not in up_here]
    marks = not agenda.all_sample(seen.duties)
    everything = parts.Link(_("Semua giliran (%(n)s)") % {"n": len(others)}, reverse("tasks-all"))
    return {
        "risen": agenda.climbed(risen, seen.today, marks_sample=marks),
        "risen_note": agenda.count_of_tasks(len(risen)),
        "waiting": agenda.turns(waiting, seen.today, marks_sample=marks),
        "more": everything if others and request.scope.has(queries.SEES_ALL) else None,
    }


@access.signed_in
def tasks_csv(request: Request) -> HttpResponse:
    """One's own duties, chosen as on the page."""
    asked = selection.questions(selection.KIND, selection.AGENCY, selection.STATE)
    seen = queries.visible_in(place.government_of(request), request.scope)
    own = [duty for duty in seen.duties if queries.is_doable(duty, request.scope)]
    chosen = selection.chosen(own, request.GET, asked)
    return exports.sheet(chosen, "tugas-saya.csv")


def _record(request: Request, today: dt.date) -> dict[str, object]:
    record = queries.record_of(request.scope, today)
    number = parts.Number(
        name="",
        value=formats.number(record.kept) if record.promised else "",
        unit=_("dari %(n)s tepat waktu") % {"n": formats.number(record.promised)},
        period=_("Tenggat %(first)s sampai %(last)s")
        % {"first": formats.date(record.first), "last": formats.date(record.last)},
    )
    of_agency = request.scope.agencies is not None
    title = _("Rapor dinas, 90 hari") if of_agency else _("Rapor Anda, 90 hari")
    return {
        "title": title,
        "number": number,
        "is_shown": of_agency or record.promised > 0,
        "promised": record.promised,
        "is_sample": record.is_sample,
    }
