"""One mail a working day: who gets it, what it says, and that it goes out once."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection

from simpul.core import clock
from simpul.core.scope import Scope
from simpul.workflow import api as workflow
from simpul.workflow.models import LedgerEntry, Reminder
from simpul.workflow.operations.reminders import remind
from tests import cast
from tests.workflow.conftest import SetClock
from tests.workflow.desk import Desk

FRIDAY = dt.date(2026, 11, 20)
MONDAY = dt.date(2026, 11, 23)
EVERYWHERE = Scope.system("test")


@pytest.fixture
def monday(set_clock: SetClock) -> SetClock:
    """Monday half past nine."""
    set_clock(MONDAY, 9)
    return set_clock


def receivers() -> list[str]:
    return sorted(address for message in mail.outbox for address in message.to)


@pytest.mark.django_db
def test_the_operator_is_reminded_once_a_working_day(desk: Desk, monday: SetClock) -> None:
    cast.person("operator")
    desk.lay("penduduk", due=dt.date(2026, 11, 24))
    workflow.reconcile(cast.government())
    assert [remind(cast.government()) for _ in range(3)] == [1, 0, 0]
    monday(MONDAY, 15)
    assert remind(cast.government()) == 0
    assert receivers() == ["oki@uji.localhost"]
    monday(MONDAY + dt.timedelta(days=1), 9)
    assert remind(cast.government()) == 1
    (row,) = LedgerEntry.objects.within(EVERYWHERE)
    assert (row.reminded_count, row.reminded_at) == (2, clock.now())


@pytest.mark.django_db
def test_the_mail_says_what_until_when_and_where(desk: Desk, monday: SetClock) -> None:
    cast.person("operator")
    desk.lay("penduduk", due=dt.date(2026, 11, 6))
    desk.lay("kelahiran", due=dt.date(2026, 11, 24))
    desk.lay("nanti", due=dt.date(2026, 12, 24))
    remind(cast.government())
    (message,) = mail.outbox
    assert message.subject == "Simpul: 2 tugas, 1 lewat tenggat"
    lines = [line for line in str(message.body).splitlines() if line.strip()]
    assert lines[:10] == [
        "Yth. Oki,",
        "Tugas Anda di Kabupaten Uji, Senin, 23 November 2026 (WITA).",
        "Lewat tenggat",
        "- Kirim penduduk (Dinkes)",
        "  6 November 2026, 11 hari kerja lewat; di kepala dinas sejak 20 November; ke Sekda 27 November",
        "  http://uji.localhost/uji/penduduk/",
        "Mendekati tenggat",
        "- Kirim kelahiran (Dinkes)",
        "  24 November 2026, Tenggat dalam 1 hari kerja",
        "  http://uji.localhost/uji/kelahiran/",
    ]
    assert "nanti" not in message.body
    assert "Semua tugas: http://uji.localhost/tugas/" in lines


@pytest.mark.django_db
def test_a_late_duty_reaches_the_head_and_then_the_leader_and_no_other_head(
    desk: Desk, monday: SetClock
) -> None:
    for part in ("operator", "head", "other_head", "leader", "walidata"):
        cast.person(part)
    desk.lay("penduduk", due=dt.date(2026, 11, 6))
    remind(cast.government())
    assert receivers() == ["hana@uji.localhost", "oki@uji.localhost"]
    assert [m.subject for m in mail.outbox if "hana@uji.localhost" in m.to] == [
        "Simpul: 1 tugas naik kepada Anda"
    ]
    mail.outbox.clear()
    monday(dt.date(2026, 11, 27), 9)
    remind(cast.government())
    assert receivers() == ["hana@uji.localhost", "lia@uji.localhost", "oki@uji.localhost"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "hour"),
    [(dt.date(2026, 11, 21), 9), (dt.date(2026, 11, 22), 9), (dt.date(2026, 12, 25), 9), (MONDAY, 6)],
    ids=["Saturday", "Sunday", "Christmas", "before the offices open"],
)
def test_no_mail_goes_out_while_the_offices_are_closed(
    desk: Desk, set_clock: SetClock, day: dt.date, hour: int
) -> None:
    cast.person("operator")
    desk.lay("penduduk", due=FRIDAY)
    set_clock(day, hour)
    assert remind(cast.government()) == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_who_has_time_is_left_alone(desk: Desk, monday: SetClock) -> None:
    cast.person("operator")
    desk.lay("penduduk", due=dt.date(2026, 12, 24))
    desk.lay("tanpa-tenggat", due=None)
    assert remind(cast.government()) == 0
    assert not Reminder.objects.within(EVERYWHERE)


@pytest.mark.django_db
def test_deactivated_people_and_former_holders_of_a_post_get_no_mail(desk: Desk, monday: SetClock) -> None:
    oki, hana = cast.person("operator"), cast.person("head")
    oki.is_active = False
    oki.save()
    hana.memberships.update(until=FRIDAY)  # type: ignore[attr-defined]
    desk.lay("penduduk", due=dt.date(2026, 11, 6))
    assert remind(cast.government()) == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_nobody_is_reminded_of_a_neighbours_duties(desk: Desk, monday: SetClock) -> None:
    cast.person("operator")
    desk.lay("penduduk", government=cast.neighbour(), due=FRIDAY)
    assert remind(cast.government()) == 0


@pytest.mark.django_db
def test_a_mail_that_cannot_be_handed_over_is_tried_again(
    desk: Desk, monday: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.person("operator")
    desk.lay("penduduk", due=FRIDAY)
    workflow.reconcile(cast.government())

    def refused(*_: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(locmem.EmailBackend, "send_messages", refused)
        assert remind(cast.government()) == 0
    assert LedgerEntry.objects.within(EVERYWHERE).filter(reminded_count=0).count() == 1
    assert remind(cast.government()) == 1
    assert receivers() == ["oki@uji.localhost"]


@pytest.mark.django_db
def test_a_worker_that_died_while_sending_is_taken_over_after_ten_minutes(
    desk: Desk, monday: SetClock
) -> None:
    oki = cast.person("operator")
    desk.lay("penduduk", due=FRIDAY)
    Reminder.objects.create(
        government=cast.government(),
        person=oki,
        day=MONDAY,
        claimed_at=clock.now() - dt.timedelta(minutes=9),
    )
    assert remind(cast.government()) == 0
    monday(MONDAY, 10)
    assert remind(cast.government()) == 1


@pytest.mark.django_db
def test_a_long_list_is_cut_and_says_how_much_is_left(desk: Desk, monday: SetClock) -> None:
    cast.person("operator")
    for number in range(20):
        desk.lay(f"d{number:02d}", due=FRIDAY)
    remind(cast.government())
    (message,) = mail.outbox
    assert "dan 8 lagi" in message.body
    assert str(message.body).count("- Kirim d") == 12


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_workers_at_once_send_one_mail_to_each(desk: Desk, monday: SetClock) -> None:
    for part in ("operator", "other_operator", "head"):
        cast.person(part)
    government = cast.government()
    desk.lay("a", due=FRIDAY)
    desk.lay("b", due=FRIDAY, agency=cast.agency("DISDIK", government))
    workflow.reconcile(government)
    start, sent = threading.Barrier(3), []

    def work() -> None:
        start.wait()
        try:
            sent.append(remind(government))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 2
    assert receivers() == ["oki@uji.localhost", "omar@uji.localhost"]
    assert {row.reminded_count for row in LedgerEntry.objects.within(EVERYWHERE)} == {1}
