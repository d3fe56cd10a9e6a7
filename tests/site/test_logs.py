"""What is written down and mailed about requests: enough to find the place, and nothing about a person."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from simpul.site import urls
from simpul.site.errormail import ErrorMailHandler
from simpul.site.logs import JsonFormatter
from simpul.web import access
from tests import cast

pytestmark = pytest.mark.django_db

SECRET = "3Y9-rahasia"  # as in the link of an invitation
PERSON = "rini.kartini@uji.localhost"


@access.public
def failing(request: HttpRequest, token: str) -> HttpResponse:
    raise ValueError(f"{PERSON} {token}")


urlpatterns = [path("gagal/<str:token>/", failing), *urls.urlpatterns]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """What the log says, filled while the test runs."""
    written: list[str] = []
    handler = logging.Handler(logging.INFO)
    handler.emit = lambda record: written.append(JsonFormatter().format(record))  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("django.request", "simpul")]
    caplog.set_level(logging.INFO, "simpul")
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


def browser() -> Client:
    cast.government()
    return Client(raise_request_exception=False)


def test_every_line_is_json_with_the_id_that_the_answer_carries(lines: list[str]):
    response = browser().get("/data/")

    (line,) = [json.loads(line) for line in lines]
    assert line["request"] == response["X-Request-Id"]
    assert (line["method"], line["status"], line["route"]) == ("GET", 200, "data/")


def test_what_people_type_is_not_written_down(lines: list[str]):
    guest = browser()
    guest.get("/data/", {"cari": PERSON})
    guest.post("/masuk/", {"login": PERSON, "password": SECRET})

    assert len(lines) >= 2
    assert [line for line in lines if PERSON in line or SECRET in line] == []


@pytest.mark.urls(__name__)
def test_a_failure_names_its_place_and_neither_its_words_nor_the_link(lines: list[str]):
    browser().get(f"/gagal/{SECRET}/")

    (failure,) = [json.loads(line) for line in lines if "exception" in line]
    assert failure["exception"] == "ValueError"
    assert failure["message"] == "Internal Server Error: /gagal/<str:token>/"
    assert any("test_logs.py" in place for place in failure["where"])
    assert [line for line in lines if PERSON in line or SECRET in line] == []


@pytest.mark.urls(__name__)
def test_administrators_are_mailed_the_same_line(settings):
    settings.ADMINS = [("Administrator", "admin@uji.localhost")]
    logger, handler = logging.getLogger("django.request"), ErrorMailHandler(logging.ERROR)
    logger.addHandler(handler)
    try:
        browser().get(f"/gagal/{SECRET}/")
    finally:
        logger.removeHandler(handler)

    letter = mail.outbox[-1]
    assert letter.to == ["admin@uji.localhost"]
    assert json.loads(letter.body)["exception"] == "ValueError"
    assert PERSON not in letter.body
    assert SECRET not in letter.body


def test_without_an_address_nobody_is_mailed(settings):
    settings.ADMINS = []

    ErrorMailHandler().emit(logging.makeLogRecord({"msg": "gagal", "levelno": logging.ERROR}))

    assert mail.outbox == []
