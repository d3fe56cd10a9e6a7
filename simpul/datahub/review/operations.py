"""What people decide about a submission. Separation of duties lives here, whatever page or program asks."""

from django.db import transaction

from simpul.audit import api as audit
from simpul.core import clock, errors
from simpul.core.scope import Scope
from simpul.datahub.errors import (
    ApproverCannotVerifyError,
    NoteMissingError,
    ReasonMissingError,
    SeparationOfDutiesError,
)
from simpul.datahub.intake import operations as intake
from simpul.datahub.intake.enums import WITH_OPERATOR, SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.review.enums import DecisionKind, ReturnReason
from simpul.datahub.review.models import Decision


@transaction.atomic
def submit(*, scope: Scope, submission: Submission, note: str = "") -> Decision:
    """The operator sends a clean submission to the head; warnings need one sentence of explanation."""
    _demand(scope, submission, "data.upload")
    if submission.report.warnings and not note.strip():
        raise NoteMissingError()
    intake.move(submission, [SubmissionState.READY], SubmissionState.SUBMITTED, note=note.strip())
    return _decide(scope, submission, DecisionKind.SUBMITTED, note=note)


@transaction.atomic
def approve(*, scope: Scope, submission: Submission, note: str = "") -> Decision:
    """The head of the agency stands behind the figures; nobody approves what they uploaded."""
    _demand(scope, submission, "data.approve")
    _demand_other_hands(scope, submission)
    intake.move(submission, [SubmissionState.SUBMITTED], SubmissionState.APPROVED)
    return _decide(scope, submission, DecisionKind.APPROVED, note=note)


@transaction.atomic
def verify(*, scope: Scope, submission: Submission, note: str = "") -> Decision:
    """The walidata verifies; the release is built right after. Neither uploader nor approver may."""
    _demand(scope, submission, "data.verify")
    _demand_other_hands(scope, submission)
    if submission.decisions.filter(kind=DecisionKind.APPROVED, actor_id=scope.actor_id).exists():
        raise ApproverCannotVerifyError()
    intake.move(submission, [SubmissionState.APPROVED], SubmissionState.VERIFIED)
    return _decide(scope, submission, DecisionKind.VERIFIED, note=note)


@transaction.atomic
def send_back(*, scope: Scope, submission: Submission, reason: str, note: str = "") -> Decision:
    """Return work with a reason from the list: the head what waits for them, the walidata what the head approved."""
    if reason not in ReturnReason.values or (reason == ReturnReason.OTHER and not note.strip()):
        raise ReasonMissingError()
    if scope.has("data.verify"):
        _demand(scope, submission, "data.verify")
        expected = SubmissionState.APPROVED
    else:
        _demand(scope, submission, "data.approve")
        expected = SubmissionState.SUBMITTED
    intake.move(submission, [expected], SubmissionState.RETURNED)
    return _decide(scope, submission, DecisionKind.RETURNED, reason=reason, note=note)


@transaction.atomic
def withdraw(*, scope: Scope, submission: Submission) -> Decision:
    """The operator takes back what nobody has approved yet; the file stays on record."""
    _demand(scope, submission, "data.upload")
    intake.move(submission, [*WITH_OPERATOR, SubmissionState.SUBMITTED], SubmissionState.WITHDRAWN)
    return _decide(scope, submission, DecisionKind.WITHDRAWN)


def _demand(scope: Scope, submission: Submission, capability: str) -> None:
    scope.demand(capability)
    dataset = submission.dataset
    if not scope.covers_government(dataset.government_id) or not scope.may_for(capability, dataset.agency_id):
        raise errors.NotFoundError()


def _demand_other_hands(scope: Scope, submission: Submission) -> None:
    if scope.actor_id == submission.uploaded_by_id:
        raise SeparationOfDutiesError()


def _decide(
    scope: Scope, submission: Submission, kind: DecisionKind, *, reason: str = "", note: str = ""
) -> Decision:
    decision: Decision = Decision.objects.create(
        submission=submission,
        kind=kind,
        reason=reason,
        note=note.strip(),
        actor_id=scope.actor_id,
        actor_label=scope.actor_label,
        post_label=scope.post_label,
        at=clock.now(),
    )
    audit.record(
        scope=scope,
        government_id=submission.dataset.government_id,
        action=f"data.{kind}",
        object_kind="kiriman",
        object_key=submission.pk,
        dataset=submission.dataset.code,
        period=submission.period_code,
        reason=reason,
    )
    return decision
