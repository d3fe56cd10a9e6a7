"""Background work of the data hub."""

from simpul.core import jobs
from simpul.core.scope import Scope
from simpul.datahub import pipeline
from simpul.datahub.intake.enums import IN_MACHINE, SubmissionState
from simpul.datahub.intake.models import Submission

LARGE_BYTES = 5 * 1024 * 1024


@jobs.job(queue="quick", attempts=3, lease_seconds=10)
def check(submission_id: int) -> None:
    """Check one submission; a large file goes on to the heavy queue, where memory is limited."""
    submission = _submission(submission_id)
    if submission.file.size > LARGE_BYTES:
        check_large.enqueue(submission_id, key=f"check-large:{submission_id}")
    else:
        pipeline.check(submission=submission)


@jobs.job(queue="heavy", attempts=2, lease_seconds=20)
def check_large(submission_id: int) -> None:
    """Check one large submission."""
    pipeline.check(submission=_submission(submission_id))


@jobs.job(queue="quick", attempts=5, lease_seconds=10)
def release(submission_id: int) -> None:
    """Build the release of a verified submission."""
    pipeline.release(submission=_submission(submission_id))


@jobs.cron("every 30s", queue="quick")
def pick_up_forgotten() -> None:
    """Ask again for the work of submissions that wait for the machine; where a job exists already, nothing happens.

    A job that was given up after too many deaths of its worker would otherwise leave its submission waiting.
    """
    waiting = Submission.objects.within(Scope.system("menjemput kiriman yang tertinggal"))
    for pk in waiting.filter(state__in=IN_MACHINE).values_list("pk", flat=True):
        check.enqueue(pk, key=f"check:{pk}")
    for pk in waiting.filter(state=SubmissionState.VERIFIED).values_list("pk", flat=True):
        release.enqueue(pk, key=f"release:{pk}")


def _submission(submission_id: int) -> Submission:
    found: Submission = (
        Submission.objects.within(Scope.system("pekerjaan latar"))
        .select_related("dataset__government", "dataset__agency", "schema_version", "file")
        .get(pk=submission_id)
    )
    return found
