"""The queue of heads and walidata, and the acts of people on a submission."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simpul.core import errors
from simpul.datahub import access as rights
from simpul.datahub import operations, reports
from simpul.datahub.intake.models import Submission
from simpul.datahub.review import queries
from simpul.datahub.review.enums import ReturnReason
from simpul.web import access
from simpul.web.http import Request

QUEUE_LIMIT = 200


@access.requires("data.approve", "data.verify")
def queue(request: Request) -> HttpResponse:
    """What waits for this person, oldest first, with the open record beside the list."""
    waiting = list(
        Submission.objects.within(request.scope)
        .of_agencies(request.scope.agencies)
        .filter(state__in=queries.waiting_for(request.scope))
        .select_related("dataset__agency", "dataset__government", "file", "schema_version", "report")
        .order_by("changed_at", "pk")[:QUEUE_LIMIT]
    )
    chosen = _chosen(waiting, request.GET.get("buka", ""))
    context = {
        "waiting": waiting,
        "chosen": chosen,
        "report": reports.of(chosen) if chosen else None,
        "steps": queries.journey(chosen) if chosen else [],
        "acts": queries.acts_of(request.scope, chosen) if chosen else frozenset(),
        "reasons": ReturnReason.choices,
    }
    return render(cast(Any, request), "datahub/queue.html", context)


def _chosen(waiting: list[Submission], asked: str) -> Submission | None:
    by_key = {str(submission.pk): submission for submission in waiting}
    return by_key.get(asked) or (waiting[0] if waiting else None)


@require_POST
@access.requires("data.upload", "data.approve", "data.verify")
def act(request: Request, pk: int) -> HttpResponse:
    """Do what the button says; what the domain refuses comes back as a sentence on the page."""
    submission = rights.submission(request.scope, pk)
    verb = request.POST.get("tindakan", "")
    if verb not in _ACTS:
        raise errors.NotFoundError()
    try:
        _ACTS[verb](request, submission)
    except errors.SimpulError as refusal:
        messages.error(cast(Any, request), refusal.message)
    else:
        messages.success(cast(Any, request), _said()[verb])
    return redirect("review-queue" if request.POST.get("dari") == "antrean" else submission)


def _submit(request: Request, submission: Submission) -> None:
    operations.submit(scope=request.scope, submission=submission, note=request.POST.get("catatan", ""))


def _approve(request: Request, submission: Submission) -> None:
    operations.approve(scope=request.scope, submission=submission, note=request.POST.get("catatan", ""))


def _verify(request: Request, submission: Submission) -> None:
    operations.verify(scope=request.scope, submission=submission, note=request.POST.get("catatan", ""))


def _send_back(request: Request, submission: Submission) -> None:
    reason, note = request.POST.get("alasan", ""), request.POST.get("catatan", "")
    operations.send_back(scope=request.scope, submission=submission, reason=reason, note=note)


def _withdraw(request: Request, submission: Submission) -> None:
    operations.withdraw(scope=request.scope, submission=submission)


_ACTS: dict[str, Callable[[Request, Submission], None]] = {
    "kirim": _submit,
    "setujui": _approve,
    "verifikasi": _verify,
    "kembalikan": _send_back,
    "tarik": _withdraw,
}


def _said() -> dict[str, str]:
    return {
        "kirim": _("Terkirim ke kepala dinas. Anda dikabari begitu disetujui."),
        "setujui": _("Disetujui. Sekarang giliran walidata memeriksa."),
        "verifikasi": _("Diverifikasi. Rilis sedang disusun dan tampil di papan sebentar lagi."),
        "kembalikan": _("Dikembalikan kepada pengirim beserta alasannya."),
        "tarik": _("Kiriman ditarik. Berkasnya tetap tersimpan."),
    }
