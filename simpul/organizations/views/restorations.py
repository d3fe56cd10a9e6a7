"""A lost second factor is taken off by two administrators: one asks, another one decides."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpul.accounts import api as accounts
from simpul.core import clock
from simpul.organizations import forms, queries
from simpul.organizations.views import pages
from simpul.web import access, parts
from simpul.web.http import Request


@access.requires("account.restore")
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits for a second administrator, and what became of the others."""
    decided = accounts.Restoration.objects.within(request.scope).select_related(
        "user", "requested_by", "decided_by"
    )
    return pages.show(
        request,
        "organizations/restorations.html",
        title=_("Pemulihan pengaman kedua"),
        waiting=accounts.waiting_restorations(request.scope),
        page=pages.page_of(request, decided.exclude(decided_at__isnull=True)),
        actor_id=request.scope.actor_id,
        trail=pages.trail(),
    )


@access.requires("account.restore")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """Ask for the restoration of a person of this government."""
    user = queries.person(request.scope, public_id)
    today = clock.today(request.government.zone)
    is_serving = queries.serving(request.scope, today).filter(user=user).exists()
    form = forms.RestorationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = forms.tried(
            form,
            lambda: accounts.request_restoration(
                scope=request.scope,
                place=accounts.place_of(request),
                user=user,
                reason=form.cleaned_data["reason"],
                may_restore=is_serving,
            ),
        )
        if asked:
            messages.success(
                request, _("Permintaan tercatat. Administrator lain memutuskannya dalam 24 jam.")
            )
            return redirect("restorations")
    return pages.show_form(
        request,
        title=_("Pulihkan pengaman kedua %(name)s") % {"name": user.name},
        form=form,
        verb=_("Minta persetujuan"),
        back=reverse("person", args=[public_id]),
        lead=_(
            "Bila administrator kedua setuju, semua pengaman kedua dilepas dan orangnya memasang yang baru."
        ),
        trail=pages.trail(parts.Link(_("Orang"), reverse("people"))),
    )


@access.requires("account.restore")
@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """The second administrator agrees; asks with the consequence first."""
    waiting = {restoration.pk: restoration for restoration in accounts.waiting_restorations(request.scope)}
    if pk in waiting and not pages.is_sure(request):
        facts = {"name": waiting[pk].user.name}
        consequence = _(
            "Semua pengaman kedua %(name)s dilepas, semua sesinya berakhir, dan ia diberi tahu lewat surel. "
            "Setujui hanya bila Anda sendiri yakin bahwa ia yang meminta."
        )
        title = _("Lepas pengaman kedua %(name)s?") % facts
        return pages.ask(
            request, pages.Ask(title, consequence % facts, _("Setujui"), reverse("restorations"))
        )
    accounts.approve_restoration(scope=request.scope, place=accounts.place_of(request), restoration_id=pk)
    messages.success(request, _("Pengaman kedua dilepas. Orangnya memasang yang baru saat masuk berikutnya."))
    return redirect("restorations")


@access.requires("account.restore")
@require_POST
def refuse(request: Request, pk: int) -> HttpResponse:
    """An administrator refuses, or the one who asked takes it back."""
    accounts.refuse_restoration(scope=request.scope, place=accounts.place_of(request), restoration_id=pk)
    messages.info(request, _("Permintaan ditutup. Tidak ada yang berubah pada akunnya."))
    return redirect("restorations")
