"""What the machine does on the path: check what was uploaded, release what was verified."""

from django.db import transaction

from simpul.core.scope import Scope
from simpul.datahub import endings
from simpul.datahub.checks import operations as checks
from simpul.datahub.indicators import operations as indicators
from simpul.datahub.intake.enums import IN_MACHINE, SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.releases import operations as releases
from simpul.datahub.releases import queries as release_queries
from simpul.datahub.releases.models import Release
from simpul.organizations import api as organizations


def check(*, submission: Submission) -> None:
    """Check a submission that waits for it; any other is left alone, so running twice does no harm."""
    if submission.state in IN_MACHINE:
        schema = submission.schema_version.schema
        previous = release_queries.values_before(submission.dataset, schema, submission.period)
        checks.check_submission(submission=submission, previous=previous)


@transaction.atomic
def release(*, submission: Submission) -> Release | None:
    """Build the release, recompute what it feeds, and let the public pages and the wall know: all or nothing.

    None when the submission does not wait for it, or was released before.
    """
    if submission.state != SubmissionState.VERIFIED:
        return None
    built = releases.build(submission=submission)
    if built is None:
        return None
    for case in indicators.recompute(release=built):
        endings.case_closed(Scope.system("membangun rilis"), case, "gugur karena rilis baru")
    organizations.touch(built.dataset.government_id)
    endings.released(built)
    return built
