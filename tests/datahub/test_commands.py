"""simpul data check, verify, rebuild: they print for people and programs, and exit 0 only when it is so."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from simpul.datahub.indicators.models import IndicatorValue
from simpul.datahub.releases.models import ServedRow
from simpul.documents import api as documents
from tests.datahub import situations

pytestmark = pytest.mark.django_db


def _run(*words: object, **options: object) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command(*map(str, words), stdout=out, **options)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def _file(tmp_path: Path, content: bytes, name: str = "stunting.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_checking_a_clean_file_ends_with_0(tmp_path):
    situations.dataset()

    code, text = _run("data_check", "stunting", _file(tmp_path, situations.workbook()))

    assert code == 0
    assert "3 baris, 0 salah" in text


def test_checking_a_faulty_file_names_the_cell_and_ends_with_1(tmp_path):
    situations.dataset()
    rows = [("9901010", "Hulu", 100, 10), *situations.GOOD_ROWS[1:]]

    code, text = _run("data_check", "stunting", _file(tmp_path, situations.workbook(rows)), json=True)

    assert code == 1
    assert [finding["cell"] for finding in json.loads(text) if finding["severity"] == "salah"] == ["A2"]


def test_a_file_that_cannot_be_read_is_one_sentence_and_ends_with_2(tmp_path):
    situations.dataset()

    with pytest.raises(CommandError) as told:
        call_command("data_check", "stunting", str(_file(tmp_path, b"%PDF-1.7")))

    assert told.value.returncode == 2


def test_verifying_finds_a_release_whose_file_is_gone(tmp_path):
    release = situations.released(situations.dataset())
    assert _run("data_verify")[0] == 0
    path = documents.path_of(release.parquet.sha256)
    content = path.read_bytes()

    path.unlink()
    try:
        code, text = _run("data_verify", json=True)
    finally:
        path.write_bytes(content)

    assert code == 1
    assert json.loads(text)["problems"] == [
        {"dataset": "stunting", "release": 1, "problem": "berkas tidak ada"}
    ]


def test_rebuilding_restores_rows_and_values_from_parquet():
    situations.released(situations.dataset())
    before = set(IndicatorValue.everywhere.values_list("area_code", "value"))
    ServedRow.everywhere.all().delete()
    IndicatorValue.everywhere.all().delete()

    assert _run("data_rebuild")[0] == 0

    assert ServedRow.everywhere.count() == 3
    assert set(IndicatorValue.everywhere.values_list("area_code", "value")) == before
