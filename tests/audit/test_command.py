"""`simpul audit verify` on the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from simpul.audit import sealing
from simpul.audit.operations import record
from simpul.core.scope import Scope
from tests import cast
from tests.audit import attacks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def acts() -> None:
    """Two acts in Kabupaten Uji, one in its neighbour."""
    for government in (cast.government(), cast.government(), cast.neighbour()):
        record(
            scope=Scope.system("test"),
            government_id=government.pk,
            action="uji",
            object_kind="x",
            object_key=1,
        )
    sealing.seal_pending()


def _run(*arguments: str) -> tuple[int, str]:
    output = io.StringIO()
    try:
        call_command("audit_verify", *arguments, stdout=output)
    except SystemExit as end:
        return int(str(end.code)), output.getvalue()
    return 0, output.getvalue()


def test_chains_that_hold_end_with_zero_and_say_what_was_not_checked() -> None:
    code, text = _run()
    assert code == 0
    assert text.count("Utuh:") == 2
    assert "Penyegelan ulang hanya ketahuan dengan --head" in text


def test_a_broken_chain_ends_with_one_and_names_the_place() -> None:
    attacks.change(2)
    code, text = _run("--government", "99.01")
    assert code == 1
    assert "Nomor 2 sudah berubah sejak disegel." in text


def test_programs_get_the_same_as_json() -> None:
    attacks.delete(1)  # in both chains
    code, text = _run("--json")
    found = json.loads(text)
    assert code == 1
    assert [each["government"] for each in found] == ["99.01", "99.02"]
    assert found[0]["breaks"] == [{"sequence": 1, "kind": "hilang", "words": "Nomor 1 hilang."}]


def test_a_kept_head_finds_a_chain_that_was_sealed_anew() -> None:
    kept = str(sealing.head(cast.government().pk))
    assert _run("--government", "99.01", "--head", kept)[0] == 0
    attacks.change(1)
    attacks.reseal()
    assert _run("--government", "99.01")[0] == 0
    code, text = _run("--government", "99.01", "--head", kept)
    assert code == 1
    assert "disegel ulang atau dipotong" in text


def test_a_kept_head_belongs_to_one_government() -> None:
    with pytest.raises(CommandError, match="--government"):
        _run("--head", "1:" + "a" * 64)


def test_an_unknown_code_names_those_there_are() -> None:
    with pytest.raises(CommandError, match=r"99\.01, 99\.02"):
        _run("--government", "12.34")
