"""Templates: every one is used, none holds what the content policy forbids."""

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "simpul"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.*"))
# What the sign-in library looks up by these names: its frames, and the page of too many attempts.
LOOKED_UP_ELSEWHERE = ("account/", "mfa/", "allauth/", "429.html")


def _name(path: Path) -> str:
    return str(path).split("/templates/", 1)[1]


def test_every_template_is_used():
    sources = [p.read_text() for p in PACKAGE.rglob("*.py")] + [p.read_text() for p in TEMPLATES]
    everything = "\n".join(sources)
    unused = [
        _name(path)
        for path in TEMPLATES
        if not _name(path).startswith(LOOKED_UP_ELSEWHERE)
        and f'"{_name(path)}"' not in everything
        and f"/{path.stem}" not in everything
        and f'"{path.stem}"' not in everything
    ]

    assert unused == []


def test_no_template_holds_inline_style_or_script():
    guilty = []
    for path in TEMPLATES:
        text = path.read_text()
        if path.suffix != ".html":
            continue
        if re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", text):
            guilty.append(_name(path))

    assert guilty == []
