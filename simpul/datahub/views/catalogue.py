"""The catalogue: data sets with their freshness, one data set, its releases and files."""

import csv
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from simpul.core import clock, errors
from simpul.datahub import access as rights
from simpul.datahub import drawings, present, queries, sheets_out
from simpul.datahub.releases.models import Release, ServedRow
from simpul.datahub.standards.models import Dataset
from simpul.documents import api as documents
from simpul.web import access, cache, listing
from simpul.web.http import Request

PER_PAGE = 30
ROWS_PER_PAGE = 50

COLUMNS = (
    listing.Column(_("Data set"), "title"),
    listing.Column(_("Penanggung jawab"), "agency__short_name", is_wide=True),
    listing.Column(_("Frekuensi"), is_wide=True),
    listing.Column(_("Terbaru")),
    listing.Column(_("Keadaan")),
)


@cache.cacheable
@access.public
def index(request: Request) -> HttpResponse:
    """All data sets that the visitor may see; `?bentuk=csv` exports the list."""
    query = _filtered(request)
    order = listing.order(request.GET, COLUMNS, "title")
    query = query.order_by(order, "pk")
    today = _today(request)
    if request.GET.get("bentuk") == "csv":
        return _as_csv(queries.rows(request.scope, query, today))
    page = Paginator(query, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": queries.rows(request.scope, page.object_list, today),
        "heads": listing.heads(request.GET, COLUMNS, "title"),
        "text": request.GET.get("cari", ""),
        "may_define": request.scope.has("dataset.manage"),
    }
    return render(cast(Any, request), "datahub/catalogue.html", context)


def _today(request: Request) -> Any:
    if request.government is None:
        raise errors.NotFoundError()
    return clock.today(request.government.zone)


def _filtered(request: Request) -> Any:
    query = Dataset.objects.within(request.scope).select_related("agency", "government")
    if not request.scope.has("data.read"):
        query = query.open_to_public()
    text = request.GET.get("cari", "").strip()
    if text:
        query = query.filter(
            Q(title__icontains=text) | Q(agency__name__icontains=text) | Q(code__icontains=text)
        )
    return query


def _as_csv(rows: list[queries.Row]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="data-set.csv"'
    writer = csv.writer(response)
    writer.writerow(
        [
            "kode",
            "judul",
            "penanggung_jawab",
            "frekuensi",
            "periode_terbaru",
            "umur_hari",
            "keadaan",
            "contoh",
        ]
    )
    for row in rows:
        dataset, fresh = row.dataset, row.freshness
        period = row.newest.code if row.newest else ""
        mark = "contoh" if dataset.is_sample else ""
        writer.writerow(
            [
                dataset.code,
                dataset.title,
                dataset.agency.name,
                dataset.frequency,
                period,
                fresh.age_days,
                fresh.state,
                mark,
            ]
        )
    return response


@cache.cacheable
@access.public
def detail(request: Request, code: str) -> HttpResponse:
    """One data set: what it means, how fresh it is, its newest rows, its releases."""
    dataset = rights.dataset(request.scope, code)
    (row,) = queries.rows(request.scope, [dataset], _today(request))
    releases = Release.objects.within(request.scope).filter(dataset=dataset).order_by("-number")
    context = {
        "dataset": dataset,
        "row": row,
        "ribbon": drawings.ribbon(row.freshness),
        "fresh_sentence": present.freshness_sentence(row.freshness, dataset.frequency, row.newest),
        "due_sentence": present.due_sentence(row.freshness, _today(request)),
        "releases": Paginator(releases.select_related("submission"), PER_PAGE).get_page(
            request.GET.get("halaman")
        ),
        "schema": dataset.latest_schema().schema,
        "feeds": dataset.feeds.select_related("indicator").order_by("indicator__order"),
        "may_upload": request.scope.may_for("data.upload", dataset.agency_id),
    }
    return render(cast(Any, request), "datahub/dataset.html", context)


@cache.cacheable
@access.public
def release(request: Request, code: str, number: int) -> HttpResponse:
    """The rows of a release, as parsed, with the row of the sheet each stands in."""
    found = rights.release(request.scope, code, number)
    schema = found.submission.schema_version.schema
    page = Paginator(
        ServedRow.objects.within(request.scope).filter(release=found).order_by("row"), ROWS_PER_PAGE
    )
    rows = page.get_page(request.GET.get("halaman"))
    table = [(row.row, [sheets_out.shown(row.values.get(f.name), f) for f in schema.fields]) for row in rows]
    context = {"release": found, "dataset": found.dataset, "schema": schema, "page": rows, "table": table}
    return render(cast(Any, request), "datahub/release.html", context)


@access.public
def download(request: Request, code: str, number: int, form: str) -> HttpResponseBase:
    """The release as Parquet (the truth), CSV or XLSX; each carries source, period, freshness and licence."""
    found = rights.release(request.scope, code, number)
    if form == "parquet":
        return _parquet(found)
    if form not in sheets_out.WRITERS:
        raise errors.NotFoundError()
    (row,) = queries.rows(request.scope, [found.dataset], _today(request))
    return sheets_out.WRITERS[form](found, row.freshness)


def _parquet(release: Release) -> FileResponse:
    response = documents.download(release.parquet)
    name = f"{release.dataset.code}-rilis-{release.number}.parquet"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
