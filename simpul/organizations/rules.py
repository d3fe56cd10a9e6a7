"""Rules of the area that need no database."""

# Provinces by their two digits; Keputusan Presiden Nomor 41 Tahun 1987 divides Indonesia into three zones,
# provinces made since then keep the zone of the one they came from.
_WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96", "97"})


def zone_of_area(code: str) -> str:
    """The time zone of an area by its Kemendagri code, "64.01" → "Asia/Makassar"."""
    province = code[:2]
    if province in _WITA:
        return "Asia/Makassar"
    return "Asia/Jayapura" if province in _WIT else "Asia/Jakarta"


def short_name(area_name: str) -> str:
    """The name of an area without its kind: "Kabupaten Paser" → "Paser"."""
    kinds = ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ")
    kind = next((kind for kind in kinds if area_name.startswith(kind)), "")
    return area_name.removeprefix(kind)
