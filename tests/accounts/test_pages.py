"""Every page of the area: ours, declared, without inline style or script, complete in English."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern

from simpul import accounts
from simpul.accounts import urls
from simpul.accounts.models import User
from simpul.web import access
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db

BEFORE = (
    "/masuk/",
    "/masuk/nonaktif/",
    "/akun/sandi/lupa/",
    "/akun/sandi/lupa/terkirim/",
    "/akun/sandi/baru/1-abc/",
    "/akun/sandi/selesai/",
    "/undangan/tidak-ada/",
)
AFTER = (
    "/keluar/",
    "/akun/",
    "/akun/sandi/",
    "/akun/periksa/",
    "/akun/periksa/kode/",
    "/akun/faktor/",
    "/akun/faktor/aplikasi/lepas/",
    "/akun/faktor/pemulihan/baru/",
    "/akun/faktor/kunci/tambah/",
)


def signed_in(user: User) -> Client:
    """Signed in through the door, with the second step where there is one."""
    client = cast.client_for()
    acts.sign_in(client, user)
    client.post("/masuk/faktor/", {"code": acts.code()})
    return client


def check(page: str) -> None:
    assert "⟦" not in page, "an unknown template variable"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert "autofocus" not in page  # it would skip the heading for those who listen
    assert page.count("<h1") == 1


@pytest.mark.parametrize("path", BEFORE)
def test_pages_before_signing_in_are_clean(path: str) -> None:
    cast.government()
    check(cast.client_for().get(path).content.decode())


@pytest.mark.parametrize("path", AFTER)
def test_pages_of_the_account_are_clean(path: str) -> None:
    response = signed_in(cast.person("walidata")).get(path)
    assert response.status_code == 200
    check(response.content.decode())


@pytest.mark.parametrize("path", ["/akun/faktor/aplikasi/", "/akun/faktor/wajib/"])
def test_pages_of_enrolment_are_clean(path: str) -> None:
    check(signed_in(cast.person("operator")).get(path).content.decode())


def test_the_second_step_and_the_invitation_are_clean() -> None:
    client = cast.client_for()
    acts.sign_in(client, cast.person("walidata"))
    check(client.get("/masuk/faktor/").content.decode())
    check(cast.client_for().get(acts.invited(acts.newcomer()).link).content.decode())


def patterns() -> list[URLPattern]:
    return [pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: str(pattern.name))
def test_every_address_declares_who_may_come(pattern: URLPattern) -> None:
    assert access.declared(pattern.callback) in (access.PUBLIC, access.SIGNED_IN)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: str(pattern.name))
def test_no_page_of_the_library_shows_its_own_template(pattern: URLPattern) -> None:
    settings = getattr(pattern.callback, "view_initkwargs", None)
    if settings is None or pattern.name == "mfa_login_webauthn":  # a function of ours; an answer without page
        return
    assert settings["template_name"].startswith("accounts/")


def test_english_is_complete() -> None:
    catalogue = Path(accounts.__file__).parent / "locale/en/LC_MESSAGES/django.po"
    entries = catalogue.read_text().split("\n\n")[1:]
    empty = [entry for entry in entries if re.search(r'msgstr(\[\d\])? ""\n?\Z', entry)]
    assert len(entries) > 150
    assert empty == []
    assert not [entry for entry in entries if "fuzzy" in entry]
