"""Reading decisions: the journey of a submission, and which acts stand open to whom."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from simpul.core.scope import Scope
from simpul.datahub.intake.enums import WITH_OPERATOR, SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.review.enums import DecisionKind
from simpul.datahub.review.models import Decision


@dataclass(frozen=True)
class Step:
    """One knot of the journey."""

    title: str
    who: str
    post: str
    at: object
    note: str


def journey(submission: Submission) -> list[Step]:
    """What happened, newest first; the upload is last."""
    decisions = list(Decision.everywhere.filter(submission=submission).order_by("-at", "-pk"))
    steps = [_step(decision) for decision in decisions]
    who = ", ".join(filter(None, (submission.uploaded_label, submission.uploaded_post)))
    note = submission.note if not decisions else ""
    uploaded = Step(_("Diunggah"), who, submission.uploaded_post, submission.uploaded_at, note)
    return [*steps, uploaded]


def _step(decision: Decision) -> Step:
    title = decision.get_kind_display()
    if decision.kind == DecisionKind.RETURNED:
        title = _("Dikembalikan: %(reason)s") % {"reason": decision.get_reason_display().lower()}
    who = ", ".join(filter(None, (decision.actor_label, decision.post_label)))
    return Step(title, who, decision.post_label, decision.at, decision.note)


def acts_of(scope: Scope, submission: Submission) -> frozenset[str]:
    """Acts that the page may offer; the domain decides again when one is done."""
    state, acts, agency = submission.state, set(), submission.dataset.agency_id
    is_uploader = scope.actor_id == submission.uploaded_by_id
    if scope.may_for("data.upload", agency):
        acts |= {"submit"} if state == SubmissionState.READY else set()
        acts |= {"replace"} if state in WITH_OPERATOR else set()
        acts |= {"withdraw"} if state in (*WITH_OPERATOR, SubmissionState.SUBMITTED) else set()
    if scope.may_for("data.approve", agency) and state == SubmissionState.SUBMITTED and not is_uploader:
        acts |= {"approve", "return"}
    if scope.may_for("data.verify", agency) and state == SubmissionState.APPROVED and not is_uploader:
        acts |= {"verify", "return"}
    return frozenset(acts)


def waiting_for(scope: Scope) -> list[str]:
    """States in which a submission waits for this person."""
    states = []
    if scope.has("data.approve"):
        states.append(SubmissionState.SUBMITTED)
    if scope.has("data.verify"):
        states.append(SubmissionState.APPROVED)
    return [str(state) for state in states]
