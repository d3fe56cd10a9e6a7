"""All duties of the government, or of one's agency: whose turn it is everywhere."""

from collections.abc import Callable
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.web import access, listing, parts
from simpul.web.http import Request
from simpul.workflow import agenda, exports, holders, queries, selection, words
from simpul.workflow.enums import State
from simpul.workflow.registry import Duty
from simpul.workflow.views import place

PER_PAGE = 25
DEFAULT_ORDER = "tenggat"
VIEW, BY_HOLDER = "lihat", "pemilik"
_STATES = list(State)
_DEBT_KEYS: dict[str, Callable[[queries.Debt], Any]] = {
    "pemilik": lambda debt: debt.label,
    "menunggak": lambda debt: debt.delinquent,
    "terlambat": lambda debt: debt.overdue,
    "semua": lambda debt: debt.total,
    "tenggat": lambda debt: debt.due,
    "ada-waktu": lambda debt: debt.on_time,
}


@access.requires(queries.SEES_ALL)
def all_tasks(request: Request) -> HttpResponse:
    """Two views of the same duties: one row for each, or the sums of who owes how much."""
    seen = queries.visible_in(place.government_of(request), request.scope)
    by_holder = request.GET.get(VIEW) == BY_HOLDER
    tabs = [
        parts.Link(_("Menurut tugas"), reverse("tasks-all")),
        parts.Link(_("Menurut pemilik giliran"), f"{reverse('tasks-all')}?{VIEW}={BY_HOLDER}"),
    ]
    context = {
        "trail": [parts.Link(_("Tugas Saya"), reverse("tasks"))],
        "opening": _opening(seen.duties),
        "has_duties": bool(seen.duties),
        "all_sample": agenda.all_sample(seen.duties),
        "tabs": tabs,
        "current_tab": tabs[by_holder].label,
    }
    context |= _debts(request, seen) if by_holder else _list(request, seen)
    context |= place.calendar_notes(request, seen)
    return render(cast(Any, request), "workflow/all_tasks.html", context)


def _list(request: Request, seen: queries.Collected) -> dict[str, object]:
    """The duties with filters, order and pages."""
    page = Paginator(_chosen(request, seen.duties), PER_PAGE).get_page(request.GET.get(listing.PAGE))
    marks = not agenda.all_sample(seen.duties)
    return {
        "rows": [_row(duty, seen, marks_sample=marks) for duty in page.object_list],
        "heads": listing.heads(request.GET, _columns(), DEFAULT_ORDER),
        "page": page,
        "filters": selection.panel(seen.duties, request.GET, _questions()),
        "csv_url": f"{reverse('tasks-all-csv')}?{request.GET.urlencode()}",
    }


def _debts(request: Request, seen: queries.Collected) -> dict[str, object]:
    """The sums, the worst first unless another column is asked for."""
    columns = [
        listing.Column(_("Pemilik giliran"), "pemilik"),
        listing.Column(str(State.DELINQUENT.label), "menunggak", is_numeric=True),
        listing.Column(str(State.OVERDUE.label), "terlambat", is_numeric=True),
        listing.Column(str(State.DUE.label), "tenggat", is_numeric=True, is_wide=True),
        listing.Column(str(State.ON_TIME.label), "ada-waktu", is_numeric=True, is_wide=True),
        listing.Column(_("Semua"), "semua", is_numeric=True),
        listing.Column(_("Terlama"), is_wide=True),
    ]
    asked = listing.order(request.GET, columns, "")
    debts = queries.debts(seen.duties)
    if asked:
        debts.sort(key=_DEBT_KEYS[asked.removeprefix("-")], reverse=asked.startswith("-"))
    return {
        "debts": [_debt_row(debt, seen) for debt in debts],
        "heads": listing.heads(request.GET, columns, ""),
    }


def _debt_row(debt: queries.Debt, seen: queries.Collected) -> dict[str, object]:
    url = f"{reverse('tasks-all')}?{selection.AGENCY}={debt.agency_id}" if debt.agency_id else ""
    due = debt.oldest.due
    return {"debt": debt, "url": url, "oldest_due": words.day(due, seen.today) if due else ""}


@access.requires(queries.SEES_ALL)
def all_tasks_csv(request: Request) -> HttpResponse:
    """The list, chosen and ordered as on the page."""
    seen = queries.visible_in(place.government_of(request), request.scope)
    return exports.sheet(_chosen(request, seen.duties), "semua-tugas.csv")


def _questions() -> list[selection.Question]:
    return selection.questions(selection.KIND, selection.AGENCY, selection.HOLDER, selection.STATE)


def _columns() -> list[listing.Column]:
    return [
        listing.Column(_("Tugas"), "tugas"),
        listing.Column(_("Tenggat"), "tenggat"),
        listing.Column(_("Keadaan"), "keadaan"),
        listing.Column(_("Giliran"), "giliran", is_wide=True),
        listing.Column(_("Sejak"), "sejak", is_wide=True),
    ]


def _chosen(request: Request, duties: list[Duty]) -> list[Duty]:
    """The duties that the filters leave, in the order asked for; equal ones stay by their last day."""
    asked = listing.order(request.GET, _columns(), DEFAULT_ORDER)
    left = selection.chosen(duties, request.GET, _questions())
    if asked.removeprefix("-") == DEFAULT_ORDER:
        return left[::-1] if asked.startswith("-") else left
    return sorted(left, key=_sort_key(asked.removeprefix("-")), reverse=asked.startswith("-"))


def _sort_key(column: str) -> Callable[[Duty], Any]:
    keys: dict[str, Callable[[Duty], Any]] = {
        "tugas": lambda duty: duty.title,
        "keadaan": lambda duty: _STATES.index(duty.state),
        "giliran": lambda duty: (duty.agency_label, holders.holder_of(duty).role),
        "sejak": lambda duty: duty.since,
    }
    return keys[column]


def _row(duty: Duty, seen: queries.Collected, *, marks_sample: bool) -> dict[str, object]:
    holder = holders.holder_of(duty)
    return {
        "title": duty.title,
        "url": duty.about_url,
        "detail": agenda.detail(duty, names_agency=holder.agency_id is None, marks_sample=marks_sample),
        "due": words.day(duty.due, seen.today) if duty.due else "",
        "lateness": words.lateness(duty),
        "state": duty.state.mark,
        "words": str(duty.state.label),
        "holder": holder,
        "since": words.day(duty.since, seen.today),
    }


def _opening(duties: list[Duty]) -> str:
    if not duties:
        return _("Tidak ada yang berutang tugas.")
    late = sum(duty.is_late for duty in duties)
    count = agenda.count_of_tasks(len(duties))
    if not late:
        return _("%(count)s berjalan, belum ada yang lewat tenggat.") % {"count": count}
    return _("%(count)s berjalan, %(late)s lewat tenggat.") % {"count": count, "late": late}
