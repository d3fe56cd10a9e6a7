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
from simpul.workflow.views import place

PER_PAGE = 20


@access.signed_in
def tasks(request: Request) -> HttpResponse:
    """The agenda with its groups, filters and pages, and beside it what waits for others and the record."""
    seen = queries.visible_in(place.government_of(request), request.scope)
    own = [duty for duty in seen.duties if queries.is_doable(duty, request.scope)]
    badge.remember(request, len(own))
    asked = selection.questions(selection.KIND, selection.AGENCY, selection.STATE)
    chosen = selection.chosen(own, request.GET, asked)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get(listing.PAGE))
    context = {
        "opening": agenda.opening(own),
        "groups": agenda.grouped(page.object_list, chosen, request.scope, seen.today),
        "page": page,
        "filters": selection.panel(own, request.GET, asked),
        "has_duties": bool(own),
        "all_sample": bool(own) and all(duty.is_sample for duty in own),
        "csv_url": f"{reverse('tasks-csv')}?{request.GET.urlencode()}",
    }
    context |= _beside(request, seen) | place.calendar_notes(request, seen)
    return render(cast(Any, request), "workflow/tasks.html", context)


@access.signed_in
def tasks_csv(request: Request) -> HttpResponse:
    """One's own duties, chosen as on the page."""
    asked = selection.questions(selection.KIND, selection.AGENCY, selection.STATE)
    seen = queries.visible_in(place.government_of(request), request.scope)
    own = [duty for duty in seen.duties if queries.is_doable(duty, request.scope)]
    chosen = selection.chosen(own, request.GET, asked)
    return exports.sheet(chosen, "tugas-saya.csv")


def _beside(request: Request, seen: queries.Collected) -> dict[str, object]:
    """The column beside the agenda."""
    scope, today = request.scope, seen.today
    others = [duty for duty in seen.duties if not queries.is_doable(duty, scope)]
    stands = people.place_of(cast(int, request.user.pk), request.government, today)
    climbed = [duty for duty in others if stands.stands_above(duty)]
    waiting = [duty for duty in others if duty not in climbed]
    sees_all = scope.has(queries.SEES_ALL)
    everything = parts.Link(_("Semua giliran (%(n)s)") % {"n": len(others)}, reverse("tasks-all"))
    return {
        "climbed": agenda.climbed_turns(climbed, today),
        "climbed_note": agenda.count_of_tasks(len(climbed)),
        "waiting": agenda.turns(waiting, today),
        "more": everything if others and sees_all else None,
        "record": _record(request, today),
    }


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
    return {"title": title, "number": number, "promised": record.promised, "is_sample": record.is_sample}
