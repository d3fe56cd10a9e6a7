"""Translations compile without gettext tools, and a wrong one is refused before a page fails on it."""

import gettext
import io

import pytest

from tools import compile_messages

HEAD = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def catalogue(body: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compile_messages.compile_catalogue(f"{HEAD}\n{body}")))


def test_a_compiled_catalogue_is_what_gettext_reads() -> None:
    found = catalogue(
        'msgid "Masuk"\nmsgstr "Sign in"\n\n'
        'msgctxt "bulan"\nmsgid "Mei"\nmsgstr "May"\n\n'
        'msgid "%(n)s berkas"\nmsgid_plural "%(n)s berkas"\n'
        'msgstr[0] "%(n)s file"\nmsgstr[1] "%(n)s files"\n\n'
        'msgid ""\n"baris satu\\n"\n"“kutip” \\"dua\\""\nmsgstr "one\\ntwo"\n'
    )
    assert found.gettext("Masuk") == "Sign in"
    assert found.pgettext("bulan", "Mei") == "May"
    assert found.ngettext("%(n)s berkas", "%(n)s berkas", 5) == "%(n)s files"
    assert found.gettext('baris satu\n“kutip” "dua"') == "one\ntwo"


def test_what_is_untranslated_uncertain_or_obsolete_is_left_out() -> None:
    found = catalogue(
        'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\n#~ msgid "c"\n#~ msgstr "C"\n'
    )
    assert [found.gettext(letter) for letter in "abc"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('msgid "%(name)s"\nmsgstr "%(nama)s"\n', "nama"),
        ('msgid "a\nmsgstr "A"\n', "cannot read"),
        ('msgid "a\\"\nmsgstr "A"\n', "cannot read"),
        ('"stray"\n', "cannot read"),
    ],
    ids=["other place", "no closing quote", "open escape", "no keyword"],
)
def test_a_wrong_catalogue_is_refused_with_its_place(body: str, words: str) -> None:
    with pytest.raises(compile_messages.CatalogueError, match=words):
        catalogue(body)
