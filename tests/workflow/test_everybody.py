"""All duties: who may look, in which order, and who owes how much."""

import csv
import datetime as dt
import io
import re

import pytest

from tests import cast
from tests.workflow.desk import Desk
from tests.workflow.test_own import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(desk: Desk) -> Desk:
    """Three agencies' worth of work."""
    disdik = cast.agency("DISDIK", cast.government())
    desk.lay("c", due=dt.date(2026, 12, 4))
    desk.lay("b", agency=disdik, due=dt.date(2026, 10, 1), since=dt.date(2026, 9, 1), about_url="/uji/b/")
    desk.lay("a", "verifikasi", capability="data.verify", due=dt.date(2026, 11, 24))
    return desk


def titles(part: str, query: str = "") -> list[str]:
    response = cast.client_for(cast.person(part)).get(f"/tugas/semua/{query}")
    assert response.status_code == 200
    body = response.content.decode().split("<tbody>")[1]
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?(?:Kirim )?(\w+)', body)


def test_a_leader_sees_all_an_operator_their_agencys(laid: Desk) -> None:
    assert titles("leader") == ["b", "a", "c"]
    assert titles("operator") == ["a", "c"]
    assert titles("other_head") == ["b"]


@pytest.mark.parametrize("part", ["administrator", "service_officer", "coach", "resident"])
def test_who_may_not_see_the_board_finds_nothing_here(laid: Desk, part: str) -> None:
    client = cast.client_for(cast.person(part))
    assert client.get("/tugas/semua/").status_code == 404
    assert client.get("/tugas/semua/semua-tugas.csv").status_code == 404


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("tenggat", ["b", "a", "c"]),
        ("-tenggat", ["c", "a", "b"]),
        ("tugas", ["a", "b", "c"]),
        ("-tugas", ["c", "b", "a"]),
        ("keadaan", ["c", "a", "b"]),
        ("giliran", ["c", "a", "b"]),
        ("sejak", ["b", "a", "c"]),
        ("entah", ["b", "a", "c"]),
    ],
)
def test_each_column_sorts_both_ways(laid: Desk, order: str, expected: list[str]) -> None:
    assert titles("leader", f"?urut={order}") == expected


def test_filters_choose_and_keep_the_order(laid: Desk) -> None:
    disdik = cast.agency("DISDIK", cast.government())
    assert titles("leader", f"?opd={disdik.pk}") == ["b"]
    assert titles("leader", "?giliran=data.verify") == ["a"]
    assert titles("leader", "?keadaan=menunggak&urut=tugas") == ["b"]
    html = cast.client_for(cast.person("leader")).get("/tugas/semua/?urut=tugas").content.decode()
    assert '<input type="hidden" name="urut" value="tugas">' in html


def test_a_title_leads_where_everybody_may_look_and_never_to_the_act(laid: Desk) -> None:
    html = cast.client_for(cast.person("leader")).get("/tugas/semua/").content.decode()
    assert re.findall(r'<th scope="row"><a href="(/uji[^"]*)"', html) == ["/uji/b/"]


def test_the_sums_put_the_worst_first_and_lead_to_their_duties(laid: Desk) -> None:
    disdik = cast.agency("DISDIK", cast.government())
    assert titles("leader", "?lihat=pemilik") == ["Disdik", "Walidata", "Dinkes"]
    assert titles("leader", "?lihat=pemilik&urut=pemilik") == ["Dinkes", "Disdik", "Walidata"]
    html = cast.client_for(cast.person("leader")).get("/tugas/semua/?lihat=pemilik").content.decode()
    assert f'<a href="/tugas/semua/?opd={disdik.pk}">Disdik</a>' in html
    assert "1 tugas berjalan" in text(
        cast.client_for(cast.person("other_head")).get("/tugas/semua/").content.decode()
    )


def test_the_sheet_follows_filter_and_order(laid: Desk) -> None:
    client = cast.client_for(cast.person("leader"))
    content = client.get("/tugas/semua/semua-tugas.csv?urut=-tugas").content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(content))] == ["Tugas", "Kirim c", "Kirim b", "Kirim a"]


def test_the_list_of_one_government_holds_nothing_of_another(laid: Desk) -> None:
    laid.lay("sana", government=cast.neighbour())
    foreign = cast.agency("DINKES", cast.neighbour())
    assert "sana" not in titles("leader")
    html = cast.client_for(cast.person("leader")).get(f"/tugas/semua/?opd={foreign.pk}").content.decode()
    assert "Tidak ada tugas yang cocok" in text(html)
