"""Conflicts and breaks: the list, and one case with its decision."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from simpul.core import errors
from simpul.datahub import access as rights
from simpul.datahub import operations, present
from simpul.datahub.forms import DecisionForm
from simpul.datahub.indicators.enums import CaseKind, CaseState
from simpul.datahub.indicators.models import Case
from simpul.web import access, parts
from simpul.web.http import Request

PER_PAGE = 30


@access.requires("data.read", "data.decide")
def index(request: Request) -> HttpResponse:
    """Open cases first, decided ones after."""
    query = Case.objects.within(request.scope).exclude(state=CaseState.GONE)
    query = query.select_related("indicator", "first", "second", "chosen").order_by(
        "-state", "-opened_at", "pk"
    )
    page = Paginator(query, PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [(case, [_figure(case, value) for value in (case.first, case.second)]) for case in page]
    return render(cast(Any, request), "datahub/cases.html", {"page": page, "rows": rows})


@access.requires("data.read", "data.decide")
def detail(request: Request, pk: int) -> HttpResponse:
    """The two values side by side at equal size; who may decides, everybody reads the decision."""
    case = rights.case(request.scope, pk)
    figures = [_figure(case, value) for value in (case.first, case.second)]
    form = DecisionForm(request.POST or None, choices=_choices(case, figures))
    may_decide = request.scope.has("data.decide") and case.state == CaseState.OPEN
    if request.method == "POST" and form.is_valid() and _decide(request, case, form):
        return redirect("case", pk=case.pk)
    context = {"case": case, "figures": figures, "form": form, "may_decide": may_decide}
    return render(cast(Any, request), "datahub/case.html", context)


def _choices(case: Case, figures: list[parts.Figure]) -> list[tuple[str, str]]:
    """A break has nothing to choose: both values stand, the jump is explained."""
    if case.kind == CaseKind.BREAK:
        return []
    keys = (case.first_id, case.second_id)
    return [
        (str(key), f"{figure.value} {figure.unit} ({figure.source})")
        for key, figure in zip(keys, figures, strict=True)
    ]


def _decide(request: Request, case: Case, form: DecisionForm) -> bool:
    chosen = {str(value.pk): value for value in (case.first, case.second)}.get(form.cleaned_data["chosen"])
    try:
        operations.decide(scope=request.scope, case=case, chosen=chosen, note=form.cleaned_data["note"])
    except errors.SimpulError as refusal:
        messages.error(cast(Any, request), refusal.message)
        return False
    messages.success(cast(Any, request), _("Putusan tercatat dan langsung tampil di papan."))
    return True


def _figure(case: Case, value: Any) -> parts.Figure:
    indicator = case.indicator
    source = f"{value.period.label} · {value.source_label}"
    return parts.Figure(
        present.figure(indicator, value.value),
        present.unit(indicator),
        source,
        present.trace_url(value, indicator),
    )
