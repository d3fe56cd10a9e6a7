"""A government on its first day: every list is empty, and says what comes next."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db

PAGES = [
    ("walidata", "/data/"),
    ("walidata", "/data/angka/"),
    ("operator", "/data/kiriman/"),
    ("walidata", "/data/antrean/"),
    ("walidata", "/data/kasus/"),
    ("leader", "/command-center/"),
    ("walidata", "/command-center/susun/"),
    ("operator", "/tugas/"),
    ("leader", "/tugas/semua/"),
]


@pytest.mark.parametrize(("part", "address"), PAGES, ids=[address for _part, address in PAGES])
def test_an_empty_list_says_what_comes_next(part, address):
    page = cast.client_for(cast.person(part)).get(address)

    assert page.status_code == 200
    assert 'class="kosong"' in page.content.decode()
