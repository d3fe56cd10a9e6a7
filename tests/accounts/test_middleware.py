"""Roles that matter come with a second factor."""

import pytest

from simpul.accounts import rules
from simpul.accounts.models import User
from simpul.core.scope import Scope
from simpul.organizations import roles
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.urls")]
WORK = "/uji/kerja/"


def test_a_walidata_without_a_factor_is_led_to_enrolment_and_back() -> None:
    client = cast.client_for(cast.person("walidata", factor=False))
    response = client.get(f"{WORK}?a=1")
    assert response["Location"] == "/akun/faktor/wajib/?next=%2Fuji%2Fkerja%2F%3Fa%3D1"
    page = client.get(response["Location"]).content.decode()
    assert "Pasang aplikasi" in page
    assert "Nanti saja" not in page


def test_a_walidata_with_a_factor_works() -> None:
    assert cast.client_for(cast.person("walidata")).get(WORK).content == b"kerja"


@pytest.mark.parametrize("part", ["operator", "head", "leader", "auditor", "resident"])
def test_roles_that_change_nothing_of_others_need_no_factor(part: str) -> None:
    assert cast.client_for(cast.person(part)).get(WORK).content == b"kerja"


def test_an_operator_is_offered_a_factor_and_may_postpone_it() -> None:
    page = cast.client_for(cast.person("operator")).get("/akun/faktor/wajib/").content.decode()
    assert "Nanti saja" in page


def test_public_pages_the_account_and_the_way_out_stay_open() -> None:
    client = cast.client_for(cast.person("administrator", factor=False))
    assert client.get("/uji/umum/").content == b"umum"
    assert client.get("/akun/").status_code == 200
    assert client.post("/keluar/").status_code == 302


def test_a_program_is_told_in_json_and_a_part_of_a_page_is_led_away_whole() -> None:
    client = cast.client_for(cast.person("walidata", factor=False))
    answer = client.get(WORK, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["galat"]["kode"]) == (403, "perlu-pengaman-kedua")
    assert client.get(WORK, headers={"HX-Request": "true"})["HX-Redirect"] == "/akun/faktor/wajib/"


def test_a_form_sent_without_the_factor_changes_nothing() -> None:
    response = cast.client_for(cast.person("walidata", factor=False)).post(WORK)
    assert response["Location"] == "/akun/faktor/wajib/"


def test_in_the_demonstration_it_is_a_notice(settings) -> None:
    settings.DEMO = True
    client = cast.client_for(cast.person("walidata", factor=False))
    assert client.get(WORK).content == b"kerja"
    assert "perlu pengaman kedua" in client.get("/akun/").content.decode()


def test_a_role_in_another_government_demands_nothing_here() -> None:
    neighbour = cast.neighbour()
    there = cast.person("walidata", neighbour, factor=False)
    assert cast.client_for(there).get(WORK).content == b"kerja"
    assert cast.client_for(there, neighbour).get(WORK).status_code == 302


def test_demanding_capabilities_are_real_ones() -> None:
    assert roles.CAPABILITIES.keys() >= rules.DEMANDING


def test_every_role_that_verifies_or_administers_demands_a_factor() -> None:
    demanding = {role for role, granted in roles.GRANTS.items() if granted & rules.DEMANDING}
    assert demanding == {roles.Role.STEWARD, roles.Role.ADMINISTRATOR}


def test_system_work_is_nobody_and_needs_no_factor() -> None:
    assert not rules.demands_factor(Scope.system("a job"))


def test_the_duty_to_enrol_ends_with_enrolling() -> None:
    oki = cast.person("operator")
    User.objects.filter(pk=oki.pk).update(must_enrol=True)
    client = cast.client_for(oki)
    assert client.get(WORK).status_code == 302
    cast.person("operator", factor=True)
    assert client.get(WORK).content == b"kerja"


def test_the_way_back_stays_on_this_site() -> None:
    client = cast.client_for(cast.person("operator"))
    for target in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        page = client.get("/akun/faktor/wajib/", {"next": target}).content.decode()
        assert "evil" not in page
        assert "javascript" not in page
