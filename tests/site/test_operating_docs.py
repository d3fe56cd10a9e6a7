"""What docs/operating tells an administrator to copy fits the program."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from simpul.site import startup_checks

ROOT = Path(__file__).resolve().parents[2]
OPERATING = ROOT / "docs" / "operating"
UNITS = sorted(OPERATING.glob("*.service"))
_ELSEWHERE = {"SIMPUL_TEST_DATABASE"}  # of the suite


def _in_code() -> set[str]:
    texts = (path.read_text() for path in (ROOT / "simpul").rglob("*.py"))
    return {name for text in texts for name in re.findall(r"\"(SIMPUL_[A-Z_]+)\"", text)}


def test_no_setting_is_documented_that_does_not_exist():
    documented = set(re.findall(r"SIMPUL_[A-Z_]+", (ROOT / "docs" / "settings.md").read_text()))
    assert documented - _in_code() - _ELSEWHERE == set()


def test_no_command_is_documented_that_does_not_exist():
    rows = re.findall(r"^\| `simpul ([a-z]+)(?: ([a-z]+)\b)?", (ROOT / "docs/commands.md").read_text(), re.M)
    commands = get_commands()
    unknown = [row for row in rows if row[0] not in commands and "_".join(row) not in commands]
    assert unknown == []


def test_the_sample_of_settings_names_known_ones_and_starts_safely():
    lines = (OPERATING / "simpul.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert given.keys() <= _in_code()
    assert given["SIMPUL_HTTPS"] == given["SIMPUL_BEHIND_PROXY"] == "1"
    assert "SIMPUL_DEMO" not in given
    assert not any(re.search(r"[\s'\"$&;]", value) for value in given.values())  # the shell reads it too


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_a_command_as_its_own_user_and_stays_down_when_unsafe(unit: Path):
    text = unit.read_text()
    words = re.findall(r"^ExecStart=/opt/simpul/bin/simpul (\w+)", text, re.M)
    assert words
    assert words[0] in get_commands()
    assert "User=simpul\n" in text
    assert f"RestartPreventExitStatus={startup_checks.EXIT_UNSAFE}\n" in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_reads_the_units_without_complaint(tmp_path: Path):
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/simpul/bin/simpul", "/bin/true"))
    paths = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *paths], capture_output=True, text=True, check=False)
    about_ours = [line for line in done.stderr.splitlines() if "simpul" in line]
    assert about_ours == []


def test_the_proxy_leaves_live_events_unbuffered_and_lets_uploads_through():
    text = (OPERATING / "nginx.conf").read_text()
    live = re.search(r"location = /langsung/ \{(.*?)\}", text, re.S)
    assert live is not None
    assert "proxy_buffering off;" in live[1]
    assert f"127.0.0.1:{settings.PORT};" in text
    assert f"127.0.0.1:{settings.PORT + 1};" in text
    limit = re.search(r"client_max_body_size (\d+)m;", text)
    assert limit is not None
    assert int(limit[1]) * 1024 * 1024 > settings.UPLOAD_LIMIT_BYTES


def test_the_proxy_sets_the_headers_that_are_believed():
    text = (OPERATING / "nginx.conf").read_text()
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text


@pytest.mark.parametrize(
    "page", [*OPERATING.glob("*.md"), ROOT / "docs/settings.md", ROOT / "docs/commands.md", ROOT / "OPERATORS.md"],
    ids=lambda path: path.name,
)  # fmt: skip
def test_links_of_the_operating_pages_lead_somewhere(page: Path):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text())
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []
