"""The audit: what was done, by whom, when, and how the chain of seals stands."""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simpul.audit import api as audit
from simpul.core import clock
from simpul.organizations import api as organizations
from simpul.site.pages import words
from simpul.web import access, listing, parts
from simpul.web.http import Request

_DAY_FORMS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CHECKSUM = re.compile(r"\b[0-9a-f]{40,}\b")
_SORTS = {"-waktu": "-id", "waktu": "id"}


class _Echo:
    """A file that hands back what is written, so that csv writes line by line."""

    def write(self, line: str) -> str:
        return line


@access.requires("audit.read")
@require_safe
def index(request: Request) -> HttpResponseBase:
    """Acts on record in this government, filtered, paged, or as CSV."""
    zone, government_id = request.government.zone, request.government.pk
    asked = _asked(request.GET)
    if request.GET.get("hari", "").strip() and asked.day is None:
        messages.error(request, _("Hari tidak terbaca. Tulis seperti 21-11-2026."))
    order = listing.order(request.GET, _columns(), "-waktu")
    found = audit.entries(request.scope, government_id, asked, zone).order_by(_SORTS[order])
    if request.GET.get("bentuk") == "csv":
        return _csv(found.iterator(chunk_size=2000), zone)
    standing = audit.standing(request.scope, government_id)
    page = organizations.frame.page_of(request, found)
    return organizations.frame.show(
        request,
        "site/audit.html",
        title=_("Jejak audit"),
        page=page,
        entries=[(entry, words.act(entry.action), _details(entry)) for entry in page.object_list],
        standing=standing,
        seal=_pieces(standing.chain.seal) if standing.chain else [],
        heads=listing.heads(request.GET, _columns(), "-waktu"),
        filters=_filters(request),
        csv_url=_csv_url(request.GET),
        zone=zone,
        trail=organizations.frame.trail(),
    )


def _columns() -> list[listing.Column]:
    return [
        listing.Column(_("Tindakan")),
        listing.Column(_("Waktu"), "waktu"),
        listing.Column(_("Siapa")),
        listing.Column(_("Rincian"), is_wide=True),
        listing.Column(_("Nomor"), is_numeric=True, is_wide=True),
    ]


def _asked(query: QueryDict) -> audit.Asked:
    names = ("siapa", "tindakan", "objek", "hari")
    who, action, object_, day = (query.get(name, "").strip() for name in names)
    return audit.Asked(who, action, object_, _day(day))


def _day(text: str) -> dt.date | None:
    for form in _DAY_FORMS:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None


def _filters(request: Request) -> parts.Filters:
    query = request.GET
    action = query.get("tindakan", "")
    known = audit.actions(request.scope, request.government.pk)
    choices = [parts.Choice("", _("Semua"), is_chosen=not action)]
    choices += [parts.Choice(name, words.act(name), is_chosen=name == action) for name in known]
    fields = (
        parts.FilterField("siapa", _("Nama atau jabatan"), "teks", query.get("siapa", "")),
        parts.FilterField("tindakan", _("Tindakan"), "daftar", choices=tuple(choices)),
        parts.FilterField("objek", _("Objek, misalnya rilis 12"), "teks", query.get("objek", "")),
        parts.FilterField("hari", _("Hari, misalnya 21-11-2026"), "teks", query.get("hari", "")),
    )
    chosen = [text for text in (query.get(field.name, "").strip() for field in fields) if text]
    kept = ((listing.SORT, query[listing.SORT]),) if listing.SORT in query else ()
    return parts.Filters(", ".join(chosen), fields, kept, request.path if chosen else "")


def _pieces(seal: str) -> list[str]:
    """Where a narrow column may break it."""
    return [seal[start : start + 8] for start in range(0, len(seal), 8)]


def _csv_url(query: QueryDict) -> str:
    target = query.copy()
    target.pop(listing.PAGE, None)
    target["bentuk"] = "csv"
    return f"?{target.urlencode()}"


def _details(entry: Any) -> str:
    """The details in one line; checksums are cut short here and whole in the CSV."""
    line = ", ".join(f"{name}: {_text(value)}" for name, value in sorted(entry.details.items()))
    return _CHECKSUM.sub(lambda match: f"{match[0][:12]}…", line)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _csv(entries: Iterable[Any], zone: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_lines(entries, zone), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="jejak-audit.csv"'
    return answer


def _lines(entries: Iterable[Any], zone: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(
        [
            *(_("Nomor"), _("Waktu"), _("Nama"), _("Jabatan"), _("Tindakan"), _("Jenis objek"), _("Objek")),
            *(_("Rincian"), _("Permintaan"), _("Segel sebelumnya"), _("Segel")),
        ]
    )
    for entry in entries:
        yield writer.writerow([_tame(cell) for cell in _cells(entry, zone)])


def _cells(entry: Any, zone: str) -> list[object]:
    at = clock.local(entry.at, zone).isoformat(timespec="seconds")
    who = (entry.actor_label, entry.post_label)
    what = (entry.action, entry.object_kind, entry.object_key, json.dumps(entry.details, ensure_ascii=False))
    return [entry.sequence, at, *who, *what, entry.request_id, entry.previous_seal, entry.seal]


def _tame(cell: object) -> str:
    """Spreadsheets run what begins like a formula; an apostrophe makes it text."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
