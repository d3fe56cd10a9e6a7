"""Attacks on signing in; each test names the defence that it proves, and fails without it."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from simpul.accounts.models import Counter, User
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db
WRONG = "bukan-kata-sandinya-5"


def guess(client: Client, address: str, times: int, **headers: str) -> str:
    """Try wrong passwords; the last page."""
    page = ""
    for number in range(times):
        fields = {"login": address, "password": f"{WRONG}{number}"}
        page = client.post("/masuk/", fields, **headers).content.decode()
    return page


def from_address(number: int) -> dict[str, str]:
    return {"REMOTE_ADDR": f"10.0.0.{number}"}


def test_guessing_the_password_of_one_account_stops_after_five_even_with_the_right_one() -> None:
    oki, client = cast.person("operator"), cast.client_for()
    guess(client, oki.email, 5)
    assert "Terlalu banyak percobaan" in acts.sign_in(client, oki).content.decode()
    assert not acts.is_signed_in(client)


def test_guessing_from_many_machines_does_not_help() -> None:
    oki = cast.person("operator")
    for number in range(5):
        guess(cast.client_for(), oki.email, 1, **from_address(number))
    assert "Terlalu banyak percobaan" in guess(cast.client_for(), oki.email, 1, **from_address(99))


def test_guessing_at_many_host_names_does_not_help() -> None:
    oki = cast.person("operator")
    for number in range(5):
        guess(Client(SERVER_NAME=f"host{number}.localhost"), oki.email, 1, **from_address(number))
    page = guess(Client(SERVER_NAME="host9.localhost"), oki.email, 1, **from_address(9))
    assert "Terlalu banyak percobaan" in page


def test_guessing_with_another_spelling_of_the_address_does_not_help() -> None:
    oki = cast.person("operator")
    for number, spelling in enumerate(
        ("OKI@uji.localhost", "Oki@Uji.localhost", oki.email, " oki@UJI.localhost")
    ):
        guess(cast.client_for(), spelling, 1, **from_address(number))
    guess(cast.client_for(), oki.email, 1, **from_address(7))
    assert "Terlalu banyak percobaan" in guess(cast.client_for(), oki.email, 1, **from_address(8))


def test_spraying_one_password_over_many_accounts_stops_after_thirty_a_minute() -> None:
    page = "".join(guess(cast.client_for(), f"orang{number}@uji.localhost", 1) for number in range(31))
    assert page.count("Terlalu banyak percobaan") == 1


def test_a_forged_forwarding_header_does_not_make_another_machine() -> None:
    for number in range(30):
        forged = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}"}
        guess(cast.client_for(), f"orang{number}@uji.localhost", 1, **forged)
    page = guess(cast.client_for(), "lain@uji.localhost", 1, HTTP_X_FORWARDED_FOR="203.0.113.99")
    assert "Terlalu banyak percobaan" in page


def test_guessing_the_code_of_the_second_step_stops_after_five() -> None:
    wati, client = cast.person("walidata"), cast.client_for()
    acts.sign_in(client, wati)
    for number in range(5):
        client.post("/masuk/faktor/", {"code": f"00000{number}"})
    page = client.post("/masuk/faktor/", {"code": acts.code()}).content.decode()
    assert "Terlalu banyak percobaan" in page
    assert not acts.is_signed_in(client)


def test_attempts_are_counted_where_all_processes_see_them() -> None:
    guess(cast.client_for(), cast.person("operator").email, 1)
    assert Counter.objects.filter(cache_key__contains="login_failed").count() == 2  # by machine, by account


def test_counters_hold_no_address() -> None:
    guess(cast.client_for(), cast.person("operator").email, 1)
    stored = str(list(Counter.objects.values_list("cache_key", "value")))
    assert "oki" not in stored


def test_the_page_for_too_many_requests_is_ours_and_calm(settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    client = cast.client_for()
    for number in range(3):
        response = client.post("/masuk/", {"login": f"a{number}@uji.localhost", "password": ""})
    assert response.status_code == 429
    assert "Tunggu lima menit" in response.content.decode()
    assert 'class="kop"' in response.content.decode()


def test_known_and_unknown_addresses_get_the_same_answer_at_the_door() -> None:
    oki = cast.person("operator")
    pages = [guess(cast.client_for(), address, 1) for address in (oki.email, "okx@uji.localhost")]
    assert plain(pages[0]) == plain(pages[1]).replace("okx@", "oki@")


def test_known_and_unknown_addresses_get_the_same_answer_to_a_forgotten_password() -> None:
    """Both get one letter each, so that neither the page nor its duration tells them apart."""
    addresses = (cast.person("operator").email, acts.newcomer().email, "tidak-ada@uji.localhost")
    pages = []
    for address in addresses:
        answer = cast.client_for().post("/akun/sandi/lupa/", {"email": address}, follow=True)
        pages.append((answer.redirect_chain, plain(answer.content.decode())))
    assert pages[0] == pages[1] == pages[2]
    assert [letter.to for letter in mail.outbox] == [[address] for address in addresses]


def plain(page: str) -> str:
    """The page without what differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_an_unknown_address_costs_the_hasher_as_much_as_a_known_one(monkeypatch) -> None:
    made: list[str] = []
    real = User.set_password
    monkeypatch.setattr(User, "set_password", lambda user, raw: (made.append("hash"), real(user, raw))[1])
    guess(cast.client_for(), "tidak-ada@uji.localhost", 1)
    assert made == ["hash"]


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "https://evil.example/",
        "http:///evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "https://tetangga.localhost/",
        " //evil.example",
        "/\t/evil.example",
    ],
)
def test_the_way_on_after_signing_in_and_out_stays_on_this_site(target: str) -> None:
    oki = cast.person("operator")
    for path in ("/masuk/", f"/masuk/?next={target}"):
        client = cast.client_for()
        fields = {"login": oki.email, "password": cast.PASSWORD, "next": target}
        assert client.post(path, fields)["Location"] == "/tugas/"
        assert client.post("/keluar/", {"next": target})["Location"] == "/masuk/"
    confirm = cast.client_for(oki).post("/akun/periksa/", {"password": cast.PASSWORD, "next": target})
    assert confirm["Location"] == "/tugas/"


def test_a_session_planted_before_signing_in_is_worth_nothing_afterwards() -> None:
    oki, victim = cast.person("operator"), cast.client_for()
    victim.get("/masuk/?next=/akun/")
    victim.session.save()
    planted = victim.session.session_key
    victim.cookies["sessionid"] = planted
    acts.sign_in(victim, oki)
    assert victim.session.session_key != planted
    thief = cast.client_for()
    thief.cookies["sessionid"] = planted
    assert not acts.is_signed_in(thief)


def test_a_session_planted_before_accepting_an_invitation_is_worth_nothing_afterwards() -> None:
    issued, victim = acts.invited(acts.newcomer()), cast.client_for(cast.person("operator"))
    planted = victim.session.session_key
    fields = {"name": "Nurul", "password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD}
    victim.post(issued.link, fields)
    assert victim.session.session_key != planted


def test_the_second_step_cannot_be_left_out() -> None:
    wati, client = cast.person("walidata"), cast.client_for()
    acts.sign_in(client, wati)
    for path in ("/akun/", "/akun/faktor/", "/akun/faktor/pemulihan/", "/akun/faktor/wajib/"):
        assert client.get(path)["Location"].startswith("/masuk/")
    assert client.get("/masuk/")["Location"] == "/masuk/faktor/"


@pytest.mark.parametrize(
    "path",
    [
        "/masuk/",
        "/keluar/",
        "/akun/perangkat/",
        "/akun/sandi/",
        "/akun/sandi/lupa/",
        "/akun/periksa/",
        "/akun/faktor/aplikasi/",
        "/akun/faktor/aplikasi/lepas/",
        "/akun/faktor/pemulihan/baru/",
        "/akun/faktor/kunci/tambah/",
    ],
)
def test_a_form_from_another_site_is_refused(path: str) -> None:
    client = Client(enforce_csrf_checks=True, SERVER_NAME=cast.government().address)
    client.force_login(cast.person("operator"))
    assert client.post(path, {}).status_code == 403


def test_an_invitation_from_another_site_is_refused() -> None:
    issued = acts.invited(acts.newcomer())
    client = Client(enforce_csrf_checks=True, SERVER_NAME=cast.government().address)
    fields = {"name": "Nurul", "password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD}
    assert client.post(issued.link, fields).status_code == 403


def test_passkeys_of_others_cannot_be_renamed_or_removed() -> None:
    from allauth.mfa.models import Authenticator

    data = {"name": "Laptop", "credential": {}}
    key = Authenticator.objects.create(user=cast.person("walidata"), type="webauthn", data=data)
    client = cast.client_for()
    acts.sign_in(client, cast.person("operator"))
    for act in ("nama", "hapus"):
        assert client.post(f"/akun/faktor/kunci/{key.pk}/{act}/", {"name": "X"}).status_code >= 400
    assert Authenticator.objects.get(pk=key.pk).data["name"] == "Laptop"


def test_nobody_signs_up_by_themselves() -> None:
    client = cast.client_for()
    for path in ("/signup/", "/accounts/signup/", "/daftar/", "/masuk/daftar/", "/accounts/login/"):
        assert client.get(path).status_code >= 400


def test_the_session_cookie_cannot_be_read_by_scripts_nor_sent_by_other_sites() -> None:
    client = cast.client_for()
    response = acts.sign_in(client, cast.person("operator"))
    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_link_to_a_new_password_does_not_leak_by_referrer() -> None:
    cast.client_for().post("/akun/sandi/lupa/", {"email": cast.person("operator").email})
    found = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)
    assert found
    response = cast.client_for().get(found[1])
    assert response["Location"].endswith("set-password/")
    assert response["Referrer-Policy"] == "same-origin"


def test_pages_behind_a_secret_link_are_never_kept() -> None:
    issued = acts.invited(acts.newcomer())
    assert "no-store" in cast.client_for().get(issued.link)["Cache-Control"]


def test_locks_are_released_when_the_time_is_over() -> None:
    """The counter itself expires; no second clock has to agree with it."""
    oki = cast.person("operator")
    guess(cast.client_for(), oki.email, 5)
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    Counter.objects.update(expires=past)
    assert cache.get("allauth:anything") is None
    assert acts.sign_in(cast.client_for(), oki)["Location"] == "/tugas/"
