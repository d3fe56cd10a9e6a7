"""Tags and filters of every template (a builtin of the engine): icons, states, Indonesian formats."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from simpul.core import clock
from simpul.web import error_words, formats, icons

register = template.Library()

# The words of data-k; `contoh` is no state of a number but a mark on it, see the tag of that name.
STATES: dict[str, Promise] = {
    "mutakhir": _("Mutakhir"),
    "tempo": _("Jatuh tempo"),
    "terlambat": _("Terlambat"),
    "menunggak": _("Menunggak"),
    "selisih": _("Beda sumber"),
    "kosong": _("Belum ada data"),
    "tak-bertanggal": _("Tahun tidak diketahui"),
}


@register.simple_tag
def ikon(name: str) -> SafeString:
    """{% ikon "unduh" %}: the icon, to stand before its word."""
    return icons.svg(name)


@register.simple_tag
def pilar(name: str) -> SafeString:
    """{% pilar "economy" %}: the shape of a pillar, to stand before its name."""
    return icons.pillar(name)


@register.simple_tag
def keadaan(state: str, words: Any = "", loud: bool = False) -> SafeString:
    """{% keadaan state %}: icon, word and colour of a state; `words` replaces the word, `loud` adds ground.

    Work deadlines use the same icons with their own words: {% keadaan "tempo" words=_("Tenggat") %}.
    """
    key = str(state)
    ground = " k--isi" if loud else ""
    return format_html(
        '<span class="k{}" data-k="{}">{}{}</span>', ground, key, icons.svg(key), words or STATES[key]
    )


@register.simple_tag
def contoh() -> SafeString:
    """{% contoh %}: made for show, not an official figure."""
    return format_html('<span class="contoh">{}</span>', _("contoh"))


@register.filter
def angka(value: Any, decimals: int | None = None) -> str:
    """{{ value|angka:2 }}: "1.234,50"; nothing when there is no value."""
    return "" if value is None or value == "" else formats.number(value, decimals)


@register.filter
def rupiah(value: Any, form: str = "") -> str:
    """{{ value|rupiah }}: "Rp 1.234.567"; {{ value|rupiah:"pendek" }}: "Rp 4,82 triliun"."""
    return "" if value is None or value == "" else formats.rupiah(value, short=form == "pendek")


@register.filter
def tanggal(value: dt.date | None) -> str:
    """{{ day|tanggal }}: "21 November 2026"; an instant is first brought to the present zone."""
    return "" if value is None else formats.date(_day(value))


@register.filter
def hari_tanggal(value: dt.date | None) -> str:
    """{{ day|hari_tanggal }}: "Sabtu, 21 November 2026"."""
    return "" if value is None else formats.weekday_date(_day(value))


@register.filter
def waktu(value: dt.datetime | None, zone: str = "") -> str:
    """{{ instant|waktu }}: "21 November 2026, 09.12 WITA", in the present zone or in the one given."""
    return "" if value is None else formats.moment(value, zone or _zone())


@register.filter
def jam(value: dt.datetime | None, zone: str = "") -> str:
    """{{ instant|jam }}: "09.12"."""
    return "" if value is None else formats.clock_time(value, zone or _zone())


@register.filter
def hari_lalu(value: dt.date | None) -> str:
    """{{ day|hari_lalu }}: "kemarin", "3 hari lalu", "besok"."""
    return "" if value is None else formats.days_away(_day(value), clock.today(_zone()))


@register.filter
def ukuran(count: int) -> str:
    """{{ bytes|ukuran }}: "1,4 MB"."""
    return formats.size(count)


@register.filter
def nomor_halaman(page: Page[Any]) -> list[int | None]:
    """{{ page|nomor_halaman }}: the page numbers to offer; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.simple_tag
def isian(field: BoundField) -> SafeString:
    """{% isian form.email %}: the widget of a field in our dress; name, value and aria come from Django."""
    kinds = ("checkbox", "radio", "file", "hidden")
    is_plain = getattr(field.field.widget, "input_type", "") in kinds or field.use_fieldset
    return field.as_widget(attrs=None if is_plain else {"class": "isian"})


@register.filter
def kata_galat(status: int) -> error_words.Words:
    """{{ error.status|kata_galat }}: title and sentence of an error page, in both languages."""
    return error_words.of(status)


def _day(value: dt.date) -> dt.date:
    return clock.local(value, _zone()).date() if isinstance(value, dt.datetime) else value


def _zone() -> str:
    zone = timezone.get_current_timezone()
    return zone.key if isinstance(zone, ZoneInfo) else "UTC"
