"""What the pages cost: the same queries for one duty and for two hundred of thirty agencies."""

import datetime as dt
import re
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpul.organizations import addresses
from simpul.organizations.models import Agency
from simpul.workflow import api as workflow
from simpul.workflow import registry
from simpul.workflow.operations.reminders import remind
from tests import cast
from tests.workflow.conftest import SetClock
from tests.workflow.desk import KIND, Desk

pytestmark = pytest.mark.django_db

# One line a query, in order: what it does and to which table. `uji` stands for the provider's own.
OWN = [
    "SELECT organizations_government",
    "SELECT django_session",
    "SELECT accounts_user",
    "SELECT organizations_membership",
    "SELECT workflow_holiday",
    "SELECT organizations_agency",
    "SELECT organizations_membership",
    "SELECT workflow_ledgerentry",
]
EVERYBODY = [*OWN[:6], "SELECT workflow_ledgerentry"]


@pytest.fixture(autouse=True)
def asks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The provider asks the database once, as a real one does."""

    def answer(scope: object, today: dt.date) -> list[workflow.Duty]:
        list(Agency.everywhere.all())
        return list(desk.duties.values())

    monkeypatch.setitem(registry._providers, KIND, workflow.Provider(KIND, answer))


def crowd(desk: Desk) -> None:
    """Thirty agencies with two hundred duties in all states, and fifty of one's own."""
    government = cast.government()
    for number in range(30):
        agency = Agency.objects.create(
            government=government, code=f"U{number}", name=f"Dinas Uji {number}", short_name=f"Uji {number}"
        )
        for n in range(5):
            due = dt.date(2026, 10, 1) + dt.timedelta(days=number + n * 20)
            desk.lay(f"d{number}-{n}", agency=agency, due=due)
    for number in range(50):
        desk.lay(f"own-{number}", due=dt.date(2026, 10, 1) + dt.timedelta(days=number * 2))


def queries(part: str, path: str) -> list[str]:
    """What a page asks of the database, the request after the first."""
    client = cast.client_for(cast.person(part))
    client.get(path)
    addresses.forget()  # remembered for a second: the test does not depend on how fast it runs
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return [_short(query["sql"]) for query in caught.captured_queries]


def _short(sql: str) -> str:
    table = re.search(r'(?:FROM|INTO|UPDATE) "(\w+)"', sql)
    return f"{sql.split()[0]} {table[1] if table else ''}"


@pytest.mark.parametrize(
    ("part", "path", "expected"),
    [
        ("operator", "/tugas/", OWN),
        ("leader", "/tugas/", OWN),
        ("leader", "/tugas/semua/", EVERYBODY),
        ("leader", "/tugas/semua/?lihat=pemilik", EVERYBODY),
    ],
)
def test_a_page_asks_the_same_however_much_there_is(
    desk: Desk, part: str, path: str, expected: list[str]
) -> None:
    desk.lay("only")
    assert queries(part, path) == expected
    crowd(desk)
    assert queries(part, path) == expected


def test_two_hundred_duties_are_collected_settled_and_drawn_in_time(desk: Desk) -> None:
    """Generous, as test machines are shared; the measured figure stands in decision 0007."""
    crowd(desk)
    client = cast.client_for(cast.person("operator"))
    client.get("/tugas/")
    started = time.perf_counter()
    for _ in range(5):
        client.get("/tugas/")
    assert (time.perf_counter() - started) / 5 < 0.3


def test_reconciling_what_has_not_changed_writes_nothing_and_asks_little(desk: Desk) -> None:
    crowd(desk)
    government = cast.government()
    workflow.reconcile(government)
    with CaptureQueriesContext(connection) as caught:
        workflow.reconcile(government)
    assert [_short(query["sql"]) for query in caught.captured_queries] == [
        "SELECT workflow_holiday",
        "SELECT workflow_ledgerentry",
        "SELECT organizations_agency",
    ]


def test_once_everybody_has_been_reminded_the_next_run_asks_little(desk: Desk, set_clock: SetClock) -> None:
    set_clock(dt.date(2026, 11, 23), 9)
    crowd(desk)
    for part in ("operator", "head", "leader"):
        cast.person(part)
    government = cast.government()
    remind(government)
    with CaptureQueriesContext(connection) as caught:
        assert remind(government) == 0
    assert [_short(query["sql"]) for query in caught.captured_queries] == [
        "SELECT workflow_holiday",
        "SELECT workflow_holiday",
        "SELECT organizations_agency",
        "SELECT workflow_reminder",
        "SELECT organizations_membership",
    ]
