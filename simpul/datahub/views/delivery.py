"""Delivering: the template to fill, and the upload."""

import hashlib
import io
import tempfile
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from simpul.core import clock, errors, periods
from simpul.datahub import access as rights
from simpul.datahub import operations
from simpul.datahub.forms import UploadForm
from simpul.datahub.intake.enums import REPLACEABLE
from simpul.datahub.intake.models import Submission
from simpul.datahub.standards import templates
from simpul.datahub.standards.models import Dataset
from simpul.web import access
from simpul.web.http import Request


@access.requires("data.upload")
def upload(request: Request, code: str) -> HttpResponse:
    """Choose the period and the file; with scripts the upload shows its progress, without it is a plain form."""
    dataset = rights.dataset_to_deliver(request.scope, code)
    choices = _periods(dataset)
    form = UploadForm(
        request.POST or None, request.FILES or None, periods=choices, initial=_initial(request, choices)
    )
    if request.method == "POST" and form.is_valid():
        submission = _receive(request, dataset, form)
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"alamat": submission.get_absolute_url()})
        return redirect(submission)
    status = 400 if request.method == "POST" else 200
    context = {
        "dataset": dataset,
        "form": form,
        "largest": settings.UPLOAD_LIMIT_BYTES,
        "replaces": _replaced(request, dataset),
    }
    return render(cast(Any, request), "datahub/upload.html", context, status=status)


def _initial(request: Request, choices: list[periods.Period]) -> dict[str, str]:
    asked = request.GET.get("periode", "")
    return {"period": asked or (choices[0].code if choices else ""), "key": UploadForm.new_key()}


def _periods(dataset: Dataset) -> list[periods.Period]:
    """Periods to choose from: the newest that ended, and eleven before it."""
    period = periods.last_complete(clock.today(dataset.government.zone), periods.Frequency(dataset.frequency))
    chosen = []
    for _count in range(12):
        chosen.append(period)
        period = periods.before(period)
    return chosen


def _receive(request: Request, dataset: Dataset, form: UploadForm) -> Submission:
    file = form.cleaned_data["file"]
    return operations.upload(
        scope=request.scope,
        dataset=dataset,
        period=periods.parse(form.cleaned_data["period"]),
        filename=file.name,
        chunks=file.chunks(),
        idempotency_key=_key(form),
        replaces=_replaced(request, dataset),
    )


def _key(form: UploadForm) -> str:
    """The key of this sending: another file or period from the same open form is another sending, not its repeat."""
    digest = hashlib.sha256(f"{form.cleaned_data['key']} {form.cleaned_data['period']} ".encode())
    for chunk in form.cleaned_data["file"].chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _replaced(request: Request, dataset: Dataset) -> Submission | None:
    asked = request.POST.get("ganti") or request.GET.get("ganti", "")
    if not (asked.isascii() and asked.isdigit()):
        return None
    submission = rights.submission(request.scope, int(asked))
    if submission.dataset_id != dataset.pk or submission.state not in REPLACEABLE:
        raise errors.NotFoundError()
    return submission


@access.requires("data.upload")
def template(request: Request, code: str) -> FileResponse:
    """The sheet to fill in for a period."""
    dataset = rights.dataset_to_deliver(request.scope, code)
    asked = request.GET.get("periode", "")
    try:
        period = periods.parse(asked) if asked else _periods(dataset)[0]
    except periods.PeriodError:
        raise errors.NotFoundError() from None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{dataset.code}-{period.code or 'tanpa-periode'}.xlsx"
        templates.write_for(dataset, period, path)
        content = io.BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=path.name)


def upload_address(dataset: Dataset, period: periods.Period) -> str:
    """Where a period of a data set is delivered."""
    return f"{reverse('dataset-upload', args=[dataset.code])}?periode={period.code}"
