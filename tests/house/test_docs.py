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


def _rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "promises.md").read_text().splitlines()
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    return [
        row
        for row in cells
        if len(row) == 5 and row[0] not in ("Promise", "") and not set(row[0]) <= set("-: ")
    ]


def test_promises_have_a_known_state():
    assert _rows()
    assert {row[4] for row in _rows()} <= {"kept", "short", "not yet"}


def test_every_kept_promise_names_a_test_or_command_that_exists():
    missing = []
    for promise, _where, proof, _figure, state in _rows():
        if state != "kept":
            continue
        if not any(_exists(name) for name in re.findall(r"`([^`]+)`", proof)):
            missing.append(f"{promise}: {proof}")

    assert missing == []


def _exists(name: str) -> bool:
    """A test (path::function), a make target, or a simpul command."""
    if "::" in name:
        path, test = name.split("::", 1)
        return (ROOT / path).is_file() and f"def {test}" in (ROOT / path).read_text()
    if name.startswith("make "):
        return re.search(rf"^{name.split()[1]}:", (ROOT / "Makefile").read_text(), re.M) is not None
    if name.startswith("simpul "):
        words = name.split()[1:]
        commands = get_commands()
        return words[0] in commands or "_".join(words[:2]) in commands
    return (ROOT / name).exists()
