"""/kelola/audit/: what was done, for those who may read it, of their own government only."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from simpul.audit import daily, sealing
from simpul.audit.operations import record
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.organizations import addresses
from tests import cast

pytestmark = pytest.mark.django_db
PAGE = "/kelola/audit/"


def _act(action: str = "uji", *, key: object = 1, neighbour: bool = False, **details: object) -> None:
    government = cast.neighbour() if neighbour else cast.government()
    scope = Scope(actor_id=1, actor_label="Wati", post_label="Walidata, Diskominfo")
    record(
        scope=scope,
        government_id=government.pk,
        action=action,
        object_kind="rilis",
        object_key=key,
        **details,
    )


@pytest.fixture
def auditor() -> Client:
    return cast.client_for(cast.person("auditor"))


def _text(client: Client, **query: object) -> str:
    answer = client.get(PAGE, query)
    assert answer.status_code == 200
    return answer.content.decode()


def _csv(client: Client, **query: object) -> list[list[str]]:
    answer = client.get(PAGE, {"bentuk": "csv", **query})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_an_act_is_shown_with_who_what_and_when(auditor: Client) -> None:
    _act("rilis.terbit", key=12, period="2024", sha256="ab" * 32)
    text = _text(auditor)
    assert "rilis.terbit" in text
    assert "rilis 12" in text
    assert "Walidata, Diskominfo" in text
    assert "period: 2024" in text
    assert "ab" * 32 not in text
    assert "WITA" in text


@pytest.mark.parametrize(
    ("part", "status"),
    [("auditor", 200), ("administrator", 200), ("walidata", 404), ("leader", 404), ("resident", 404)],
)
def test_only_those_who_may_read_the_audit_find_it(part: str, status: int) -> None:
    assert cast.client_for(cast.person(part)).get(PAGE).status_code == status


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    cast.government()
    assert client.get(PAGE).status_code == 302


def test_acts_of_another_government_are_nowhere(auditor: Client) -> None:
    _act("rahasia.tetangga", neighbour=True)
    assert "rahasia.tetangga" not in _text(auditor)
    assert len(_csv(auditor, tindakan="rahasia.tetangga")) == len(_csv(auditor)) == 1
    neighbours = cast.client_for(cast.person("auditor"), cast.neighbour())
    assert neighbours.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 4),
        ({"siapa": "wati"}, 4),
        ({"siapa": "diskominfo"}, 4),
        ({"siapa": "oki"}, 0),
        ({"tindakan": "unggah"}, 1),
        ({"objek": "rilis"}, 4),
        ({"objek": "3"}, 1),
        ({"objek": "rilis 3"}, 1),
        ({"objek": "data 3"}, 0),
        ({"hari": "21-11-2026"}, 1),
        ({"hari": "2026-11-20"}, 3),
        ({"tindakan": "unggah", "hari": "21/11/2026"}, 0),
    ],
)
def test_acts_are_filtered(
    auditor: Client, monkeypatch: pytest.MonkeyPatch, query: dict[str, str], count: int
) -> None:
    with monkeypatch.context() as context:
        context.setattr(clock, "now", lambda: dt.datetime(2026, 11, 20, 15, 59, tzinfo=dt.UTC))
        _act("unggah", key=1)
        _act(key=2)
        _act(key=3)
        context.setattr(clock, "now", lambda: dt.datetime(2026, 11, 20, 16, 1, tzinfo=dt.UTC))  # 00.01 WITA
        _act(key=4)
    assert len(_csv(auditor, **query)) - 1 == count


def test_a_day_that_cannot_be_read_is_told(auditor: Client) -> None:
    _act()
    assert "Hari tidak terbaca" in _text(auditor, hari="kemarin")


def test_the_list_is_paged_and_turns_round(auditor: Client) -> None:
    for number in range(60):
        _act(key=number)
    assert "rilis 59<" in _text(auditor)
    assert "rilis 9<" in _text(auditor, halaman="2")
    assert "rilis 0<" in _text(auditor, urut="waktu")


def test_the_export_holds_the_seals_and_no_formula(auditor: Client) -> None:
    _act(key="=1+1", rows=2)
    sealing.seal_pending()
    head, line = _csv(auditor)
    found = dict(zip(head, line, strict=True))
    assert found["Objek"] == "'=1+1"
    assert found["Rincian"] == '{"rows": 2}'
    assert (found["Nomor"], found["Segel sebelumnya"]) == ("1", "0" * 64)
    assert found["Segel"] == str(sealing.head(cast.government().pk)).split(":")[1]


def test_the_end_of_the_chain_and_the_days_head_are_shown(auditor: Client) -> None:
    _act()
    daily.take_heads()
    _act()
    text = _text(auditor).replace("<wbr>", "")
    head = sealing.head(cast.government().pk)
    assert head is not None
    assert head.seal in text
    assert "belum dikirim lewat surel" in text
    assert "menunggu" in text


def test_the_page_asks_the_same_few_questions_however_long_the_record(auditor: Client) -> None:
    counts = []
    for acts in (3, 40):
        for number in range(acts):
            _act(key=number)
        addresses.forget()
        with CaptureQueriesContext(connection) as queries:
            _text(auditor)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
