"""Defining a data set in the browser, without code: its facts, its columns, its number on the board."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from simpul.core import errors
from simpul.datahub import definition_forms as forms
from simpul.datahub import operations
from simpul.organizations import api as organizations
from simpul.web import access
from simpul.web.http import Request


@access.requires("dataset.manage")
def new(request: Request) -> HttpResponse:
    """One page, three questions: what is it, which columns, which number."""
    data = request.POST or None
    facts = forms.DatasetForm(data, agencies=_agencies(request))
    columns = forms.Columns(data, prefix="kolom")
    number = forms.NumberForm(data, prefix="angka")
    if data is not None and facts.is_valid() and columns.is_valid() and number.is_valid():
        try:
            dataset = operations.define(
                scope=request.scope, government=request.government, **_plain(facts, columns, number)
            )
        except errors.SimpulError as refusal:
            messages.error(cast(Any, request), refusal.message)
        else:
            messages.success(cast(Any, request), _("Data set dibuat. Operatornya melihatnya di Tugas Saya."))
            return redirect("dataset", code=dataset.code)
    context = {
        "facts": facts,
        "columns": columns,
        "number": number,
        "has_agencies": len(_agencies(request)) > 0,
    }
    status = 400 if data is not None else 200
    return render(cast(Any, request), "datahub/define.html", context, status=status)


def _agencies(request: Request) -> list[tuple[str, str]]:
    living = organizations.Agency.objects.within(request.scope).living().filter(government=request.government)
    return [(str(agency.pk), agency.name) for agency in living.order_by("name")]


def _plain(facts: forms.DatasetForm, columns: Any, number: forms.NumberForm) -> dict[str, Any]:
    """The cleaned forms as plain values for the domain."""
    return {
        "facts": facts.cleaned_data,
        "fields": [form.descriptor() for form in columns.filled()],
        "number": number.cleaned_data if number.cleaned_data["column"] else None,
    }
