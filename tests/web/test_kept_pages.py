"""Pages kept in memory: whose they are, when they go, and what they must never hold."""

import time

import pytest
from django.core.cache import cache as memory
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from simpul.organizations import addresses
from simpul.organizations.models import Government
from simpul.web import access, cache
from tests import cast
from tests.datahub import situations

pytestmark = pytest.mark.django_db

PAGE = "/data/angka/"


def _released(share: int) -> None:
    rows = [(code, name, 100, share) for code, name, _bps in situations.DISTRICTS]
    situations.released(_dataset(), content=situations.workbook(rows))


def _dataset():
    from simpul.datahub import api as datahub

    found = datahub.Dataset.everywhere.filter(code="stunting").select_related("agency", "government").first()
    if found is None:
        found = situations.dataset()
        datahub.IndicatorSource.everywhere.update(sums_areas=True, formula={"column": "stunting"})
    return found


def test_a_kept_page_asks_the_database_for_nothing_but_whose_it_is():
    _released(10)
    visitor = cast.client_for()
    first = visitor.get(PAGE).content

    with CaptureQueriesContext(connection) as asked:
        again = visitor.get(PAGE).content

    assert again == first
    assert len(asked) <= 1  # whose page it is, when the last answer is more than a second old


def test_a_release_is_seen_by_visitors_at_once():
    _released(10)
    visitor = cast.client_for()
    assert ">30<" in visitor.get(PAGE).content.decode()

    _released(20)

    page = visitor.get(PAGE).content.decode()
    assert ">60<" in page
    assert ">30<" not in page


def test_another_process_notices_a_release_within_a_second(monkeypatch):
    government = cast.government()
    before = addresses.government_at(government.address)
    Government.objects.filter(pk=government.pk).update(content_version=99)  # as another process would
    assert addresses.government_at(government.address).content_version == before.content_version

    later = time.monotonic() + 1.01
    monkeypatch.setattr(addresses.time, "monotonic", lambda: later)

    assert addresses.government_at(government.address).content_version == 99


def test_who_is_signed_in_never_gets_a_kept_page_of_visitors():
    _released(10)
    cast.client_for().get(PAGE)

    page = cast.client_for(cast.person("walidata")).get(PAGE).content.decode()

    assert "Wati" in page


def test_a_kept_page_holds_no_token_and_no_nonce():
    _released(10)
    cast.client_for().get(PAGE)

    kept = [value for key, value in memory._cache.items() if ":page:" in key or "page:" in str(key)]
    text = b"".join(kept).decode("latin-1")

    assert kept
    assert "csrf" not in text.lower()
    assert "nonce" not in text.lower()


def test_languages_and_governments_are_kept_apart():
    _released(10)
    tetangga = cast.neighbour()
    indonesian = cast.client_for().get(PAGE).content.decode()

    english = cast.client_for()
    english.cookies["bahasa"] = "en"
    page = english.get(PAGE).content.decode()
    neighbours = cast.client_for(None, tetangga).get(PAGE).content.decode()

    assert "Development figures" in page
    assert "Angka pembangunan" in indonesian
    assert "Stunting balita" not in neighbours


def test_only_a_public_view_may_be_kept():
    @access.requires("board.view")
    def secret(_request):
        return HttpResponse("rahasia")

    with pytest.raises(TypeError):
        cache.cacheable(secret)


def test_a_part_for_people_with_rights_is_not_shown_to_visitors():
    situations.released(situations.dataset(sensitivity="internal"))
    cast.client_for(cast.person("walidata")).get(PAGE)

    assert "Stunting balita" not in cast.client_for().get(PAGE).content.decode()
