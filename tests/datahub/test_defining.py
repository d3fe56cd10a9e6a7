"""A data set is defined by filling in a form; what it asks for is what the checks then hold to."""

import pytest

from simpul.datahub import api as datahub
from tests import cast
from tests.datahub import situations

pytestmark = pytest.mark.django_db


def _form(**changes):
    agency = cast.agency("DINKES", cast.government())
    cast.person("operator")
    asked = {
        "title": "Kunjungan puskesmas", "agency": agency.pk, "frequency": "tahunan", "lag_days": "30",
        "sensitivity": "terbuka", "definition": "Kunjungan dalam setahun.",
        "kolom-TOTAL_FORMS": "2", "kolom-INITIAL_FORMS": "0", "kolom-MIN_NUM_FORMS": "0", "kolom-MAX_NUM_FORMS": "40",
        "kolom-0-title": "Kode", "kolom-0-kind": "district", "kolom-0-unit": "", "kolom-0-is_required": "on",
        "kolom-1-title": "Kunjungan", "kolom-1-kind": "integer", "kolom-1-unit": "kunjungan",
        "kolom-1-is_required": "on",
        "angka-column": "Kunjungan", "angka-decimals": "0", "angka-wish": "naik", "angka-pillar": "living",
    }  # fmt: skip
    return asked | changes


def test_what_was_filled_in_becomes_schema_template_checks_and_number():
    situations.areas()
    client = cast.client_for(cast.person("walidata"))

    answer = client.post("/data/baru/", _form())

    assert answer.status_code == 302
    dataset = datahub.Dataset.everywhere.get(code="kunjungan-puskesmas")
    content = situations.workbook([("99.01.01", 5), ("99.01.02", 7), ("99.01.09", 1)], ("Kode", "Kunjungan"))
    submission = situations.uploaded(dataset, content)
    cells = [f["cell"] for f in submission.report.body["findings"] if f["severity"] == "salah"]
    assert cells == ["A4"]
    assert datahub.Indicator.everywhere.get(code="kunjungan-puskesmas").unit == "kunjungan"


def test_the_template_of_a_data_set_is_for_its_own_agency():
    situations.dataset()
    own, other = cast.client_for(cast.person("operator")), cast.client_for(cast.person("other_operator"))

    assert own.get("/data/stunting/templat.xlsx").status_code == 200
    assert other.get("/data/stunting/templat.xlsx").status_code == 404


def test_a_title_that_is_taken_is_refused_and_nothing_typed_is_lost():
    client = cast.client_for(cast.person("walidata"))
    client.post("/data/baru/", _form())

    answer = client.post("/data/baru/", _form())

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Sudah ada data set “Kunjungan puskesmas”" in page
    assert "Kunjungan dalam setahun." in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"angka-column": "Kunjungn"}, "Tidak ada kolom angka berjudul “Kunjungn”"),
        ({"kolom-0-title": "", "kolom-1-title": ""}, "Isi paling sedikit satu kolom."),
        ({"kolom-0-title": "Kunjungan"}, "Ada dua kolom dengan judul yang sama."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(change, sentence):
    answer = cast.client_for(cast.person("walidata")).post("/data/baru/", _form(**change))

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_an_agency_of_the_neighbour_cannot_be_chosen():
    tetangga = cast.agency("DINKES", cast.neighbour())

    answer = cast.client_for(cast.person("walidata")).post("/data/baru/", _form(agency=tetangga.pk))

    assert answer.status_code == 400
    assert not datahub.Dataset.everywhere.exists()


def test_an_operator_does_not_define_data_sets():
    assert cast.client_for(cast.person("operator")).get("/data/baru/").status_code == 404


def test_a_title_that_is_a_fixed_address_gets_one_of_its_own():
    client = cast.client_for(cast.person("walidata"))

    for title in ("Baru", "Kasus", "!!!"):
        assert client.post("/data/baru/", _form(title=title)).status_code == 302

    assert {"baru-data", "kasus-data", "data"} == set(
        datahub.Dataset.everywhere.values_list("code", flat=True)
    )
