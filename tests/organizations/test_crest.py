"""A crest is rebuilt from its known parts before anybody sees it."""

import struct
import zlib
from pathlib import Path

import pytest

from simpul.audit.models import Entry
from simpul.core.errors import ForbiddenError
from simpul.core.scope import Scope
from simpul.organizations import errors
from simpul.organizations.crests import pictures, png, svg
from simpul.organizations.models import Crest, Government
from simpul.organizations.operations import crests
from tests import cast

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {XMLNS} viewBox="0 0 10 10">{{}}</svg>'
SHIELD = '<path id="perisai" d="M0 0h10v10z" fill="#005B6B"/>'


def drawing(inner: str) -> bytes:
    return SVG.format(inner).encode()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(width: int = 64, height: int = 64, *, pixels: bytes | None = None, extra: bytes = b"") -> bytes:
    raw = b"".join(b"\0" + b"\x10\x20\x30" * width for _ in range(height)) if pixels is None else pixels
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return png.SIGNATURE + header + extra + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


DANGEROUS = {
    "a script": "<script>alert(1)</script>",
    "an event": '<path d="M0 0" onload="alert(1)"/>',
    "an outside picture": '<use xlink:href="https://example.org/a.svg#b"/>',
    "a page inside": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script/></body></foreignObject>',
    "a link": '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    "an animation of a link": '<animate attributeName="href" values="javascript:alert(1)"/>',
    "a paint from elsewhere": '<path d="M0 0" fill="url(https://example.org/a#b)"/>',
    "a style from elsewhere": '<path d="M0 0" style="fill:url(https://example.org/a)"/>',
    "an imported style": "<style>@import url(https://example.org/a.css); .a{fill:url(javascript:1)}</style>",
    "a filter": '<filter id="f"><feImage href="https://example.org/a.png"/></filter>',
}


@pytest.mark.parametrize("kind", DANGEROUS)
def test_nothing_that_runs_or_loads_survives(kind):
    cleaned = pictures.accept(drawing(SHIELD + DANGEROUS[kind])).content.decode()
    assert 'd="M0 0h10v10z"' in cleaned
    for trace in ("script", "alert", "example.org", "javascript", "@import", "foreignObject", "feImage"):
        assert trace not in cleaned


def test_what_was_left_out_is_counted():
    assert pictures.accept(drawing(SHIELD)).dropped == 0
    assert pictures.accept(drawing(SHIELD + DANGEROUS["a script"] + DANGEROUS["an event"])).dropped == 2


def test_colours_from_classes_and_styles_stay_as_plain_attributes():
    inner = (
        "<style>/* peta */ .emas{fill:#E5A50A;stroke:url(#hilang)} g .x{fill:red}</style>"
        '<path class="emas" d="M1 1"/><path d="M2 2" style="fill:rgb(1, 2, 3) !important; position:fixed"/>'
    )
    cleaned = pictures.accept(drawing(inner)).content.decode()
    assert 'fill="#E5A50A"' in cleaned
    assert 'fill="rgb(1, 2, 3)"' in cleaned
    assert "style" not in cleaned
    assert "position" not in cleaned


def test_gradients_and_parts_used_twice_stay():
    inner = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<path id="daun" d="M3 3" fill="url(#g)"/></defs><use xlink:href="#daun" transform="scale(2)"/>'
    )
    cleaned = pictures.accept(drawing(inner)).content.decode()
    assert 'fill="url(#g)"' in cleaned
    assert 'href="#daun"' in cleaned
    assert 'transform="scale(2)"' in cleaned


REFUSED = {
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + drawing("&a;"), "DOCTYPE"),
    "an outside file": (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + drawing(""), "DOCTYPE"),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "ukuran"),
    "a photo inside": (drawing('<image href="data:image/png;base64,AAAA"/>'), "foto"),
    "broken": (drawing("<g>"), "rusak"),
    "too many parts": (drawing("<g/>" * (svg.MOST_ELEMENTS + 1)), "rumit"),
    "too deep": (drawing("<g>" * 100 + "</g>" * 100), "rumit"),
    "a repetition of repetitions": (
        drawing('<g id="a"><use href="#b"/></g><g id="b"/><use href="#a"/>'),
        "mengulang",
    ),
    "a page": (b"<!doctype html><html><svg></svg></html>", "rusak"),
    "another kind": (b"GIF89a", "bukan PNG atau SVG"),
    "too large": (b"\0" * (pictures.LIMIT_BYTES + 1), "batasnya 512 KB"),
    "a small picture": (picture(16, 16), "16 × 16"),
    "half a picture": (picture()[:-20], "rusak"),
    "a picture with a wrong checksum": (picture().replace(b"IEND\xaeB`\x82", b"IEND\0\0\0\0"), "rusak"),
    "a picture that unpacks without end": (picture(pixels=b"\0" * 30_000_000), "rusak"),
    "a picture of nothing": (picture(pixels=b""), "rusak"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_picture_that_cannot_be_trusted_is_refused_with_a_reason(kind):
    content, sentence = REFUSED[kind]
    with pytest.raises(errors.CrestRefusedError, match=sentence):
        pictures.accept(content)


def test_a_style_full_of_open_comments_does_not_take_long():
    inner = f"<style>{'/*' * 100_000}</style>{SHIELD}"
    assert b"M0 0h10v10z" in pictures.accept(drawing(inner)).content


def test_a_png_keeps_its_pixels_and_loses_its_texts_and_what_hangs_behind():
    extra = chunk(b"tEXt", b"Author\0Budi") + chunk(b"eXIf", b"GPS")
    kept = pictures.accept(picture(extra=extra) + b"<script>alert(1)</script>")
    assert kept.media_type == "image/png"
    assert kept.content == picture()


def test_the_crests_of_the_repository_stay_whole():
    marks = Path("simpul/web/static/simpul/logo").glob("*.svg")
    cleaned = [pictures.accept(mark.read_bytes()) for mark in marks]
    assert cleaned
    assert all(mark.dropped == 0 for mark in cleaned)


@pytest.mark.django_db
def test_a_new_crest_gets_a_new_address_and_the_old_one_ends():
    government, scope = cast.government(), cast.scope_of(cast.person("administrator"))
    crests.set_crest(scope=scope, government=government, content=drawing(SHIELD))
    first = Government.objects.get(pk=government.pk)
    crests.set_crest(scope=scope, government=government, content=picture())
    second = Government.objects.get(pk=government.pk)
    assert first.crest_url.endswith(".svg")
    assert second.crest_url.endswith(".png")
    assert second.content_version > first.content_version
    client = cast.client_for()
    assert client.get(first.crest_url).status_code == 404
    shown = client.get(second.crest_url)
    assert (shown.content, shown["Content-Type"]) == (picture(), "image/png")


@pytest.mark.django_db
def test_the_crest_is_served_with_a_policy_that_lets_nothing_run():
    government, scope = cast.government(), cast.scope_of(cast.person("administrator"))
    crests.set_crest(scope=scope, government=government, content=drawing(SHIELD))
    shown = cast.client_for().get(Government.objects.get(pk=government.pk).crest_url)
    assert shown["Content-Type"] == "image/svg+xml"
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in shown["Cache-Control"]


@pytest.mark.django_db
def test_the_neutral_crest_comes_back():
    government, scope = cast.government(), cast.scope_of(cast.person("administrator"))
    crests.set_crest(scope=scope, government=government, content=drawing(SHIELD))
    crests.remove_crest(scope=scope, government=government)
    assert Government.objects.get(pk=government.pk).crest_url == ""
    assert not Crest.objects.within(scope).exists()
    actions = Entry.objects.within(Scope.system("test")).values_list("action", flat=True)
    assert list(actions.order_by("pk")) == ["lambang.ganti", "lambang.hapus"]


@pytest.mark.django_db
def test_only_who_manages_settings_changes_the_crest():
    with pytest.raises(ForbiddenError):
        crests.set_crest(
            scope=cast.scope_of(cast.person("operator")),
            government=cast.government(),
            content=drawing(SHIELD),
        )
