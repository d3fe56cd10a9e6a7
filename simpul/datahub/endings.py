"""Which duties end when something happens on the path: the ledger of obligations is told each time."""

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.datahub import duties
from simpul.datahub.indicators.models import Case
from simpul.datahub.intake.models import Submission
from simpul.datahub.releases.models import Release
from simpul.workflow import api as workflow


def received(scope: Scope, submission: Submission) -> None:
    """A new file stands for the delivery if it covers what is owed, and for the file that it replaces."""
    dataset = submission.dataset
    today = clock.today(dataset.government.zone)
    if duties.covers_what_is_owed(submission.period, dataset, today):
        _end(scope, dataset.government_id, "dataset", dataset.pk, duties.DELIVER, "diunggah")
    if submission.replaces is not None:
        _end_all(scope, submission.replaces, (duties.MEND, duties.SUBMIT), "diganti unggahan baru")


def submitted(scope: Scope, submission: Submission) -> None:
    """The operator has done their part."""
    _end_all(scope, submission, (duties.SUBMIT,), "dikirim")


def approved(scope: Scope, submission: Submission) -> None:
    """The head has approved."""
    _end_all(scope, submission, (duties.APPROVE,), "disetujui")


def verified(scope: Scope, submission: Submission) -> None:
    """The walidata has verified."""
    _end_all(scope, submission, (duties.VERIFY,), "diverifikasi")


def returned(scope: Scope, submission: Submission) -> None:
    """Whoever returned it has done their part."""
    _end_all(scope, submission, (duties.APPROVE, duties.VERIFY), "dikembalikan")


def withdrawn(scope: Scope, submission: Submission) -> None:
    """Nobody need do anything about it any more."""
    _end_all(scope, submission, (duties.MEND, duties.SUBMIT, duties.APPROVE), "ditarik")


def released(release: Release) -> None:
    """A release may bring what was owed, whatever its upload was called."""
    dataset = release.dataset
    if duties.covers_what_is_owed(release.newest, dataset, clock.today(dataset.government.zone)):
        scope = Scope.system("membangun rilis", dataset.government_id)
        _end(scope, dataset.government_id, "dataset", dataset.pk, duties.DELIVER, "dirilis")


def case_closed(scope: Scope, case: Case, reason: str) -> None:
    """A disagreement was decided, or is no more."""
    _end(scope, case.indicator.government_id, "kasus", case.pk, duties.DECIDE, reason)


def _end_all(scope: Scope, submission: Submission, verbs: tuple[str, ...], reason: str) -> None:
    for verb in verbs:
        _end(scope, submission.dataset.government_id, "kiriman", submission.pk, verb, reason)


def _end(scope: Scope, government_id: int, kind: str, key: object, duty: str, reason: str) -> None:
    workflow.end(
        scope=scope, government_id=government_id, kind=kind, object_key=str(key), duty=duty, reason=reason
    )
