"""Submissions: the list, the page of one with its report, and its files."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from simpul.core import errors
from simpul.datahub import access as rights
from simpul.datahub import reports
from simpul.datahub.intake.enums import IN_MACHINE, SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.review import queries as review
from simpul.datahub.review.enums import ReturnReason
from simpul.documents import api as documents
from simpul.web import access
from simpul.web.http import Request

PER_PAGE = 40


@access.requires("data.read")
def index(request: Request) -> HttpResponse:
    """Submissions of the government, or of the person's agency; newest first."""
    state = request.GET.get("keadaan", "")
    query = Submission.objects.within(request.scope).of_agencies(request.scope.agencies)
    query = query.select_related("dataset__agency", "file").order_by("-uploaded_at", "-pk")
    if state in SubmissionState.values:
        query = query.filter(state=state)
    page = Paginator(query, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "states": SubmissionState,
        "state": state,
        "may_review": request.scope.has("data.approve") or request.scope.has("data.verify"),
    }
    return render(cast(Any, request), "datahub/submissions.html", context)


@access.requires("data.read")
def detail(request: Request, pk: int) -> HttpResponse:
    """What the file was found to be, what to do next, and what people decided."""
    submission = rights.submission(request.scope, pk)
    context = _context(request, submission)
    return render(cast(Any, request), "datahub/submission.html", context)


@access.requires("data.read")
def progress(request: Request, pk: int) -> HttpResponse:
    """The part of the page that changes while the machine works; empty of work it asks for a reload."""
    submission = rights.submission(request.scope, pk)
    response = render(cast(Any, request), "datahub/submission_progress.html", {"submission": submission})
    if submission.state not in IN_MACHINE and submission.state != SubmissionState.VERIFIED:
        response["HX-Refresh"] = "true"
    return response


def _context(request: Request, submission: Submission) -> dict[str, Any]:
    report = reports.of(submission)
    return {
        "submission": submission,
        "report": report,
        "is_in_machine": submission.state in (*IN_MACHINE, SubmissionState.VERIFIED),
        "steps": review.journey(submission),
        "acts": review.acts_of(request.scope, submission),
        "reasons": ReturnReason.choices,
    }


@access.requires("data.read")
def original(request: Request, pk: int) -> FileResponse:
    """The file as it was uploaded."""
    return documents.download(rights.submission(request.scope, pk).file)


@access.requires("data.read")
def annotated(request: Request, pk: int) -> FileResponse:
    """The clerk's own workbook with the cells marked."""
    report = reports.stored(rights.submission(request.scope, pk))
    if report is None or report.annotated is None:
        raise errors.NotFoundError()
    return documents.download(report.annotated)


@access.requires("data.read")
def report_json(request: Request, pk: int) -> HttpResponseBase:
    """The findings for programs: the same list as `simpul data check --json`."""
    report = reports.stored(rights.submission(request.scope, pk))
    if report is None:
        raise errors.NotFoundError()
    found = [finding.to_json() for finding in reports.findings_of(report).findings]
    return JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
