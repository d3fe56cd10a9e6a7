"""Letters: plain, whole, and never the reason that an act fails."""

import pytest
from django.core import mail
from django.utils import translation

from simpul.accounts import mails
from simpul.accounts.models import User
from simpul.accounts.operations import invitations
from simpul.core.scope import Scope
from tests import cast
from tests.accounts import acts

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Nurul",
    "inviter": "Adi",
    "link": "https://uji.localhost/undangan/x/",
    "until": "28 November 2026, 09.12 WITA",
    "days": 7,
    "user": "Nurul",
    "password_reset_url": "https://uji.localhost/akun/sandi/baru/x/",
}


@pytest.mark.parametrize("name", [*mails.LETTERS, *mails.NOTICES])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_letter_is_whole_and_plain(name: str, language: str) -> None:
    with translation.override(language):
        letter = mails.compose(name, "nurul@uji.localhost", "Kabupaten Uji", FACTS)
    assert "⟦" not in letter.body
    assert "Kabupaten Uji" in letter.body
    assert "<" not in letter.body
    assert letter.subject.endswith(" · Kabupaten Uji")
    assert max(len(line) for line in letter.body.splitlines()) < 140


def test_signs_of_html_in_a_name_stay_as_they_are() -> None:
    letter = mails.compose("invitation", "a@b.id", "Kabupaten Uji", {**FACTS, "name": "Bu <Nur> & Pak O'o"})
    assert "Bu <Nur> & Pak O'o" in letter.body


def test_a_line_break_in_a_name_makes_no_header(django_capture_on_commit_callbacks) -> None:
    user = User.objects.create_user(email="n@uji.localhost", name="Nurul\nBcc: evil@example.com")
    with django_capture_on_commit_callbacks(execute=True):
        invitations.invite(scope=Scope.system("test"), place=acts.place(), user=user)
    assert mail.outbox[0].recipients() == ["n@uji.localhost"]
    assert "evil" not in str(mail.outbox[0].message().get("Bcc"))


def test_a_silent_mail_server_does_not_undo_a_change_of_password(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    oki = cast.person("operator")
    fields = {"password1": acts.NEW_PASSWORD, "password2": acts.NEW_PASSWORD, "oldpassword": cast.PASSWORD}
    assert cast.client_for(oki).post("/akun/sandi/", fields).status_code == 302
    assert User.objects.get(pk=oki.pk).check_password(acts.NEW_PASSWORD)


def test_letters_of_others_acts_are_indonesian_whatever_the_language_of_their_page() -> None:
    with translation.override("en"):
        mails.send_restoration_requested(cast.person("walidata"), acts.place())
    assert mail.outbox[0].body.startswith("Yth. Wati,")


def test_the_letter_with_a_new_password_leads_to_the_government_that_was_asked() -> None:
    there = cast.neighbour()
    cast.government()
    oki = cast.person("operator", there)
    cast.client_for(None, there).post("/akun/sandi/lupa/", {"email": oki.email})
    assert "http://tetangga.localhost/akun/sandi/baru/" in mail.outbox[0].body
    assert "Kabupaten Tetangga" in mail.outbox[0].subject
