"""The demonstration: real figures with their sources, invented conduct in Kabupaten Contoh alone, loaded in steps."""

import html
import random
import signal
import time
from fractions import Fraction
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from simpul.audit import sealing
from simpul.core import jobs, marks
from simpul.core.scope import Scope
from simpul.datahub import api as datahub
from simpul.organizations import api as organizations
from simpul.site.demo import cast, loading
from simpul.site.demo.contoh import conduct
from simpul.site.pages import demo
from simpul.workflow import api as workflow
from tests.site import demonstration, installations
from tests.site.demonstration import loaded

__all__ = ["loaded"]

pytestmark = pytest.mark.django_db
SEED = 20261121


def _values(key: str, code: str) -> list[tuple[str, str, Fraction | None]]:
    """(area, period, value) of an indicator, as they stand."""
    government = demonstration.government(key)
    found = datahub.IndicatorValue.objects.within(Scope.system("tes", government.pk))
    found = found.standing().filter(indicator__code=code, indicator__government=government)
    return [
        (value.area_code, value.period_code, value.value)
        for value in found.order_by("area_code", "period_end")
    ]


def _cases(key: str, code: str) -> list[tuple[str, str, set[Fraction]]]:
    found = datahub.Case.everywhere.filter(
        indicator__government=demonstration.government(key), indicator__code=code
    ).exclude(state=datahub.CaseState.GONE)
    return [(case.kind, case.period_code, {case.first.value, case.second.value}) for case in found]


def _page(key: str, address: str, account: str = "") -> str:
    response = demonstration.client(key, account).get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_the_small_form_tells_each_step(loaded: list[str]):
    assert [line.split(" ")[1] for line in loaded[1:5]] == ["Paser", "Penajam", "Sarolangun", "Contoh:"]
    assert cast.PASSWORD in loaded[-1]
    assert organizations.Government.objects.count() == 4


def test_the_two_stunting_rates_of_2023_stand_beside_each_other(loaded: list[str]):
    two = {Fraction("22.4"), Fraction("15.31")}

    assert {value for area, period, value in _values("paser", "stunting") if period == "2023"} == two
    assert _cases("paser", "stunting") == [(datahub.CaseKind.CONFLICT, "2023", two)]
    board = _page("paser", "/command-center/", "pimpinan")
    assert "22,4" in board
    assert "15,31" in board


def test_the_jump_of_the_population_stands_as_a_break(loaded: list[str]):
    jump = (datahub.CaseKind.BREAK, "2023", {Fraction(280065), Fraction(303424)})

    assert jump in _cases("paser", "penduduk")


def test_the_area_stands_twice_and_undated(loaded: list[str]):
    whole = [(period, value) for area, period, value in _values("paser", "luas") if area == "64.01"]

    assert sorted(whole) == [("", Fraction("7730.88")), ("", Fraction("11603.94"))]


def test_eight_districts_without_a_figure_say_so(loaded: list[str]):
    districts = {area: value for area, _period, value in _values("paser", "penduduk") if area.count(".") == 2}

    assert len(districts) == 10
    assert sum(value is None for value in districts.values()) == 8
    assert _page("paser", "/data/angka/penduduk/").count("Belum ada data") >= 8


def test_figures_of_real_regions_name_their_source_and_only_the_demonstration_is_marked(loaded: list[str]):
    for key in ("paser", "ppu", "sarolangun"):
        found = demonstration.government(key)
        assert not found.is_sample
        values = datahub.IndicatorValue.everywhere.filter(indicator__government=found, value__isnull=False)
        assert values.exists()
        assert not values.filter(source_label="").exists()
        assert not datahub.Indicator.everywhere.filter(government=found, is_sample=True).exists()
        agencies = organizations.Agency.everywhere.filter(government=found)
        assert [(agency.code, agency.is_sample) for agency in agencies] == [("PERAGAAN", True)]
    assert "Sorot Online" in _page("paser", "/data/angka/kemiskinan/")


CONTOH = (
    ("/", ""), ("/data/", ""), ("/data/angka/", ""), ("/data/angka/penduduk-miskin-dinsos/", ""),
    ("/command-center/", "pimpinan"), ("/command-center/dinding/", "pimpinan"), ("/data/kiriman/", "walidata"),
    ("/data/antrean/", "walidata"), ("/data/kasus/", "walidata"), ("/tugas/", "operator.dinkes"),
)  # fmt: skip


@pytest.mark.parametrize(("address", "account"), CONTOH)
def test_every_page_of_contoh_carries_the_sample_mark(loaded: list[str], address: str, account: str):
    assert 'class="contoh"' in _page("contoh", address, account)


def test_everything_of_contoh_is_a_sample(loaded: list[str]):
    contoh = demonstration.government("contoh")

    assert contoh.is_sample
    for model in (organizations.Agency, organizations.Post, datahub.Dataset, datahub.Indicator):
        found = model.everywhere.filter(government=contoh)
        assert found.exists()
        assert not found.filter(is_sample=False).exists()


def _counts() -> dict[str, int]:
    """Rows of every table that an area of Simpul keeps."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("simpul.")
    }


def test_loading_twice_changes_nothing(loaded: list[str]):
    before = _counts()

    assert list(loading.load(small=True))
    assert _counts() == before


def test_the_ledger_is_true_from_the_start(loaded: list[str]):
    for government in organizations.Government.objects.all():
        again = workflow.reconcile(government)
        assert (again.opened, again.vanished, again.failed) == ([], [], [])


def test_releases_and_the_audit_of_the_demonstration_verify(
    loaded: list[str], capsys: pytest.CaptureFixture[str]
):
    call_command("data_verify")
    sealing.seal_pending()
    call_command("audit_verify")

    assert ", 0 bermasalah" in capsys.readouterr().out


def _upload(folder: Path) -> datahub.Submission:
    """The sheet that a guest has mended, sent in the browser by the operator."""
    file = folder / "pelajar.xlsx"
    conduct.write(file, faulty=False)
    faulty = datahub.Submission.everywhere.get(
        dataset__code=conduct.TRIED_DATASET, state=datahub.SubmissionState.NEEDS_FIXING
    )
    answer = demonstration.client("contoh", "operator.dinkes").post(
        f"/data/{conduct.TRIED_DATASET}/unggah/",
        {
            "period": faulty.period_code,
            "key": "tes",
            "ganti": str(faulty.pk),
            "file": SimpleUploadedFile(file.name, file.read_bytes()),
        },
    )
    assert answer.status_code == 302
    jobs.drain()
    sent: datahub.Submission = datahub.Submission.everywhere.get(
        pk=int(answer.headers["Location"].split("/")[-2])
    )
    return sent


def test_the_steps_of_the_page_lead_from_a_faulty_sheet_to_a_new_number_on_the_wall(
    loaded: list[str], tmp_path: Path
):
    wall = "/command-center/dinding/"
    before = _page("contoh", wall, "pimpinan")
    submission = _upload(tmp_path)

    for account, act in (
        ("operator.dinkes", "kirim"),
        ("kepala.dinkes", "setujui"),
        ("walidata", "verifikasi"),
    ):
        demonstration.client("contoh", account).post(
            f"/data/kiriman/{submission.pk}/tindakan/", {"tindakan": act, "catatan": "Dicoba pada peragaan."}
        )
    jobs.drain()

    year = str(demonstration.this_year() - 1)
    shown = [
        value for area, period, value in _values("contoh", conduct.TRIED) if (area, period) == ("00.01", year)
    ]
    assert shown == [Fraction(sum(7900 + 268 * number for number in range(1, 11)))]
    assert "93.740" not in before
    assert "93.740" in _page("contoh", wall, "pimpinan")


def test_the_page_of_the_demonstration_names_places_accounts_and_steps(loaded: list[str]):
    text = _page("paser", "/peragaan/")

    for words in (
        "http://contoh.localhost/",
        "walidata@paser.example",
        cast.PASSWORD,
        "operator.dinkes@contoh.example",
    ):
        assert words in text
    assert text.count("<li><b") >= 9
    assert "Semua lembar sudah dimuat" in text


def test_the_page_of_the_demonstration_is_complete_in_english(loaded: list[str]):
    browser = demonstration.client("paser")
    text = html.unescape(browser.get("/peragaan/?bahasa=en", follow=True).content.decode())

    assert "Try this first" in text
    for word in ("Langkah", "Coba", "Kata sandi", "Alamat", "Buka ", "lembar", "Angka publik"):
        assert word not in text


def test_the_page_shows_how_far_the_loading_is(loaded: list[str]):
    marks.set(loading.PROGRESS, done=340, total=1000)

    assert "340 dari 1.000" in _page("paser", "/peragaan/")


def test_each_step_of_the_page_opens_for_its_account(loaded: list[str]):
    for act in demo.acts({"contoh": ""}):
        name = act.account.split("@")[0]
        assert demonstration.client("contoh", name).get(act.url, follow=True).status_code == 200


@override_settings(DEMO=False)
def test_an_installation_that_is_no_demonstration_has_no_such_page(loaded: list[str]):
    assert demonstration.client("paser").get("/peragaan/").status_code == 404


@pytest.mark.torture
def test_a_loading_that_was_killed_goes_on_where_it_stopped(
    loaded: list[str], tmp_path: Path, django_db_blocker: DjangoDbBlocker
):
    dice = random.Random(SEED)
    installed = installations.bare(tmp_path / "installation", django_db_blocker)
    installed.simpul("migrate", "--verbosity", "0")

    for least in (0, dice.randint(17, 30)):
        process = installed.start("-m", "simpul", "demo", "--small", SIMPUL_DEMO="1")
        while _released(installed) < least and process.poll() is None:
            time.sleep(0.05)
        time.sleep(dice.uniform(0.1, 3.0))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    installed.simpul("demo", "--small", SIMPUL_DEMO="1")

    assert _released(installed) == datahub.Release.everywhere.count()
    assert installed.rows("SELECT count(*) FROM datahub_indicatorvalue") == [
        (datahub.IndicatorValue.everywhere.count(),)
    ]
    installed.simpul("data", "verify")


def _released(installed: installations.Installed) -> int:
    return int(str(installed.rows("SELECT count(*) FROM datahub_release")[0][0]))
