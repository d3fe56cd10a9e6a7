"""Components and style: all are shown, nothing is unknown, colours can be read, pages are light."""

import datetime as dt
import gzip
import re
from collections import Counter
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.dispatch import receiver
from django.template import Context, Template
from django.test import RequestFactory, signals
from django.utils import timezone, translation

import simpul.web
from simpul.core import freshness
from simpul.core.scope import Scope
from simpul.web import icons, views
from simpul.web.templatetags import simpul as tags

WEB = Path(simpul.web.__file__).parent
STYLES = WEB / "static" / "simpul"
TEMPLATES = WEB / "templates"
KILOBYTE = 1024


def page(address: str = "/komponen/", view: Any = views.gallery) -> str:
    request: Any = RequestFactory().get(address)
    request.user, request.government, request.seat_label, request.scope = (
        AnonymousUser(),
        None,
        "",
        Scope.public(None),
    )
    return str(view(request).content.decode())


def css(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (STYLES / name).read_text(), flags=re.S)


# Components


def test_the_gallery_shows_every_component():
    drawn: set[str] = set()

    @receiver(signals.template_rendered)
    def remember(template: Any, **_: Any) -> None:
        drawn.add(template.name)

    page()
    page("/komponen/dinding/", views.gallery_wall)
    signals.template_rendered.disconnect(remember)
    components = {f"web/components/{path.name}" for path in (TEMPLATES / "web" / "components").glob("*.html")}
    assert components - drawn == set()


@pytest.mark.parametrize("theme", ["terang", "gelap", "dinding"])
def test_no_variable_of_the_gallery_is_unknown(theme: str):
    assert "⟦" not in page(f"/komponen/?tema={theme}")


def test_no_variable_of_the_wall_is_unknown():
    assert "⟦" not in page("/komponen/dinding/", views.gallery_wall)


def test_an_id_stands_once_on_a_page():
    ids = Counter(re.findall(r'\sid="([^"]+)"', page()))
    assert [name for name, count in ids.items() if count > 1] == []


def test_drawings_are_written_with_decimal_points():
    numbers = re.findall(r'\s(?:x|y|cx|cy|r|width|height|d|viewBox)="([^"]*)"', page())
    assert [text for text in numbers if "," in text] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_is_safe_under_the_content_policy(path: Path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    assert not re.search(r"\sstyle=|<style|\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize(
    "path", sorted((TEMPLATES / "web" / "components").glob("*.html")), ids=lambda path: path.stem
)
def test_a_component_says_at_the_top_what_it_takes(path: Path):
    assert re.match(r"{#.*?Takes|{% comment %}.*?[Tt]akes", path.read_text(), flags=re.S)


def test_every_file_that_a_template_names_is_there():
    names = set(
        chain.from_iterable(
            re.findall(r'{% static "([^"]+)"', path.read_text()) for path in TEMPLATES.rglob("*.html")
        )
    )
    assert names
    assert [name for name in sorted(names) if finders.find(name) is None] == []


# Tags


def test_every_state_of_a_number_has_icon_and_word():
    states = {state.value for state in freshness.State} | {"selisih"}
    assert states == set(tags.STATES)
    for state in states:
        shown = tags.keadaan(state)
        assert f'data-k="{state}"' in shown
        assert "<svg" in shown
        assert str(tags.STATES[state]) in shown


def test_a_state_may_carry_other_words_and_ground():
    assert "Tenggat" in tags.keadaan("tempo", words="Tenggat")
    assert "k--isi" in tags.keadaan("tempo", loud=True)
    assert "&lt;b&gt;" in tags.keadaan("tempo", words="<b>")


def test_an_unknown_state_or_icon_fails_loudly():
    with pytest.raises(KeyError):
        tags.keadaan("bagus")
    with pytest.raises(KeyError):
        icons.svg("tidak-ada")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ value|angka:1 }}", "1.234,5"),
        ("{{ nothing|angka }}|{{ nothing|rupiah }}|{{ nothing|tanggal }}|{{ nothing|waktu }}", "|||"),
        ('{{ value|rupiah:"pendek" }}', "Rp\u00a01.235"),
        ("{{ moment|tanggal }}", "22 November 2026"),
        ("{{ moment|hari_tanggal }}", "Minggu, 22 November 2026"),
        ("{{ moment|waktu }}", "22 November 2026, 01.12 WITA"),
        ('{{ moment|jam:"Asia/Jakarta" }}', "00.12"),
        ("{{ size|ukuran }}", "9 KB"),
    ],
)
def test_filters_print_in_indonesian_style_on_the_clock_of_the_government(source: str, text: str):
    moment = dt.datetime(2026, 11, 21, 17, 12, tzinfo=dt.UTC)
    context = Context({"value": Fraction(2469, 2), "nothing": None, "moment": moment, "size": 9 * KILOBYTE})
    with timezone.override("Asia/Makassar"):
        assert Template(source).render(context) == text


def test_today_is_the_day_of_the_government():
    with timezone.override("Asia/Makassar"):
        today = timezone.localdate()
        assert tags.hari_lalu(today) == "hari ini"
        assert tags.hari_lalu(today - dt.timedelta(days=3)) == "3 hari lalu"


def test_the_frame_is_english_for_those_who_chose_it():
    with translation.override("en"):
        body = page()
    assert 'lang="en"' in body
    assert "?bahasa=id" in body


# Style


def themes() -> dict[str, dict[str, str]]:
    """The tokens of light and dark, as they stand in the style sheet."""
    light, dark = (
        dict(re.findall(r"--([\w-]+):\s*(#[0-9A-F]{6})", block))
        for block in re.findall(r"color-scheme: \w+;(.*?)}", css("simpul.css"), flags=re.S)
    )
    return {"terang": light, "gelap": dark}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


STATE_NAMES = ("fresh", "due", "overdue", "delinquent", "conflict")
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3", "accent")
        for ground in ("ground", "surface", "sunken")
    ),
    *((state, ground) for state in (*STATE_NAMES, "sample", "nodata") for ground in ("ground", "surface")),
    *((state, f"{state}-soft") for state in STATE_NAMES),
    *(("ink", f"{state}-soft") for state in (*STATE_NAMES, "kunyit", "accent", "nodata")),
    *(("ink-2", ground) for ground in ("accent-soft", "nodata-soft")),
    *(("accent", ground) for ground in ("kunyit-soft", "due-soft", "accent-soft")),
    *((f"on-{ground}", ground) for ground in ("accent", "kunyit", "depan")),
    *((f"on-seq-{step}", f"seq-{step}") for step in range(1, 6)),
    ("on-accent", "accent-strong"),
    ("on-kunyit", "kunyit-strong"),
    ("on-depan", "depan-2"),
]


@pytest.mark.parametrize("theme", ["terang", "gelap"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_can_be_read_on_their_ground(theme: str, ink: str, ground: str):
    tokens = themes()[theme]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


def test_edges_and_marks_can_be_seen():
    light, dark = themes()["terang"], themes()["gelap"]
    for edge in ("line-strong", "accent", "delinquent", "ink"):
        for ground in ("ground", "surface"):
            assert contrast(light[edge], light[ground]) >= 3, (edge, ground)
            assert contrast(dark[edge], dark[ground]) >= 3, (edge, ground)
    assert contrast(light["kunyit"], light["ink"]) >= 3  # the knot and the focus ring: kunyit edged with ink
    assert contrast(dark["kunyit"], dark["ground"]) >= 3
    assert contrast(light["kunyit"], light["depan"]) >= 3


def test_both_themes_set_the_same_roles():
    light, dark = themes()["terang"], themes()["gelap"]
    assert set(light) == set(dark)


def test_every_colour_that_a_rule_uses_is_a_token():
    known = set(re.findall(r"--([\w-]+):", css("simpul.css")))
    used = set(
        chain.from_iterable(re.findall(r"var\(--([\w-]+)", css(path.name)) for path in STYLES.glob("*.css"))
    )
    assert used - known == set()


def test_the_order_of_the_source_is_the_order_on_the_page():
    for path in STYLES.glob("*.css"):
        assert not re.search(r"[^-\w]order\s*:|display:\s*contents", css(path.name)), path.name


def test_motion_stops_for_those_who_ask():
    assert "prefers-reduced-motion: reduce" in css("simpul.css")


@pytest.mark.parametrize("name", ["simpul.css", "kerja.css", "dinding.css", "gallery.css"])
def test_a_style_sheet_is_complete(name: str):
    text = css(name)
    assert text.count("{") == text.count("}")
    assert "//" not in text


def packed(*texts: bytes) -> int:
    return sum(len(gzip.compress(text, 6)) for text in texts)


def test_what_a_resident_needs_is_at_most_60_kilobytes_and_the_first_view_150():
    body = page().encode()  # the heaviest page of the area: all components at once
    styles = [(STYLES / name).read_bytes() for name in ("simpul.css", "kerja.css")]
    needed = packed(body, *styles)
    scripts = [(STYLES / name).read_bytes() for name in ("tema.js", "menu.js", "dialog.js")]
    font = (STYLES / "font" / "plus-jakarta-sans-latin-wght-normal.woff2").stat().st_size
    assert needed <= 60 * KILOBYTE
    assert packed((STYLES / "simpul.css").read_bytes()) <= 14 * KILOBYTE
    assert needed + packed(*scripts) + font <= 150 * KILOBYTE


def test_the_font_carries_its_licence():
    licence = Path(simpul.web.__file__).parents[2] / "LICENSES" / "OFL-1.1.txt"
    if not licence.exists():
        pytest.skip("licences lie beside the source, not in an installed package")
    assert "SIL OPEN FONT LICENSE" in licence.read_text().upper()
