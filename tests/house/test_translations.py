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
CODE = [  # what says words on those pages
    PACKAGE / name
    for name in (
        "portal/views.py",
        "accounts/errors.py",
        "accounts/forms.py",
        "core/errors.py",
        "core/freshness.py",
        "core/periods.py",
        "datahub/drawings.py",
        "datahub/indicators/enums.py",
        "datahub/lineage.py",
        "datahub/present.py",
        "datahub/views/catalogue.py",
        "datahub/views/numbers.py",
        "organizations/views/areas.py",
        "web/error_words.py",
        "web/formats.py",
    )
]
SAID = re.compile(r"(?<![\w.])(?:_|gettext|gettext_lazy)\(\s*\"([^\"]+)\"\s*\)")
TEXT = re.compile(r"{%\s*translate\s+\"([^\"]+)\"")


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_every_text_of_a_public_page_has_its_english(path):
    assert _untranslated(TEXT.findall(path.read_text())) == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_word_that_code_says_on_a_public_page_has_its_english(path):
    assert _untranslated(SAID.findall(path.read_text())) == []


def _untranslated(texts: list[str]) -> list[str]:
    with translation.override("en"):
        return sorted({text for text in texts if gettext(text) == text} - SAME_IN_ENGLISH)


SAME_IN_ENGLISH = {"Command Center", "Data", "Target", "Data set", "Filter", "SHA-256", "Branding"}
