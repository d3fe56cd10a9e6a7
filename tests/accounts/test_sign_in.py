"""Signing in and out, forgotten and changed passwords, and accepting an invitation, page by page."""

import re

import pytest
from django.contrib.auth import password_validation
from django.core import mail

from simpul.accounts.models import User
from simpul.accounts.operations import invitations
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db


def ask_for_link(address: str) -> str:
    """Ask for a new password; the path in the letter, "" when there is none."""
    mail.outbox.clear()
    cast.client_for().post("/akun/sandi/lupa/", {"email": address})
    found = re.search(r"http://[^/]+(/akun/sandi/baru/\S+)", mail.outbox[0].body)
    return found[1] if found else ""


def test_address_and_password_open_the_door() -> None:
    oki = cast.person("operator")
    client = cast.client_for()
    assert acts.sign_in(client, oki)["Location"] == "/tugas/"
    assert acts.is_signed_in(client)


def test_capital_letters_and_spaces_around_the_address_do_not_matter() -> None:
    cast.person("operator")
    client = cast.client_for()
    client.post("/masuk/", {"login": "  OKI@UJI.localhost ", "password": cast.PASSWORD})
    assert acts.is_signed_in(client)


def test_the_door_leads_to_where_the_person_was_going() -> None:
    oki = cast.person("operator")
    client = cast.client_for()
    page = client.get("/masuk/?next=/akun/sandi/").content.decode()
    assert 'name="next" value="/akun/sandi/"' in page
    assert acts.sign_in(client, oki, next="/akun/sandi/")["Location"] == "/akun/sandi/"


def test_an_error_keeps_the_address_and_not_the_password() -> None:
    oki = cast.person("operator")
    page = acts.sign_in(cast.client_for(), oki, "salah-sama-sekali-9").content.decode()
    assert 'value="oki@uji.localhost"' in page
    assert "salah-sama-sekali-9" not in page


def test_signing_out_needs_a_press_and_ends_the_session() -> None:
    client = cast.client_for(cast.person("operator"))
    assert "Keluar dari Simpul" in client.get("/keluar/").content.decode()
    assert acts.is_signed_in(client)
    assert "Anda sudah keluar" in client.post("/keluar/", follow=True).content.decode()
    assert not acts.is_signed_in(client)


def test_a_session_lasts_until_the_browser_closes_unless_the_person_says_otherwise() -> None:
    oki = cast.person("operator")
    brief, long = cast.client_for(), cast.client_for()
    acts.sign_in(brief, oki)
    acts.sign_in(long, oki, remember="on")
    assert brief.session.get_expire_at_browser_close()
    assert not long.session.get_expire_at_browser_close()


def test_a_forgotten_password_is_made_anew_by_a_link_that_works_once() -> None:
    oki = cast.person("operator")
    link, client = ask_for_link(oki.email), cast.client_for()
    form = client.get(link, follow=True)
    path = form.redirect_chain[-1][0]
    client.post(path, {"password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD})
    assert User.objects.get(pk=oki.pk).check_password(acts.NEW_PASSWORD)
    assert "tidak berlaku lagi" in cast.client_for().get(link, follow=True).content.decode()


def test_a_new_password_ends_all_sessions() -> None:
    oki = cast.person("operator")
    elsewhere, client = cast.client_for(oki), cast.client_for()
    path = client.get(ask_for_link(oki.email), follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD})
    assert not acts.is_signed_in(elsewhere)


def test_who_was_invited_and_has_not_accepted_gets_no_link_past_the_invitation() -> None:
    user = acts.newcomer()
    acts.invited(user)
    assert ask_for_link(user.email) == ""
    assert "undangan" in mail.outbox[0].body


def test_a_deactivated_person_gets_no_link() -> None:
    oki = cast.person("operator")
    User.objects.filter(pk=oki.pk).update(is_active=False)
    assert ask_for_link(oki.email) == ""


def test_changing_the_password_wants_the_present_one_and_ends_other_sessions() -> None:
    oki = cast.person("operator")
    here, elsewhere = cast.client_for(oki), cast.client_for(oki)
    fields = {"password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD}
    page = here.post("/akun/sandi/", {**fields, "oldpassword": "bukan-yang-ini-8"}).content.decode()
    assert "tidak cocok" in page
    response = here.post("/akun/sandi/", {**fields, "oldpassword": cast.PASSWORD}, follow=True)
    assert "Perangkat lain diminta masuk lagi" in response.content.decode()
    assert acts.is_signed_in(here)
    assert not acts.is_signed_in(elsewhere)


def test_all_other_devices_can_be_sent_away() -> None:
    oki = cast.person("operator")
    here, elsewhere = cast.client_for(oki), cast.client_for(oki)
    assert "sudah dikeluarkan" in here.post("/akun/perangkat/", follow=True).content.decode()
    assert not acts.is_signed_in(elsewhere)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("pendek-9", "pendek"),
        ("8301957264018", "angka"),
        ("operator-oki@uji.localhost", "mirip"),
        ("password1234567", ""),
    ],
)
def test_each_rule_for_passwords_is_kept(password: str, says: str) -> None:
    client = cast.client_for(cast.person("operator"))
    fields = {"oldpassword": cast.PASSWORD, "password1": password, "password2": password}
    response = client.post("/akun/sandi/", fields)
    if says:
        assert says in response.content.decode()
        assert not User.objects.get(name="Oki").check_password(password)


def test_a_common_password_is_refused() -> None:
    client = cast.client_for(cast.person("operator"))
    common = "1qaz2wsx3edc4rfv"
    fields = {"oldpassword": cast.PASSWORD, "password1": common, "password2": common}
    assert "umum" in client.post("/akun/sandi/", fields).content.decode()


def test_the_rules_stand_on_the_page_before_anything_is_typed() -> None:
    """Were a rule added or its length changed, the words would have to follow."""
    rules = password_validation.get_default_password_validators()
    assert {type(rule).__name__ for rule in rules} == {
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    }
    assert [rule.min_length for rule in rules if hasattr(rule, "min_length")] == [12]
    issued = acts.invited(acts.newcomer())
    for client, path in (
        (cast.client_for(cast.person("operator")), "/akun/sandi/"),
        (cast.client_for(), issued.link),
    ):
        page = client.get(path).content.decode()
        assert page.index("paling sedikit 12 karakter") < page.index('name="password1"')


def test_an_invitation_is_accepted_in_one_form_and_the_person_is_in() -> None:
    issued, client = acts.invited(acts.newcomer()), cast.client_for()
    assert "Adi mengundang Anda" in client.get(issued.link).content.decode()
    fields = {"name": "Nurul Hidayah", "password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD}
    assert client.post(issued.link, fields)["Location"] == "/akun/faktor/wajib/"
    assert "Nurul Hidayah" in client.get("/akun/").content.decode()
    assert client.get("/akun/faktor/aplikasi/").status_code == 200  # no second question right after


def test_two_different_passwords_keep_the_name_that_was_typed() -> None:
    issued = acts.invited(acts.newcomer())
    fields = {"name": "Nurul Hidayah", "password1": acts.NEW_PASSWORD, "password2": "lain-sama-sekali-77"}
    page = cast.client_for().post(issued.link, fields).content.decode()
    assert "Kedua kata sandi tidak sama" in page
    assert 'value="Nurul Hidayah"' in page


def test_an_invitation_opened_in_somebody_elses_browser_changes_the_session() -> None:
    issued, client = acts.invited(acts.newcomer()), cast.client_for(cast.person("operator"))
    fields = {"name": "Nurul", "password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD}
    client.post(issued.link, fields)
    assert client.session["_auth_user_id"] == str(User.objects.get(name="Nurul").pk)
    assert client.get("/akun/faktor/aplikasi/").status_code == 200  # and still no second question


def test_each_dead_link_says_why_and_what_to_do() -> None:
    issued = acts.invited(acts.newcomer())
    response = cast.client_for().get("/undangan/tidak-ada/")
    assert (response.status_code, "tidak dikenal" in response.content.decode()) == (404, True)
    invitations.accept(token=acts.token_of(issued.link), name="Nurul", password=acts.NEW_PASSWORD)
    response = cast.client_for().get(issued.link)
    assert (response.status_code, "sudah dipakai" in response.content.decode()) == (410, True)
