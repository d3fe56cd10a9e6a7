"""From uploaded bytes to a picture that is safe to serve."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from simpul.organizations import errors
from simpul.organizations.crests import png, svg
from simpul.web import formats

LIMIT_BYTES = 512 * 1024
SVG_TYPE = "image/svg+xml"
PNG_TYPE = "image/png"
SUFFIXES = {SVG_TYPE: "svg", PNG_TYPE: "png"}


@dataclass(frozen=True)
class Picture:
    """A cleaned picture; `dropped` counts parts of the upload that were left out."""

    content: bytes
    media_type: str
    dropped: int = 0


def accept(content: bytes) -> Picture:
    """The picture, rebuilt from its known parts; CrestRefusedError says what is wrong and what to send."""
    if len(content) > LIMIT_BYTES:
        sizes = {"found": formats.size(len(content)), "limit": formats.size(LIMIT_BYTES)}
        raise errors.CrestRefusedError(
            _("Gambar %(found)s, batasnya %(limit)s. Perkecil gambarnya lalu unggah lagi.") % sizes
        )
    if content.startswith(png.SIGNATURE):
        return Picture(png.rebuilt(content), PNG_TYPE)
    if b"<svg" in content[:4096]:
        cleaned = svg.cleaned(content)
        return Picture(cleaned.content, SVG_TYPE, cleaned.dropped)
    raise errors.CrestRefusedError(_("Berkas ini bukan PNG atau SVG. Simpan lambang sebagai PNG atau SVG."))
