"""Docs say what is so: settings, commands, decisions and promises."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "simpul"


def test_every_setting_of_the_environment_is_documented():
    named = set()
    for path in PACKAGE.rglob("*.py"):
        named |= set(re.findall(r'"(SIMPUL_[A-Z_]+)"', path.read_text()))
    documented = (ROOT / "docs" / "settings.md").read_text()

    assert sorted(name for name in named if f"`{name}`" not in documented) == []


def test_every_command_is_documented():
    own = [name for name, app in get_commands().items() if str(app).startswith("simpul")]
    documented = (ROOT / "docs" / "commands.md").read_text()

    assert (
        sorted(
            n
            for n in own
            if f"simpul {n.replace('_', ' ')}" not in documented and f"simpul {n}" not in documented
        )
        == []
    )


STATES = {"kept", "short", "not yet"}
PROOF = re.compile(
    r"(?P<path>tests/\S+\.py)::(?P<test>\w+)|make (?P<target>[a-z-]+)|simpul (?P<command>[a-z ]+)"
)


def _rows() -> list[list[str]]:
    """The cells of every row, without the headings of the tables and the lines below them."""
    lines = (ROOT / "docs" / "promises.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] != "Promise" and not set(row[0]) <= set("-: ")]


def _proofs(cell: str) -> list[re.Match[str]]:
    """Tests (path::function), make targets and simpul commands that a cell names."""
    return [found for name in re.findall(r"`([^`]+)`", cell) if (found := PROOF.fullmatch(name))]


def test_promises_are_whole_and_have_a_known_state():
    assert len(_rows()) > 80
    assert [row for row in _rows() if len(row) != 5 or row[4] not in STATES] == []


def test_no_promise_stands_twice():
    promises = [row[0] for row in _rows()]

    assert sorted({promise for promise in promises if promises.count(promise) > 1}) == []


def test_every_kept_promise_names_a_test_or_command():
    assert [
        promise
        for promise, _where, proof, _figure, state in _rows()
        if state == "kept" and not _proofs(proof)
    ] == []


def test_whatever_a_promise_names_exists():
    named = {(row[0], found[0]): found for row in _rows() for found in _proofs(" ".join(row))}

    assert sorted(place for place, found in named.items() if not _exists(found)) == []


def _exists(proof: re.Match[str]) -> bool:
    if proof["path"]:
        path = ROOT / proof["path"]
        return path.is_file() and f"def {proof['test']}(" in path.read_text()
    if proof["target"]:
        return re.search(rf"^{proof['target']}:", (ROOT / "Makefile").read_text(), re.M) is not None
    words = proof["command"].split()
    return words[0] in get_commands() or "_".join(words[:2]) in get_commands()
