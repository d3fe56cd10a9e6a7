"""Enrolling, using and losing second factors, page by page."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from simpul.accounts import factors
from simpul.accounts.models import Counter, User
from simpul.audit.models import Entry
from simpul.core.scope import Scope
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db


def secret_on(page: str) -> str:
    found = re.search(r'rahasia">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


def confirmed(user: User) -> Client:
    """Signed in a moment ago, password and all."""
    client = cast.client_for()
    acts.sign_in(client, user)
    return client


def enrol(client: Client) -> str:
    """Enrol an app through the pages; returns its secret."""
    secret = secret_on(client.get("/akun/faktor/aplikasi/").content.decode())
    response = client.post("/akun/faktor/aplikasi/", {"code": acts.code(secret)})
    assert response["Location"] == "/akun/faktor/pemulihan/"
    return secret


def test_the_secret_on_the_page_makes_codes_that_are_accepted() -> None:
    oki = cast.person("operator")
    enrol(confirmed(oki))
    assert factors.enrolled([oki.pk]) == {oki.pk}


def test_a_wrong_first_code_enrols_nothing_and_says_what_to_do() -> None:
    oki = cast.person("operator")
    client = confirmed(oki)
    client.get("/akun/faktor/aplikasi/")
    page = client.post("/akun/faktor/aplikasi/", {"code": "000000"}).content.decode()
    assert "Tunggu kode berikutnya" in page
    assert factors.enrolled([oki.pk]) == frozenset()


def test_the_picture_is_drawn_without_style() -> None:
    page = confirmed(cast.person("operator")).get("/akun/faktor/aplikasi/").content.decode()
    assert '<svg class="qr"' in page
    assert "style=" not in page


def test_signing_in_asks_for_the_code_and_takes_it_once() -> None:
    wati = cast.person("walidata")
    client = cast.client_for()
    assert acts.sign_in(client, wati)["Location"] == "/masuk/faktor/"
    assert not acts.is_signed_in(client)
    code = acts.code()
    assert client.post("/masuk/faktor/", {"code": code})["Location"] == "/tugas/"
    assert acts.is_signed_in(client)
    thief = cast.client_for()
    acts.sign_in(thief, wati)
    assert "tidak cocok" in thief.post("/masuk/faktor/", {"code": code}).content.decode()
    assert not acts.is_signed_in(thief)


@pytest.mark.parametrize(("steps", "expected"), [(-3, False), (-1, True), (1, True), (3, False)])
def test_a_phone_may_be_off_by_half_a_minute(steps: int, expected: bool) -> None:
    client = cast.client_for()
    acts.sign_in(client, cast.person("walidata"))
    client.post("/masuk/faktor/", {"code": acts.code(steps=steps)})
    assert acts.is_signed_in(client) is expected


def test_a_used_code_stays_used_for_as_long_as_it_would_be_accepted() -> None:
    wati, code = cast.person("walidata"), acts.code(steps=1)
    for expected in (True, False):
        client = cast.client_for()
        acts.sign_in(client, wati)
        client.post("/masuk/faktor/", {"code": f" {code[:3]} {code[3:]} "})
        assert acts.is_signed_in(client) is expected
        Counter.objects.filter(cache_key__contains="totp.used").delete()  # half a minute later


def test_a_recovery_code_replaces_the_app_once() -> None:
    oki = cast.person("operator")
    client = confirmed(oki)
    enrol(client)
    page = client.get("/akun/faktor/pemulihan/").content.decode()
    codes = re.findall(r'<li class="kode">(\d{8})</li>', page)
    assert len(set(codes)) == 10
    for expected in (True, False):
        browser = cast.client_for()
        acts.sign_in(browser, oki)
        browser.post("/masuk/faktor/", {"code": codes[0]})
        assert acts.is_signed_in(browser) is expected


def test_codes_download_as_text_and_new_ones_replace_them() -> None:
    client = confirmed(cast.person("operator"))
    enrol(client)
    file = client.get("/akun/faktor/pemulihan/unduh/")
    assert "kode-pemulihan-simpul.txt" in file["Content-Disposition"]
    before = re.findall(r"^\d{8}$", file.content.decode(), re.M)
    client.post("/akun/faktor/pemulihan/baru/")
    after = re.findall(r"^\d{8}$", client.get("/akun/faktor/pemulihan/unduh/").content.decode(), re.M)
    assert len(before) == len(after) == 10
    assert not set(before) & set(after)


def test_secrets_are_closed_at_rest() -> None:
    client = confirmed(cast.person("operator"))
    secret = enrol(client)
    codes = client.get("/akun/faktor/pemulihan/unduh/").content.decode().split()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not [code for code in codes if code.isdigit() and code in stored]
    assert stored.count("gAAAA") == 2  # Fernet, for the app and for the seed of the codes


@pytest.mark.django_db(transaction=True)
def test_enrolling_ends_sessions_that_were_opened_without_the_factor() -> None:
    oki = cast.person("operator")
    elsewhere, here = cast.client_for(oki), confirmed(oki)
    enrol(here)
    assert not acts.is_signed_in(elsewhere)
    assert acts.is_signed_in(here)


def test_the_person_is_told_by_mail_and_the_record_names_the_kind(
    django_capture_on_commit_callbacks,
) -> None:
    client = confirmed(cast.person("operator"))
    with django_capture_on_commit_callbacks(execute=True):
        enrol(client)
    assert "Aplikasi autentikator dipasang" in mail.outbox[0].subject
    entry = Entry.objects.within(Scope.system("test")).filter(action="akun.faktor-pasang").get()
    assert (entry.actor_label, entry.details) == ("Oki", {"jenis": "totp"})


def test_enrolling_fulfils_the_duty_of_a_restored_person(django_capture_on_commit_callbacks) -> None:
    oki = cast.person("operator")
    User.objects.filter(pk=oki.pk).update(must_enrol=True)
    client = confirmed(oki)
    with django_capture_on_commit_callbacks(execute=True):
        enrol(client)
    assert not User.objects.get(pk=oki.pk).must_enrol


def test_after_enrolment_the_person_goes_on_to_where_they_were_going() -> None:
    client = confirmed(cast.person("operator"))
    client.get("/akun/faktor/wajib/?next=/akun/sandi/")
    enrol(client)
    assert 'href="/akun/sandi/"' in client.get("/akun/faktor/pemulihan/").content.decode()


def test_taking_the_app_off_asks_who_is_there() -> None:
    wati = cast.person("walidata")
    client = cast.client_for(wati)
    response = client.get("/akun/faktor/aplikasi/lepas/")
    assert response["Location"].startswith("/akun/periksa/?next=")
    response = client.post("/akun/faktor/aplikasi/lepas/")
    assert response["Location"].startswith("/akun/periksa/")
    assert factors.enrolled([wati.pk]) == {wati.pk}
    client.post("/akun/periksa/?next=/akun/faktor/aplikasi/lepas/", {"password": cast.PASSWORD})
    client.post("/akun/faktor/aplikasi/lepas/")
    assert factors.enrolled([wati.pk]) == frozenset()


def test_a_code_serves_to_confirm_as_well_as_the_password() -> None:
    wati = cast.person("walidata")
    client = cast.client_for(wati)
    client.get("/akun/faktor/aplikasi/lepas/")
    page = client.get("/akun/periksa/kode/").content.decode()
    assert "Pakai kata sandi" in page
    client.post("/akun/periksa/kode/", {"code": acts.code()})
    assert client.get("/akun/faktor/aplikasi/lepas/").status_code == 200


def test_a_wrong_password_does_not_confirm() -> None:
    client = cast.client_for(cast.person("walidata"))
    page = client.post("/akun/periksa/", {"password": "bukan-ini-kata-sandinya"}).content.decode()
    assert "Kata sandi tidak cocok" in page
    assert client.get("/akun/faktor/aplikasi/lepas/").status_code == 302


def test_a_sign_in_of_long_ago_does_not_confirm() -> None:
    client = confirmed(cast.person("operator"))
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    assert client.get("/akun/faktor/aplikasi/")["Location"].startswith("/akun/periksa/")


def test_the_overview_says_what_is_there() -> None:
    page = cast.client_for(cast.person("walidata")).get("/akun/faktor/").content.decode()
    assert "terpasang" in page
    assert "belum terpasang" not in page
    page = cast.client_for(cast.person("operator")).get("/akun/faktor/").content.decode()
    assert "belum terpasang" in page
