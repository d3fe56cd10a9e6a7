"""Icons drawn on a 20 × 20 grid: outlines in the colour of the text beside them, never without a word."""

from django.utils.safestring import SafeString, mark_safe

_SHAPES = {
    # states: the shape differs, so that colour is never the only sign
    "mutakhir": '<circle cx="10" cy="10" r="7.5"/><path d="m6.7 10.2 2.3 2.3 4.4-4.8"/>',
    "tempo": '<circle cx="10" cy="10" r="7.5"/><path d="M10 5.8V10l2.8 2"/>',
    "terlambat": '<path d="M10 2.8 18 16.8H2z"/><path d="M10 8v4M10 14.4v.1"/>',
    "menunggak": (
        '<path fill="currentColor" d="M6.7 2.2h6.6l4.5 4.5v6.6l-4.5 4.5H6.7l-4.5-4.5V6.7z"/>'
        '<path stroke="var(--surface)" stroke-width="2.2" d="M10 5.8v5M10 14v.1"/>'
    ),
    "selisih": (
        '<path d="M10 1.8 18.2 10 10 18.2 1.8 10z"/>'
        '<path d="M7 8.6h6M7 11.6h6M11.4 6.8 8.6 13.4" stroke-width="1.5"/>'
    ),
    "kosong": '<circle cx="10" cy="10" r="7.5" stroke-dasharray="2.6 2.1"/><path d="M6.8 10h6.4"/>',
    "tak-bertanggal": (
        '<path d="M3 5h14v12H3zM3 8.8h14M6.8 3v3.5M13.2 3v3.5" stroke-dasharray="2.6 2.1"/>'
        '<path d="M8.4 11.6a1.7 1.7 0 1 1 1.7 1.9v.7"/>'
    ),
    # directions
    "naik": '<path d="M10 16.5v-13M5 8.5l5-5 5 5"/>',
    "turun": '<path d="M10 3.5v13M5 11.5l5 5 5-5"/>',
    "tetap": '<path d="M4 7.5h12M4 12.5h12"/>',
    "kanan": '<path d="M3.5 10h13M11.5 5l5 5-5 5"/>',
    "kiri": '<path d="M16.5 10h-13M8.5 5l-5 5 5 5"/>',
    # things and acts
    "berkas": '<path d="M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4"/>',
    "bulan": '<path d="M16.8 12.2A7.3 7.3 0 0 1 7.8 3.2a7.3 7.3 0 1 0 9 9z"/>',
    "cari": '<circle cx="9" cy="9" r="5.8"/><path d="m13.4 13.4 4 4"/>',
    "info": '<circle cx="10" cy="10" r="7.5"/><path d="M10 9.3v4.5M10 6.3v.1"/>',
    "keluar": '<path d="M8 3H3.5v14H8M8 10h9M13.5 6.5 17 10l-3.5 3.5"/>',
    "kunci": '<path d="M4.5 9h11v8.5h-11zM6.8 9V6.2a3.2 3.2 0 0 1 6.4 0V9"/>',
    "lapor": '<path d="M4 18V3.2M4 4h11.5l-2.7 3.8 2.7 3.7H4"/>',
    "luring": '<path d="M2 7.5c4.6-4 11.4-4 16 0M5 11c3-2.5 7-2.5 10 0M10 15.5v.1M3 17.5 17 2.5"/>',
    "menu": '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
    "orang": '<circle cx="10" cy="6.5" r="3.5"/><path d="M3 17.5c.6-4 3.3-5.5 7-5.5s6.4 1.5 7 5.5"/>',
    "salin": '<path d="M7 7h10v10H7zM13 7V3H3v10h4"/>',
    "saring": '<path d="M3 5.5h14M5.8 10h8.4M8.5 14.5h3"/>',
    "tambah": '<path d="M10 3.5v13M3.5 10h13"/>',
    "tutup": '<path d="m4.5 4.5 11 11M15.5 4.5l-11 11"/>',
    "ubah": '<path d="m3 17 .8-3.8L13.5 3.5l3 3L6.8 16.2z"/>',
    "unduh": '<path d="M10 2.8v9.7M6 8.8l4 4 4-4M3 16.8h14"/>',
    "unggah": '<path d="M10 12.8V3M6 6.8l4-4 4 4M3 16.8h14"/>',
}  # fmt: skip

NAMES = tuple(_SHAPES)


def svg(name: str) -> SafeString:
    """The picture as inline SVG, hidden from screen readers; KeyError when no icon has this name."""
    # Only the constants above enter the markup.
    return mark_safe(f'<svg class="i" viewBox="0 0 20 20" aria-hidden="true">{_SHAPES[name]}</svg>')  # noqa: S308


_PILLARS = {
    "governance": "M3 3h18v18H3z",
    "branding": "M12 1 23 12 12 23 1 12z",
    "economy": "M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 0 0 0-21z",
    "living": "M12 2 23 21.5H1z",
    "society": "M6.5 2.5h11L23 12l-5.5 9.5h-11L1 12z",
    "environment": "M12 1c6 6.5 9 10 9 13.8A9 9 0 0 1 3 14.8C3 11 6 7.5 12 1z",
}
PILLARS = tuple(_PILLARS)


def pillar(name: str) -> SafeString:
    """The shape of one of the six pillars of smart city, filled with its colour."""
    shape = f'<path fill="var(--p-{name})" d="{_PILLARS[name]}"/>'
    return mark_safe(f'<svg class="pilar" viewBox="0 0 24 24" aria-hidden="true">{shape}</svg>')  # noqa: S308
