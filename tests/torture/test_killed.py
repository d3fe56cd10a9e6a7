"""Workers are killed with SIGKILL at random moments while submissions are checked and released.

Afterwards every submission is whole, no job hangs, no half release exists. The short form runs in `make test`
with a fixed seed; `make torture` runs ten times as long.
"""

import os
import random
import signal
import time

import pytest

from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.datahub.checks.models import CheckReport
from simpul.datahub.indicators.models import IndicatorValue
from simpul.datahub.intake.enums import SubmissionState
from simpul.datahub.releases import operations as releases
from simpul.datahub.releases.models import Release, ServedRow
from simpul.documents import api as documents
from tests import cast, processes
from tests.datahub import situations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.torture]

ROUNDS = 60 if os.environ.get("SIMPUL_TORTURE") == "long" else 6
SEED = 20261121


def _send(dataset: datahub.Dataset, year: int) -> datahub.Submission:
    return datahub.upload(
        scope=cast.scope_of(cast.person("operator")), dataset=dataset, period=situations.year(year),
        filename=f"stunting-{year}.xlsx", chunks=[situations.workbook()],
    )  # fmt: skip


def _state(submission: datahub.Submission) -> str:
    return str(datahub.Submission.everywhere.values_list("state", flat=True).get(pk=submission.pk))


def _advance(submission: datahub.Submission) -> None:
    """Do what people do as soon as they can."""
    submission = datahub.Submission.everywhere.select_related("dataset__government").get(pk=submission.pk)
    if submission.state == SubmissionState.READY:
        datahub.submit(
            scope=cast.scope_of(cast.person("operator")), submission=submission, note="Angka posyandu."
        )
        datahub.approve(scope=cast.scope_of(cast.person("head")), submission=submission)
        datahub.verify(scope=cast.scope_of(cast.person("walidata")), submission=submission)


def test_workers_killed_at_random_lose_nothing_and_leave_nothing_half():
    dice = random.Random(SEED)
    dataset = situations.dataset()
    sent = [_send(dataset, 2000 + number) for number in range(ROUNDS)]
    settings = {"SIMPUL_JOB_LEASE_SECONDS": "2"}

    for _ in range(ROUNDS):
        with processes.running("worker", "--queue", "quick", "--interval", "0.05", **settings) as worker:
            time.sleep(dice.uniform(0.5, 2.5))
            os.killpg(worker.pid, signal.SIGKILL)
        for submission in sent:
            _advance(submission)

    with processes.running("worker", "--queue", "quick", "--interval", "0.05", **settings):
        processes.until(
            lambda: [_advance(s) for s in sent] and all(_state(s) == "dirilis" for s in sent), 180
        )

    assert Release.everywhere.filter(dataset=dataset).count() == ROUNDS
    assert ServedRow.everywhere.count() == ROUNDS * 3
    assert IndicatorValue.everywhere.count() == ROUNDS * 3
    assert CheckReport.everywhere.count() == ROUNDS
    assert list(releases.verify_files(Scope.system("tes"))) == []
    assert all(documents.path_of(submission.file.sha256).is_file() for submission in sent)
