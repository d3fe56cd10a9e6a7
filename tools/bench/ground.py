"""A throw-away installation with 60 data sets, each with a release and an indicator, and the peers' pages."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = tempfile.mkdtemp(prefix="simpul-bench-")
os.environ |= {
    "SIMPUL_DATA_DIR": FOLDER,
    "SIMPUL_SECRET_KEY": "bench-" + "x" * 50,
    "SIMPUL_FILE_KEY": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "DJANGO_SETTINGS_MODULE": "simpul.site.settings",
    "SIMPUL_LOG_LEVEL": "ERROR",
}

import django  # noqa: E402  (the environment above must stand first)

django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

from simpul.commandcenter import operations as boards  # noqa: E402
from simpul.core.scope import Scope  # noqa: E402
from simpul.datahub import api as datahub  # noqa: E402
from simpul.datahub.indicators.models import IndicatorValue  # noqa: E402
from simpul.datahub.views import numbers  # noqa: E402
from simpul.site import urls as site_urls  # noqa: E402
from simpul.web import access  # noqa: E402
from tests import cast  # noqa: E402
from tests.datahub import situations  # noqa: E402

CARDS = 60
PLAIN_CARDS = """{% extends "web/base.html" %}{% block main %}<h1>Angka</h1><table class="tabel"><tbody>
{% for v in values %}<tr>
<th scope="row"><a href="/data/angka/{{ v.indicator__code }}/">{{ v.indicator__name }}</a><br>
<span class="mini">{{ v.source_label }}</span></th>
<td class="n"><a href="/data/angka/{{ v.indicator__code }}/asal/{{ v.pk }}/">{{ v.value }}</a>
<small>{{ v.indicator__unit }}</small></td>
<td>{{ v.period_code }}</td><td>–</td><td>–</td><td>{{ v.period_end }}</td></tr>{% endfor %}
</tbody></table>{% endblock %}"""


def build(count: int = CARDS) -> None:
    """Migrate, then bring `count` data sets through the path."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for number in range(count):
        add(number)
    board()


def add(number: int) -> None:
    """One more data set with its released number."""
    descriptor = {
        "fields": [{"name": "nilai", "type": "number", "title": "Nilai", "constraints": {"required": True}}],
        "primaryKey": [],
    }
    dataset = situations.dataset(code=f"data-{number:03d}", title=f"Data {number:03d}", descriptor=descriptor)
    indicator = datahub.Indicator.everywhere.get(code=dataset.code)
    datahub.Indicator.everywhere.filter(pk=indicator.pk).update(name=f"Angka {number:03d}", order=number)
    datahub.IndicatorSource.everywhere.filter(indicator=indicator).update(
        formula={"column": "nilai"}, area_field=""
    )
    content = situations.workbook([(number + 1,)], ("Nilai",))
    situations.released(dataset, content=content)


def board() -> None:
    """A board of all numbers, one of them leading and mapped."""
    found = list(datahub.Indicator.everywhere.select_related("government").order_by("order"))
    boards.compose(
        scope=Scope.system("bench"), government_id=found[0].government_id, code="utama", title="Papan",
        lead=found[0], numbers=found, wall=found[:5], mapped=found[0],
    )  # fmt: skip


@access.signed_in
def plain_cards(request: HttpRequest) -> HttpResponse:
    """The peer: what anybody would write for 60 cards, one query and one template."""
    fields = (
        "pk",
        "indicator__code",
        "indicator__name",
        "indicator__unit",
        "value",
        "period_code",
        "period_end",
    )
    values = IndicatorValue.everywhere.order_by("indicator__order").values(*fields, "source_label")[:CARDS]
    return HttpResponse(engines["django"].from_string(PLAIN_CARDS).render({"values": list(values)}, request))


@access.signed_in
def numbers_anew(request: HttpRequest) -> HttpResponse:
    """The product's page with nothing kept."""
    cache.clear()
    return numbers.index(request)


def bytes_of(content: bytes) -> Callable[[HttpRequest], HttpResponse]:
    """The peer of a cached page: the same bytes, returned by a view, through the same middleware."""

    @access.public
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(content)

    return view


def mount(address: str, view: Any) -> None:
    """Give a peer its address, before the product's own."""
    site_urls.urlpatterns.insert(0, path(address.lstrip("/"), view))
    from django.urls import clear_url_caches

    clear_url_caches()


def size_of(folder: Path) -> int:
    """Bytes below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


__all__ = [
    "CARDS",
    "FOLDER",
    "add",
    "build",
    "bytes_of",
    "cast",
    "mount",
    "numbers_anew",
    "plain_cards",
    "situations",
    "size_of",
]
