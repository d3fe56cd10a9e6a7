"""PNG: the chunks that make the picture are kept, all others (texts, positions, what hangs behind) are not.

Form after the W3C Recommendation "Portable Network Graphics (PNG) Specification (Third Edition)".
"""

import struct
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from simpul.organizations import errors

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SMALLEST, LARGEST = 64, 2000
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # samples a pixel by colour type


def rebuilt(content: bytes) -> bytes:
    """The same picture without side matter; CrestRefusedError when it is broken, too small or too large."""
    chunks = list(_chunks(content))
    kinds = [kind for kind, _data in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise _broken()
    _refuse_wrong_size(chunks)
    kept = [_chunk(kind, data) for kind, data in chunks if kind in _KEPT]
    return SIGNATURE + b"".join(kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(SIGNATURE)
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        data = content[place + 8 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if len(data) != length or check != _checksum(kind, data):
            raise _broken()
        yield kind, data
        if kind == b"IEND":
            return
        place += 12 + length
    raise _broken()


def _refuse_wrong_size(chunks: list[tuple[bytes, bytes]]) -> None:
    header = chunks[0][1]
    if len(header) != 13:
        raise _broken()
    width, height, depth, colour = struct.unpack(">IIBB", header[:10])
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        facts = {"width": width, "height": height, "smallest": SMALLEST, "largest": LARGEST}
        raise errors.CrestRefusedError(
            _("Gambar %(width)s × %(height)s piksel. Sisinya harus %(smallest)s sampai %(largest)s piksel.")
            % facts
        )
    bits = depth * _CHANNELS.get(colour, 4)
    # Interlacing splits the rows into seven passes with filter bytes of their own; twice the size holds all.
    most = 2 * (width * bits // 8 + 2) * height
    _refuse_bomb(b"".join(data for kind, data in chunks if kind == b"IDAT"), most)


def _refuse_bomb(packed: bytes, most: int) -> None:
    try:
        unpacked = len(zlib.decompressobj().decompress(packed, most + 1))
    except zlib.error as error:
        raise _broken() from error
    if not 0 < unpacked <= most:
        raise _broken()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + _checksum(kind, data)


def _checksum(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(kind + data))


def _broken() -> errors.CrestRefusedError:
    return errors.CrestRefusedError(_("PNG ini rusak atau tidak lengkap. Simpan ulang lalu unggah lagi."))
