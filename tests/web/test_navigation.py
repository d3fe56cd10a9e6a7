"""The ways through the pages."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from simpul.core.scope import Scope
from simpul.web import listing, navigation
from simpul.web.navigation import Item


@pytest.fixture(autouse=True)
def _places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(navigation, "reverse", lambda name: {"home": "/"}.get(name, f"/{name}/"))


def request(path: str = "/", *, seat: str = "", capabilities: tuple[str, ...] = ()) -> HttpRequest:
    found: Any = RequestFactory().get(path)
    found.seat_label, found.scope = seat, Scope(capabilities=frozenset(capabilities))
    return found


def keys(entries: list[navigation.Entry]) -> list[str]:
    return [entry.key for entry in entries]


def test_places_stand_in_their_order():
    navigation.register(Item("data", "Data", "data", 20))
    navigation.register(Item("layanan", "Layanan", "layanan", 10))
    assert keys(navigation.items_for(request())) == ["layanan", "data"]


def test_a_person_with_a_post_sees_work_and_a_visitor_does_not():
    navigation.register(Item("data", "Data", "data", 1))
    navigation.register(Item("tugas", "Tugas", "tugas", 1, audience="kerja"))
    assert keys(navigation.items_for(request())) == ["data"]
    assert keys(navigation.items_for(request(seat="Walidata"))) == ["tugas"]


def test_a_place_that_needs_a_capability_is_hidden_without_it():
    navigation.register(Item("papan", "Command Center", "papan", 1, "board.view", "kerja"))
    assert keys(navigation.items_for(request(seat="Operator"))) == []
    assert keys(navigation.items_for(request(seat="Bupati", capabilities=("board.view",)))) == ["papan"]


def test_the_current_place_is_marked_and_home_only_at_home():
    navigation.register(Item("beranda", "Beranda", "home", 1))
    navigation.register(Item("data", "Data", "data", 2))
    found = {
        path: [entry.current for entry in navigation.items_for(request(path))]
        for path in ("/", "/data/", "/data/a/")
    }
    assert found == {"/": ["page", ""], "/data/": ["", "page"], "/data/a/": ["", "true"]}


def test_of_places_within_one_another_the_innermost_is_the_current_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(navigation, "reverse", lambda name: {"kiriman": "/data/kiriman/"}.get(name, "/data/"))
    navigation.register(Item("data", "Data", "data", 1))
    navigation.register(Item("kiriman", "Kiriman", "kiriman", 2))
    found = {
        path: [entry.current for entry in navigation.items_for(request(path))]
        for path in ("/data/kiriman/", "/data/kiriman/7/", "/data/angka/")
    }
    assert found == {
        "/data/kiriman/": ["", "page"],
        "/data/kiriman/7/": ["", "true"],
        "/data/angka/": ["true", ""],
    }


def test_the_badge_counts_for_the_request():
    navigation.register(Item("tugas", "Tugas", "tugas", 1, audience="kerja", badge=lambda request: 6))
    assert navigation.items_for(request(seat="Operator"))[0].count == 6


def test_footer_places_are_for_everybody():
    navigation.register(Item("bantuan", "Bantuan", "bantuan", 1, audience="kaki"))
    assert keys(navigation.footer_for(request(seat="Operator"))) == ["bantuan"]
    assert keys(navigation.items_for(request())) == []


def test_two_places_cannot_share_a_key():
    navigation.register(Item("data", "Data", "data", 1))
    navigation.register(Item("data", "Data", "data", 1))
    with pytest.raises(ValueError, match="data"):
        navigation.register(Item("data", "Lain", "lain", 1))


COLUMNS = (
    listing.Column("Nama", "nama"),
    listing.Column("Nilai", "nilai", is_numeric=True),
    listing.Column("Grafik"),
)


def test_a_click_sorts_upwards_and_the_next_one_turns_round():
    first = listing.heads(QueryDict("cari=air&halaman=3"), COLUMNS, "nama")
    assert [head.sorted for head in first] == ["ascending", "", ""]
    assert first[0].url == "?cari=air&urut=-nama"
    assert first[1].url == "?cari=air&urut=nilai"
    assert first[2].url == ""
    turned = listing.heads(QueryDict("urut=-nama"), COLUMNS, "nama")
    assert (turned[0].sorted, turned[0].url) == ("descending", "?urut=nama")


@pytest.mark.parametrize(
    ("asked", "order"), [("nilai", "nilai"), ("-nilai", "-nilai"), ("rahasia", "nama"), ("", "nama")]
)
def test_only_offered_orders_are_taken(asked: str, order: str):
    assert listing.order(QueryDict(f"urut={asked}"), COLUMNS, "nama") == order


def test_the_request_type_of_a_visitor_needs_no_seat():
    bare: Any = SimpleNamespace(path="/", scope=Scope())
    navigation.register(Item("data", "Data", "data", 1))
    assert keys(navigation.items_for(bare)) == ["data"]
