"""Error pages: in both languages, with the next step and the number of the request."""

import html

import pytest
from django.http import HttpRequest
from django.template import loader
from django.test import RequestFactory

from simpul.core import errors, request_id
from simpul.web import error_words, middleware, views

STATUSES = (400, 403, 404, 405, 409, 413, 429, 503)


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/hilang/")


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_says_what_happened_and_what_to_do_in_both_languages(request_: HttpRequest, status: int):
    identity = request_id.begin()
    response = views.error_page(request_, status)
    body, words = html.unescape(response.content.decode()), error_words.of(status)
    assert response.status_code == status
    assert all(part in body for part in words)
    assert 'lang="en"' in body
    assert identity in body
    assert "⟦" not in body


def test_each_status_has_its_own_words():
    assert len({error_words.of(status) for status in (*STATUSES, 500)}) == len(STATUSES) + 1


@pytest.mark.parametrize(("status", "same_as"), [(418, 400), (502, 500)])
def test_other_statuses_borrow_the_nearest_words(status: int, same_as: int):
    assert error_words.of(status) == error_words.of(same_as)


def test_an_error_of_an_area_speaks_for_itself(request_: HttpRequest):
    response = middleware.error_response(request_, errors.ConflictError("Orang lain sudah memutuskan."))
    body = response.content.decode()
    assert response.status_code == 409
    assert "Orang lain sudah memutuskan." in body
    assert error_words.of(409).title in body


def test_the_handlers_answer_with_their_status(request_: HttpRequest):
    refused = [
        views.bad_request(request_, Exception()),
        views.permission_denied(request_, Exception()),
        views.page_not_found(request_, Exception()),
        views.csrf_failure(request_),
        views.server_error(request_),
    ]
    assert [response.status_code for response in refused] == [400, 403, 404, 403, 500]


def test_a_stale_form_does_not_blame_the_person(request_: HttpRequest):
    body = views.csrf_failure(request_, "token missing").content.decode()
    assert error_words.STALE_FORM.title in body
    assert error_words.of(403).title not in body


def test_the_page_of_500_needs_neither_request_nor_database():
    identity = request_id.begin()
    bare = HttpRequest()
    body = views.server_error(bare).content.decode()
    assert error_words.of(500).title in body
    assert identity in body
    assert "simpul.css" in body


def test_500_answers_even_when_its_own_page_breaks(monkeypatch: pytest.MonkeyPatch):
    def broken(*args: object) -> str:
        raise OSError("no templates on this disk")

    monkeypatch.setattr(loader, "render_to_string", broken)
    response = views.server_error(HttpRequest())
    assert response.status_code == 500
    assert error_words.of(500).title in response.content.decode()
