"""Settings of the government: name, address, zone, week, crest; and each connection tried for real."""

import io
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core import mail

from simpul.audit.models import Entry
from simpul.core.scope import Scope
from simpul.organizations import addresses
from simpul.organizations.models import ConnectionTest, Government
from simpul.organizations.operations import governments
from simpul.site import connections
from tests import cast

pytestmark = pytest.mark.django_db

SYSTEM = Scope.system("test")
FACTS = {
    "name": "Pemerintah Kabupaten Uji",
    "short_name": "Kabupaten Uji",
    "address": "uji.localhost",
    "zone": "Asia/Makassar",
    "office_week": 5,
}


@pytest.fixture
def client():
    return cast.client_for(cast.person("administrator"))


def test_a_change_is_kept_audited_and_seen_at_once(client):
    before = cast.government().content_version
    answer = client.post("/kelola/pengaturan/", {**FACTS, "short_name": "Kab. Uji", "office_week": 6})
    assert answer.status_code == 302
    changed = Government.objects.get(pk=cast.government().pk)
    assert (changed.short_name, changed.office_week) == ("Kab. Uji", 6)
    assert changed.content_version > before
    entry = Entry.objects.within(SYSTEM).get(action="pemerintah.ubah")
    assert entry.details["sebelum"] == {"short_name": "Kabupaten Uji", "office_week": 5}


def test_saving_the_same_again_changes_and_records_nothing(client):
    client.post("/kelola/pengaturan/", FACTS)
    assert not Entry.objects.within(SYSTEM).filter(action="pemerintah.ubah").exists()


REFUSED = {
    "an address of somebody else": (
        {"address": "tetangga.localhost"},
        "sudah dipakai pemerintah daerah lain",
    ),
    "an address with a path": ({"address": "uji.id/simpul"}, "Tulis nama host saja"),
    "no name": ({"name": ""}, "tidak boleh kosong"),
    "an unknown zone": ({"zone": "Europe/Paris"}, "Masukkan pilihan yang valid"),
    "a week of three days": ({"office_week": 3}, "Masukkan pilihan yang valid"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_is_told_at_its_field(client, kind):
    cast.neighbour()
    change, sentence = REFUSED[kind]
    page = client.post("/kelola/pengaturan/", {**FACTS, **change}).content.decode()
    assert sentence.lower() in page.lower()
    assert Government.objects.get(pk=cast.government().pk).address == "uji.localhost"


def test_a_government_answers_at_its_new_address_at_once():
    scope = cast.scope_of(cast.person("administrator"))
    governments.change_settings(scope=scope, government=cast.government(), address="baru.localhost")
    assert addresses.government_at("baru.localhost").pk == cast.government().pk


def test_a_crest_is_uploaded_and_taken_away_in_the_browser(client):
    upload = io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>')
    upload.name = "lambang.svg"
    client.post("/kelola/pengaturan/lambang/", {"file": upload})
    page = client.get("/kelola/pengaturan/").content.decode()
    url = Government.objects.get(pk=cast.government().pk).crest_url
    assert f'src="{url}"' in page
    assert "Hapus lambang daerah?" in client.post("/kelola/pengaturan/lambang/hapus/").content.decode()
    client.post("/kelola/pengaturan/lambang/hapus/", {"yakin": "ya"})
    assert client.get(url).status_code == 404


def test_a_refused_crest_is_told_at_its_field(client):
    upload = io.BytesIO(b"GIF89a")
    upload.name = "lambang.gif"
    page = client.post("/kelola/pengaturan/lambang/", {"file": upload}).content.decode()
    assert "bukan PNG atau SVG" in page


def test_a_crest_is_not_shown_at_another_address(client):
    upload = io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>')
    upload.name = "lambang.svg"
    client.post("/kelola/pengaturan/lambang/", {"file": upload})
    url = Government.objects.get(pk=cast.government().pk).crest_url
    assert cast.client_for(owner=cast.neighbour()).get(url).status_code == 404


def test_the_mail_button_sends_a_letter_to_the_person_who_pressed_it(client):
    client.post("/kelola/pengaturan/sambungan/surel/")
    (letter,) = mail.outbox
    assert letter.to == ["adi@uji.localhost"]
    assert letter.subject == "Uji surel Simpul, Kabupaten Uji"
    assert "⟦" not in letter.body
    assert last("surel").succeeded
    assert "menerima suratnya" in client.get("/kelola/pengaturan/sambungan/").content.decode()


def last(connection: str) -> ConnectionTest:
    return ConnectionTest.objects.within(SYSTEM).get(connection=connection)


def test_a_mail_server_that_does_not_answer_is_named_with_its_setting(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    client.post("/kelola/pengaturan/sambungan/surel/")
    kept = last("surel")
    assert not kept.succeeded
    assert "menolak sambungan" in kept.sentence
    assert "SIMPUL_EMAIL_PORT" in kept.sentence


def test_a_later_try_replaces_the_earlier_one(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    client.post("/kelola/pengaturan/sambungan/surel/")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.post("/kelola/pengaturan/sambungan/surel/")
    assert last("surel").succeeded


def test_the_storage_button_writes_reads_and_leaves_nothing_behind(client, settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    client.post("/kelola/pengaturan/sambungan/penyimpanan/")
    assert last("penyimpanan").succeeded
    assert "tersisa" in last("penyimpanan").sentence
    assert list((tmp_path / "files" / "tmp").iterdir()) == []


def test_storage_that_cannot_be_written_is_told(settings, tmp_path):
    (tmp_path / "files").write_text("a file where a folder should be")
    settings.FILES_DIR = tmp_path / "files"
    tried = connections.try_storage()
    assert not tried.succeeded
    assert "tidak dapat disimpan" in tried.sentence


class Page(BaseHTTPRequestHandler):
    """Answers as Simpul does; `asked` remembers the paths."""

    asked: list[str] = []
    identity = "abc"

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        if self.identity:
            self.send_header("X-Request-Id", self.identity)
        self.end_headers()

    def log_message(self, *_facts: object) -> None:
        """Silent."""


class Stranger(Page):
    """Another program at the same port."""

    identity = ""


def served(handler: type[Page], settings) -> HTTPServer:
    server = HTTPServer(("127.0.0.1", 0), handler)
    settings.PORT = server.server_port
    threading.Thread(target=server.handle_request, daemon=True).start()
    return server


def at(address: str) -> Government:
    government = cast.government()
    government.address = address
    return government


def test_the_address_button_asks_ones_own_health_page(settings):
    Page.asked.clear()
    with served(Page, settings):
        tried = connections.try_address(at("localhost"))
    assert tried.succeeded, tried.sentence
    assert Page.asked == ["/sehat/hidup/"]


def test_another_program_at_the_address_is_recognised(settings):
    with served(Stranger, settings):
        tried = connections.try_address(at("localhost"))
    assert not tried.succeeded
    assert "dijawab program lain" in tried.sentence


def test_an_address_that_the_server_does_not_serve_is_never_asked(settings, monkeypatch):
    monkeypatch.setattr(connections, "_asked", lambda *_facts: pytest.fail("it was asked"))
    for hosts in (["localhost"], ["*"]):
        settings.ALLOWED_HOSTS = hosts
        tried = connections.try_address(at("10.0.0.1"))
        assert "belum ada di SIMPUL_HOSTS" in tried.sentence


def test_nobody_listening_is_told(settings):
    settings.PORT = free_port()
    tried = connections.try_address(at("localhost"))
    assert "tidak dapat dihubungi" in tried.sentence


def test_an_unknown_connection_is_not_found(client):
    assert client.post("/kelola/pengaturan/sambungan/apa-saja/").status_code == 404


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
