"""The board: what it says by rule, what it shows, and to whom."""

import datetime as dt

import pytest

from simpul.commandcenter import operations, queries, sentences
from simpul.core.fields import exact
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from tests import cast
from tests.datahub import situations

pytestmark = pytest.mark.django_db


def _board(share: int = 10, period: str = "") -> queries.Board:
    situations.dataset()
    datahub.IndicatorSource.everywhere.update(sums_areas=True, formula={"column": "stunting"})
    rows = [(code, name, 100, share) for code, name, _bps in situations.DISTRICTS]
    dataset = datahub.Dataset.everywhere.get(code="stunting")
    situations.released(dataset, content=situations.workbook(rows), period=period)
    indicator = datahub.Indicator.everywhere.get(code="stunting")
    return operations.compose(
        scope=Scope.system("tes"), government_id=indicator.government_id, code="utama", title="Papan",
        lead=indicator, numbers=[indicator], wall=[indicator], mapped=indicator,
    )  # fmt: skip


def test_the_board_shows_number_map_and_ranking():
    board = _board()

    view = queries.view(cast.scope_of(cast.person("leader")), board)

    assert view.lead_number.value == "30"
    assert [area.text for area in view.areas] == ["10", "10", "10"]


def test_the_sentence_says_that_last_years_figures_have_not_come():
    board = _board(period=situations.last_year(3))

    view = queries.view(cast.scope_of(cast.person("leader")), board)

    assert view.headline == f"Angka {situations.last_year()} belum masuk."
    assert "menunggak" in view.details


def test_the_sentence_says_whether_the_leading_number_is_on_its_way():
    board = _board(share=20, period=situations.last_year(2))
    dataset = datahub.Dataset.everywhere.get(code="stunting")
    rows = [(code, name, 100, 10) for code, name, _bps in situations.DISTRICTS]
    situations.released(dataset, content=situations.workbook(rows))
    indicator = datahub.Indicator.everywhere.get(code="stunting")
    year = str(int(situations.last_year()) + 3)
    datahub.Target.objects.create(indicator=indicator, period_code=year, value=exact("0"), source="RPJMD")

    view = queries.view(cast.scope_of(cast.person("leader")), board)

    assert f"masih di jalur menuju target {year}" in view.details


def test_small_counts_are_words_and_large_ones_digits():
    assert [sentences.spelled(count) for count in (0, 3, 10, 11)] == ["nol", "tiga", "sepuluh", "11"]


def test_who_may_not_see_the_board_finds_nothing_there():
    _board()

    assert cast.client_for(cast.person("service_officer")).get("/command-center/").status_code == 404
    assert cast.client_for(cast.person("operator")).get("/command-center/dinding/").status_code == 404
    assert cast.client_for().get("/command-center/").status_code == 302


def test_a_neighbour_sees_their_own_empty_board():
    _board()
    tetangga = cast.neighbour()

    page = cast.client_for(cast.person("leader", tetangga), tetangga).get("/command-center/").content.decode()

    assert "Papan belum disusun" in page
    assert "Stunting" not in page


def test_the_board_is_composed_by_ticking_boxes():
    situations.released(situations.dataset())
    indicator = datahub.Indicator.everywhere.get(code="stunting")
    client = cast.client_for(cast.person("walidata"))

    asked = {"numbers": [indicator.pk], "lead": indicator.pk, "mapped": ""}
    assert client.post("/command-center/susun/", asked).status_code == 302

    assert queries.board_of(cast.scope_of(cast.person("leader")), indicator.government).lead == indicator


def test_the_wall_speaks_in_short_words():
    board = _board()

    wall = queries.wall(cast.scope_of(cast.person("leader")), board)

    assert [number.name for number, _spark in wall.rows] == ["Stunting"]
    assert (wall.known_areas, wall.areas) == (3, 3)


def test_the_age_of_a_number_is_that_of_its_period():
    board = _board(period=situations.last_year(2))

    view = queries.view(cast.scope_of(cast.person("leader")), board)

    ended = dt.date(int(situations.last_year(2)), 12, 31)
    assert view.lead.freshness.age_days == (view.today - ended).days


def test_who_may_see_the_board_but_not_the_data_sees_no_internal_number():
    board = _board()
    datahub.Dataset.everywhere.update(sensitivity="internal")

    page = cast.client_for(cast.person("forum_member")).get("/command-center/")

    assert page.status_code in (200, 404)
    assert "Stunting balita" not in page.content.decode()
    assert board.lead.name == "Stunting balita"
