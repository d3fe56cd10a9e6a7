"""Agencies: the list, one agency with its history, adding, renaming, merging."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from simpul.core import clock
from simpul.organizations import exports, forms, histories, queries
from simpul.organizations.models import Agency, Post
from simpul.organizations.operations import agencies
from simpul.organizations.views import pages
from simpul.web import access, listing, parts
from simpul.web.http import Request

_STATES = (("berdiri", gettext_lazy("Masih berdiri")), ("berakhir", gettext_lazy("Sudah digabung")))


@access.requires("people.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """All agencies, filtered, sorted, to take away."""
    columns, found = _columns(), _found(request)
    rows = ((row.code, row.name, row.short_name, row.post_count, row.people_count) for row in found)
    heads = ("kode", "nama", "singkatan", "jabatan", "orang")
    if file := exports.response(request.GET.get(exports.ASKED, ""), "perangkat-daerah", heads, rows):
        return file
    return pages.show(
        request,
        "organizations/agencies.html",
        title=_("Perangkat daerah"),
        page=pages.page_of(request, found),
        heads=listing.heads(request.GET, columns, "name"),
        filters=_filters(request),
        downloads=exports.links(request.GET),
        trail=pages.trail(),
    )


@access.requires("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """A new agency."""
    form = forms.AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = forms.tried(
            form,
            lambda: agencies.add_agency(
                scope=request.scope, government=request.government, **form.cleaned_data
            ),
            "code",
        )
        if added:
            messages.success(request, _("%(name)s tercatat.") % {"name": added.name})
            return redirect("agency", pk=added.pk)
    return pages.show_form(
        request,
        title=_("Tambah perangkat daerah"),
        form=form,
        verb=_("Simpan"),
        back=reverse("agencies"),
        trail=pages.trail(_list_link()),
    )


@access.requires("people.manage")
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """One agency: posts, people, history."""
    agency = queries.agency(request.scope, pk)
    today = clock.today(request.government.zone)
    holders: dict[int, list[Any]] = {}
    for membership in queries.serving(request.scope, today).filter(post__agency=agency):
        holders.setdefault(membership.post_id, []).append(membership)
    posts = Post.objects.within(request.scope).filter(agency=agency).order_by("title", "pk")
    return pages.show(
        request,
        "organizations/agency.html",
        title=agency.short_name,
        agency=agency,
        seats=[(post, holders.get(post.pk, [])) for post in posts],
        steps=histories.steps(request.scope, agency),
        trail=pages.trail(_list_link()),
    )


@access.requires("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Request, pk: int) -> HttpResponse:
    """Another name from a day on; the old one stays in the history."""
    agency = queries.agency(request.scope, pk)
    names = {"name": agency.name, "short_name": agency.short_name}
    today = clock.today(request.government.zone)
    form = forms.RenameForm(request.POST or None, initial={**names, "effective_on": today})
    if request.method == "POST" and form.is_valid():
        renamed = forms.tried(
            form,
            lambda: (agencies.rename_agency(scope=request.scope, agency=agency, **form.cleaned_data), True),
        )
        if renamed:
            messages.success(request, _("Nama tercatat. Nama lama tetap ada di riwayat."))
            return redirect("agency", pk=pk)
    return pages.show_form(
        request,
        title=_("Ganti nama perangkat daerah"),
        form=form,
        verb=_("Simpan nama baru"),
        back=reverse("agency", args=[pk]),
        lead=_("Rilis dan catatan lama tetap memuat nama yang berlaku waktu itu."),
        trail=pages.trail(_list_link(), _link(agency)),
    )


@access.requires("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, pk: int) -> HttpResponse:
    """Merge an agency into another one; asks with the consequence before it is done."""
    agency = queries.agency(request.scope, pk)
    targets = Agency.objects.within(request.scope).living().exclude(pk=pk).order_by("name")
    initial = {"effective_on": clock.today(request.government.zone)}
    form = forms.MergeForm(request.POST or None, targets=targets, initial=initial)
    if request.method == "POST" and form.is_valid():
        target = form.cleaned_data["target"]
        if not pages.is_sure(request):
            return pages.ask(request, _merge_question(request, agency, target))
        merged = forms.tried(
            form, lambda: agencies.merge_agencies(scope=request.scope, source=agency, **form.cleaned_data)
        )
        if merged:
            names = {"name": agency.name, "target": target.name}
            messages.success(request, _("%(name)s digabung ke %(target)s.") % names)
            return redirect("agency", pk=target.pk)
    return pages.show_form(
        request,
        title=_("Gabung %(name)s") % {"name": agency.name},
        form=form,
        verb=_("Lanjutkan"),
        back=reverse("agency", args=[pk]),
        lead=_("Akibatnya ditunjukkan dahulu sebelum penggabungan dilakukan."),
        trail=pages.trail(_list_link(), _link(agency)),
    )


def _merge_question(request: Request, agency: Agency, target: Agency) -> pages.Ask:
    posts = Post.objects.within(request.scope).filter(agency=agency)
    people = queries.serving(request.scope, clock.today(request.government.zone)).filter(post__agency=agency)
    facts = {"name": agency.name, "target": target.name, "posts": posts.count(), "people": people.count()}
    consequence = _(
        "%(posts)s jabatan dengan %(people)s pemegangnya, dan semua data milik %(name)s, berpindah ke "
        "%(target)s. %(name)s tidak dapat dipakai lagi; namanya tetap ada di riwayat. Penggabungan ini "
        "tidak dapat dibatalkan."
    )
    return pages.Ask(
        _("Gabung %(name)s ke %(target)s?") % facts,
        consequence % facts,
        _("Gabungkan"),
        reverse("agency", args=[agency.pk]),
    )


def _columns() -> list[listing.Column]:
    return [
        listing.Column(_("Nama"), "name"),
        listing.Column(_("Jabatan"), "post_count", is_numeric=True, is_wide=True),
        listing.Column(_("Orang"), "people_count", is_numeric=True, is_wide=True),
        listing.Column(_("Kode"), "code", is_wide=True),
    ]


def _found(request: Request) -> QuerySet[Any]:
    found = queries.agencies(request.scope, clock.today(request.government.zone))
    text, state = request.GET.get("cari", "").strip(), request.GET.get("keadaan", "")
    if text:
        alike = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__icontains=text)
        found = found.filter(alike)
    if state in dict(_STATES):
        found = found.filter(ended_on__isnull=state == "berdiri")
    return pages.ordered(found, listing.order(request.GET, _columns(), "name"))


def _filters(request: Request) -> parts.Filters:
    text = request.GET.get("cari", "").strip()
    return pages.filters(
        request,
        parts.FilterField("cari", _("Nama atau kode"), "teks", text),
        parts.FilterField(
            "keadaan", _("Keadaan"), "pilihan", choices=pages.choices(request, "keadaan", _STATES)
        ),
    )


def _list_link() -> parts.Link:
    return parts.Link(_("Perangkat daerah"), reverse("agencies"))


def _link(agency: Agency) -> parts.Link:
    return parts.Link(agency.short_name, reverse("agency", args=[agency.pk]))
