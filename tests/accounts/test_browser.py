"""Through a real browser: from the invitation to the second factor, and passkeys on a virtual device."""

import pytest
from playwright.sync_api import Page, expect

from simpul.accounts.models import User
from simpul.accounts.operations import invitations
from tests import cast
from tests.accounts import acts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def link_for(page: Page) -> str:
    issued = acts.invited(acts.newcomer())
    return f"/undangan/{acts.token_of(issued.link)}/"


def accept(page: Page) -> None:
    """Open the letter's link and choose name and password."""
    page.goto(link_for(page))
    page.get_by_label("Nama lengkap").fill("Nurul Hidayah")
    page.get_by_label("Kata sandi", exact=True).fill(acts.NEW_PASSWORD)
    page.get_by_label("Ketik sekali lagi").fill(acts.NEW_PASSWORD)
    page.get_by_role("button", name="Simpan dan masuk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pasang pengaman kedua")


def sign_out(page: Page) -> None:
    page.goto("/keluar/")
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_text("Anda sudah keluar.")).to_be_visible()


def fill_in(page: Page, email: str, password: str) -> None:
    page.goto("/masuk/?next=/akun/")
    page.get_by_label("Alamat surel").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()


def with_device(page: Page) -> str:
    """Plug in a virtual device that knows its owner; returns its id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def add_passkey(page: Page, name: str) -> None:
    page.goto("/akun/faktor/kunci/tambah/")
    page.get_by_label("Nama kunci").fill(name)
    page.get_by_role("button", name="Tambah kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")


def test_invitation_password_app_sign_out_and_in_again(page: Page) -> None:
    accept(page)
    page.get_by_role("link", name="Pasang aplikasi").click()
    secret = page.locator(".rahasia").inner_text().replace(" ", "")
    page.get_by_label("Kode", exact=True).fill(acts.code(secret))
    page.get_by_role("button", name="Pasang", exact=True).click()
    expect(page.locator(".kode-pemulihan li")).to_have_count(10)
    sign_out(page)
    fill_in(page, "nurul@uji.localhost", acts.NEW_PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Langkah kedua")
    # The code that enrolled the app may serve once more, as it has not yet been used to sign in.
    page.get_by_label("Kode", exact=True).fill(acts.code(secret))
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.locator("dd", has_text="Nurul Hidayah")).to_be_visible()


def test_a_passkey_signs_in_without_a_password(page: Page) -> None:
    with_device(page)
    accept(page)
    add_passkey(page, "Ponsel Nurul")
    sign_out(page)
    page.goto("/masuk/?next=/akun/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Akun dan keamanan")
    page.goto("/akun/faktor/")
    expect(page.locator("b", has_text="Ponsel Nurul")).to_be_visible()


def test_a_passkey_serves_as_second_step_and_to_confirm_and_can_be_renamed_and_removed(page: Page) -> None:
    with_device(page)
    accept(page)
    add_passkey(page, "Ponsel Nurul")
    sign_out(page)
    fill_in(page, "nurul@uji.localhost", acts.NEW_PASSWORD)
    page.get_by_role("button", name="Pakai kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Akun dan keamanan")
    page.goto("/akun/faktor/")
    page.get_by_role("link", name="Ganti nama Ponsel Nurul").click()
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    page.get_by_role("button", name="Simpan nama").click()
    page.get_by_role("link", name="Hapus Laptop kantor").click()
    page.get_by_role("button", name="Hapus kunci sandi").click()
    expect(page.get_by_text("Kunci sandi sudah dihapus.")).to_be_visible()
    expect(page.get_by_text("Laptop kantor")).to_have_count(0)


def test_a_passkey_confirms_before_a_sensitive_act(page: Page) -> None:
    with_device(page)
    accept(page)
    add_passkey(page, "Ponsel Nurul")
    age_of_session(page)
    page.goto("/akun/faktor/aplikasi/")
    page.get_by_role("link", name="Pakai kunci sandi").click()
    page.get_by_role("button", name="Pakai kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pasang aplikasi autentikator")


def age_of_session(page: Page) -> None:
    """Let ten minutes pass for the session."""
    from django.contrib.sessions.backends.db import SessionStore

    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    session = SessionStore(cookies["sessionid"])
    for record in session["account_authentication_methods"]:
        record["at"] -= 600
    session.save()


def test_a_device_that_says_no_leads_to_a_sentence_and_another_way(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    cast.government()
    page.goto("/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "hasUserVerification": False}})
    expect(page.get_by_role("alert")).to_contain_text("cara lain", timeout=30_000)


def test_a_passkey_of_a_deactivated_person_opens_nothing(page: Page) -> None:
    with_device(page)
    accept(page)
    add_passkey(page, "Ponsel Nurul")
    sign_out(page)
    User.objects.filter(name="Nurul Hidayah").update(is_active=False)
    page.goto("/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Akun ini sedang dinonaktifkan")


def test_signing_in_and_enrolling_an_app_work_without_script(chromium, live_server) -> None:
    oki = cast.person("operator")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    fill_in(page, oki.email, cast.PASSWORD)
    page.goto("/akun/faktor/aplikasi/")
    secret = page.locator(".rahasia").inner_text().replace(" ", "")
    page.get_by_label("Kode", exact=True).fill(acts.code(secret))
    page.get_by_role("button", name="Pasang", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    page.goto("/akun/faktor/kunci/tambah/")
    expect(page.get_by_text("dengan JavaScript menyala")).to_be_visible()
    context.close()


def test_a_used_link_offers_the_way_in(page: Page) -> None:
    link = link_for(page)
    token = link.removeprefix("/undangan/").rstrip("/")
    invitations.accept(token=token, name="Nurul", password=acts.NEW_PASSWORD)
    page.goto(link)
    expect(page.get_by_text("Undangan ini sudah dipakai")).to_be_visible()
    page.get_by_role("link", name="Masuk", exact=True).click()
    expect(page).to_have_url(f"{page.url.split('/masuk')[0]}/masuk/")
