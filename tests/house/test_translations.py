"""Public pages and sign-in exist in English: every text in their templates is translated."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

PACKAGE = Path(__file__).resolve().parents[2] / "simpul"
PUBLIC = sorted([
    *PACKAGE.glob("portal/templates/portal/*.html"),
    *PACKAGE.glob("accounts/templates/**/*.html"),
    *(
        PACKAGE / "datahub/templates/datahub" / name
        for name in (
            "catalogue.html",
            "dataset.html",
            "release.html",
            "numbers.html",
            "number.html",
            "number_table.html",
            "area_table.html",
            "lineage.html",
        )
    ),
    PACKAGE / "web/templates/web/base.html",
])  # fmt: skip
TEXT = re.compile(r"{%\s*translate\s+\"([^\"]+)\"")


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_every_text_of_a_public_page_has_its_english(path):
    texts = set(TEXT.findall(path.read_text()))
    with translation.override("en"):
        same = sorted(text for text in texts if gettext(text) == text and text not in SAME_IN_ENGLISH)

    assert same == []


SAME_IN_ENGLISH = {"Command Center", "Data", "Target", "Data set", "Filter", "SHA-256"}
