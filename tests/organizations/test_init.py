"""`simpul init` and the first page in the browser: a real region from nothing."""

import io
import json
import time

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from simpul.accounts.models import User
from simpul.audit.models import Entry
from simpul.core.scope import Scope
from simpul.organizations import addresses, rules, start_codes
from simpul.organizations.models import Agency, Area, Government, Membership
from simpul.organizations.roles import Role

SYSTEM = Scope.system("test")
OPTIONS = {
    "area": "64.01",
    "address": "localhost",
    "admin_name": "Adi",
    "admin_email": "adi@paser.localhost",
    "interactive": False,
}


@pytest.fixture
def areas(db) -> None:
    Area.objects.create(code="64", name="Kalimantan Timur", level=1, kind="provinsi", search_name="kaltim")
    Area.objects.create(
        code="64.01", name="Kabupaten Paser", level=2, kind="kabupaten", search_name="paser", parent_code="64"
    )
    Area.objects.create(code="64.01.01", name="Batu Sopang", level=3, search_name="batu sopang")


def init(**options) -> str:
    output = io.StringIO()
    call_command("init", stdout=output, **{**OPTIONS, **options})
    return output.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_region_starts_with_one_administrator_and_nothing_else(areas):
    told = json.loads(init(json=True))
    government = Government.objects.get()
    assert (government.name, government.short_name) == ("Kabupaten Paser", "Paser")
    assert (government.zone, government.office_week) == ("Asia/Makassar", 5)
    assert (government.is_default, government.is_sample, government.crest_url) == (True, False, "")
    held = Membership.objects.within(SYSTEM).get()
    assert (held.user.email, held.post.role) == ("adi@paser.localhost", Role.ADMINISTRATOR)
    assert not Agency.objects.within(SYSTEM).exists()
    assert told["government"] == government.pk
    assert told["warnings"] == []


@pytest.mark.django_db(transaction=True)
def test_the_printed_link_lets_the_administrator_set_a_password(areas):
    told = json.loads(init(json=True))
    path = told["invitation"].removeprefix("http://localhost")
    assert Client(SERVER_NAME="localhost").get(path).status_code == 200
    assert told["mailed"] is True
    assert told["invitation"] in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_without_a_mail_server_the_link_is_handed_over(areas, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody listens
    told = init()
    assert "Surel belum dapat dikirim" in told
    assert "http://localhost/undangan/" in told


@pytest.mark.django_db(transaction=True)
def test_links_lead_to_the_origin_that_was_named(areas):
    told = json.loads(init(json=True, origin="http://localhost:8123/"))
    assert told["invitation"].startswith("http://localhost:8123/undangan/")


@pytest.mark.django_db
def test_a_second_government_at_the_same_address_is_refused_by_name(areas):
    init()
    with pytest.raises(CommandError, match="localhost sudah dipakai Kabupaten Paser"):
        init(name="Lain")
    assert Government.objects.count() == 1


@pytest.mark.django_db
def test_a_second_government_stands_beside_the_first_one_and_is_not_the_default(areas):
    init()
    init(area="64", address="kaltim.localhost", admin_email="ada@kaltim.localhost")
    assert [row.is_default for row in Government.objects.order_by("pk")] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_an_administrator_who_has_an_account_is_not_invited_again(areas):
    User.objects.create_user(email="adi@paser.localhost", name="Adi", password="rakit-jembatan-sungai-7")
    told = json.loads(init(json=True))
    assert (told["invitation"], told["mailed"]) == ("", False)
    assert mail.outbox == []


REFUSED = {
    "a district": ({"area": "64.01.01"}, "Kode wilayah 64.01.01 tidak dikenal"),
    "an unknown code": ({"area": "64.99"}, "Kode wilayah 64.99 tidak dikenal"),
    "no host name": ({"address": "http://paser/"}, "Tulis nama host saja"),
    "no mail address": ({"admin_email": "adi"}, "adi bukan alamat surel"),
    "nothing said": ({"area": None, "admin_name": None}, "--area, --name, --short-name, --zone"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence_and_leaves_nothing(areas, kind):
    options, sentence = REFUSED[kind]
    with pytest.raises(CommandError, match=sentence):
        init(**options)
    assert not Government.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_an_address_that_the_settings_do_not_serve_is_told(areas, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert "simpul.paserkab.go.id belum ada di SIMPUL_HOSTS" in init(address="simpul.paserkab.go.id")


@pytest.mark.django_db
def test_questions_are_asked_again_until_the_answer_fits(areas, monkeypatch):
    answers = iter(
        ["64.9", "64.01", "", "", "paser kab", "localhost", "", "7", "6", "Adi", "adi", "adi@p.id"]
    )
    asked = []
    monkeypatch.setattr("builtins.input", lambda question: (asked.append(question), next(answers))[1])
    told = init(interactive=True, area=None, address=None, admin_name=None, admin_email=None)
    government = Government.objects.get()
    assert (government.name, government.office_week) == ("Kabupaten Paser", 6)
    assert "Nama lengkap pemerintah daerah [Kabupaten Paser]: " in asked
    assert "Kode wilayah 64.9 tidak dikenal" in told
    assert "adi bukan alamat surel" in told


@pytest.mark.django_db
def test_the_start_is_in_the_audit(areas):
    init()
    entries = Entry.objects.within(SYSTEM).order_by("pk")
    actions = [entry.action for entry in entries]
    assert actions == ["pemerintah.buat", "jabatan.tambah", "jabatan.isi", "undangan.kirim"]
    assert {entry.post_label for entry in entries} == {"simpul init"}


def test_zones_follow_the_province():
    codes = ("11", "36", "61.71", "62", "64.01", "51", "71", "81", "94.01")
    zones = [rules.zone_of_area(code).partition("/")[2] for code in codes]
    assert zones == ["Jakarta"] * 4 + ["Makassar"] * 3 + ["Jayapura"] * 2


# -- the same in the browser -------------------------------------------------------------------------------

FORM = {
    "area_code": "64.01",
    "address": "localhost",
    "office_week": "6",
    "admin_name": "Adi",
    "admin_email": "adi@paser.localhost",
}


@pytest.fixture
def visitor(areas) -> Client:
    addresses.forget()
    return Client(SERVER_NAME="localhost")


def test_without_a_government_every_page_leads_to_the_one_that_says_how_to_begin(visitor):
    for path in ("/data/", "/kelola/", "/masuk/", "/lambang/1/a.svg"):
        assert visitor.get(path)["Location"] == "/"
    page = visitor.get("/").content.decode()
    assert "simpul init" in page
    assert "/kelola/mulai/" in page


def test_health_is_answered_before_the_first_government(visitor):
    assert visitor.get("/sehat/hidup/").get("Location") != "/"


@pytest.mark.parametrize("code", ["", "salah", "1a2b3c:xyz"])
def test_the_form_opens_with_the_code_only(visitor, code):
    page = visitor.get("/kelola/mulai/", {"kode": code}).content.decode()
    assert "Mulai dengan kode awal" in page
    assert 'name="admin_email"' not in page
    assert ("Kode awal ini salah" in page) is bool(code)


def test_a_region_starts_in_the_browser(visitor):
    code = start_codes.issue()
    form = visitor.get("/kelola/mulai/", {"kode": code}).content.decode()
    assert '<option value="64.01">64.01 Kabupaten Paser</option>' in form
    assert "64.01.01" not in form
    page = visitor.post("/kelola/mulai/", {"code": code, **FORM}).content.decode()
    government = Government.objects.get()
    assert (government.name, government.zone, government.office_week) == (
        "Kabupaten Paser",
        "Asia/Makassar",
        6,
    )
    assert "Kabupaten Paser siap" in page
    assert "http://localhost/undangan/" in page


def test_the_code_ends_with_the_first_government(visitor):
    code = start_codes.issue()
    visitor.post("/kelola/mulai/", {"code": code, **FORM})
    addresses.forget()
    for answer in (
        visitor.get("/kelola/mulai/", {"kode": code}),
        visitor.post("/kelola/mulai/", {"code": code, **FORM, "address": "lain.localhost"}),
    ):
        assert answer.status_code == 409
        assert "sudah memiliki pemerintah daerah" in answer.content.decode()
    assert Government.objects.count() == 1
    with pytest.raises(CommandError, match="sudah memiliki"):
        init(web=True)


def test_the_code_ends_after_a_day(visitor, monkeypatch):
    code = start_codes.issue()
    later = time.time() + start_codes.LASTS.total_seconds() + 5
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert "lewat 24 jam" in visitor.get("/kelola/mulai/", {"kode": code}).content.decode()


def test_what_was_typed_stays_when_something_is_wrong(visitor):
    sent = {"code": start_codes.issue(), **FORM, "address": "http://x/", "admin_email": "adi"}
    page = visitor.post("/kelola/mulai/", sent).content.decode()
    assert 'value="http://x/"' in page
    assert "alamat email yang valid" in page
    assert not Government.objects.exists()
    page = visitor.post("/kelola/mulai/", {**sent, "admin_email": "adi@p.id"}).content.decode()
    assert "Tulis nama host saja" in page
    assert not Government.objects.exists()


def test_the_command_prints_the_link_to_begin_in_the_browser(visitor):
    told = json.loads(init(web=True, json=True, origin="http://localhost"))
    assert (
        "Mulai pemerintah daerah"
        in visitor.get(told["link"].removeprefix("http://localhost")).content.decode()
    )
