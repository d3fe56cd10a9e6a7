"""Two people act on one submission at once: one wins, the other is told. Two real connections."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from simpul.core import errors
from simpul.datahub import api as datahub
from simpul.datahub.releases.models import Release
from simpul.datahub.review.models import Decision
from tests import cast
from tests.datahub import situations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def _at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run the acts in threads of their own, each with its own connection, started together."""
    barrier = threading.Barrier(len(acts))
    outcomes: list[BaseException | None] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            barrier.wait()
            act()
        except BaseException as problem:
            outcomes[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.fixture(autouse=True)
def only_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("two writers at once exist on PostgreSQL; SQLite lets one write at a time")


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_stewards_at_once_one_wins_and_the_other_is_told(attempt):
    submission = situations.approved(situations.dataset(), idempotency_key=f"race-{attempt}")
    wati, wawan = cast.scope_of(cast.person("walidata")), cast.scope_of(cast.person("second_walidata"))
    copies = [
        datahub.Submission.everywhere.select_related("dataset__government").get(pk=submission.pk)
        for _ in range(2)
    ]

    outcomes = _at_once(
        lambda: datahub.verify(scope=wati, submission=copies[0]),
        lambda: datahub.send_back(scope=wawan, submission=copies[1], reason="periode"),
    )

    told = [problem for problem in outcomes if problem is not None]
    assert len(told) == 1
    assert isinstance(told[0], errors.ConflictError)
    assert "baru saja diubah" in told[0].message
    kinds = set(Decision.everywhere.filter(submission=submission).values_list("kind", flat=True))
    assert len(kinds & {"diverifikasi", "dikembalikan"}) == 1


def test_two_workers_build_one_release():
    submission = situations.approved(situations.dataset())
    datahub.verify(scope=cast.scope_of(cast.person("walidata")), submission=submission)
    copies = [
        datahub.Submission.everywhere.select_related("dataset__government").get(pk=submission.pk)
        for _ in range(2)
    ]

    outcomes = _at_once(*(lambda copy=copy: datahub.release(submission=copy) for copy in copies))

    assert [problem for problem in outcomes if problem is not None] == []
    assert Release.everywhere.filter(submission=submission).count() == 1


def test_one_key_sent_twice_at_once_opens_one_submission():
    dataset = situations.dataset()
    oki = cast.scope_of(cast.person("operator"))

    def send() -> None:
        datahub.upload(
            scope=oki, dataset=dataset, period=situations.period(), filename="a.xlsx",
            chunks=[situations.workbook()], idempotency_key="k" * 32,
        )  # fmt: skip

    _at_once(send, send)

    assert datahub.Submission.everywhere.filter(dataset=dataset).count() == 1
