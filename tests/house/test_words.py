"""Administrators and auditors read words, not names of code."""

import re
from pathlib import Path

from simpul.site.pages import words

PACKAGE = Path(__file__).resolve().parents[2] / "simpul"


def _jobs() -> set[str]:
    """Every job that an area declares in its tasks.py, by its dotted name."""
    found = set()
    for path in PACKAGE.glob("*/tasks.py"):
        module = f"simpul.{path.parent.name}.tasks"
        found |= {
            f"{module}.{name}"
            for name in re.findall(r"@jobs\.[^@]*?^def (\w+)", path.read_text(), re.M | re.S)
        }
    return found


def test_every_job_says_what_it_does():
    assert _jobs()
    assert sorted(_jobs() - set(words.JOBS)) == []


def test_every_act_on_record_has_its_words():
    sources = "\n".join(path.read_text() for path in PACKAGE.rglob("*.py") if path.name != "words.py")
    codes = set(re.findall(r'action="([a-z.-]+)"', sources)) - {"store", "append"}

    assert sorted(code for code in codes if "_" not in code and code not in words.ACTS) == []


def test_schedules_are_told_in_words():
    assert words.cadence("every 5m") == "tiap 5 menit"
    assert words.cadence("17 * * * *") == "tiap jam, menit ke-17"
