"""Posts: the list, one post, adding and removing it, putting people in and ending their time."""

import datetime as dt

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpul.core import clock
from simpul.organizations import exports, forms, queries
from simpul.organizations.models import Agency, Membership, Post
from simpul.organizations.operations import people, posts
from simpul.organizations.roles import Role
from simpul.organizations.views import pages
from simpul.web import access, formats, listing, parts
from simpul.web.http import Request

_STATES = (("terisi", gettext_lazy("Terisi")), ("kosong", gettext_lazy("Belum terisi")))


@access.requires("people.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """All posts with who holds them today."""
    found = _found(request)
    heads = ("jabatan", "peran", "perangkat daerah", "pemegang")
    asked = request.GET.get(exports.ASKED, "")
    rows = _rows(request, found) if asked else []
    if file := exports.response(asked, "jabatan", heads, rows):
        return file
    page = pages.page_of(request, found)
    return pages.show(
        request,
        "organizations/posts.html",
        title=_("Jabatan"),
        page=page,
        seats=_with_holders(request, list(page.object_list)),
        heads=listing.heads(request.GET, _columns(), "title"),
        filters=_filters(request),
        downloads=exports.links(request.GET),
        trail=pages.trail(),
    )


@access.requires("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """A new post; `?perangkat=` proposes its agency."""
    agencies = Agency.objects.within(request.scope).living().order_by("name")
    initial = {"agency": request.GET.get("perangkat", "")}
    form = forms.PostForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and form.is_valid():
        added = forms.tried(
            form,
            lambda: posts.add_post(scope=request.scope, government=request.government, **form.cleaned_data),
        )
        if added:
            messages.success(request, _("Jabatan tercatat. Sekarang tempatkan orangnya."))
            return redirect("post", pk=added.pk)
    return pages.show_form(
        request,
        title=_("Tambah jabatan"),
        form=form,
        verb=_("Simpan"),
        back=reverse("posts"),
        trail=pages.trail(_list_link()),
    )


@access.requires("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: Request, pk: int) -> HttpResponse:
    """One post, everybody who held it, and the form that puts somebody in."""
    post = queries.post(request.scope, pk)
    today = clock.today(request.government.zone)
    form = forms.PlaceForm(request.POST or None, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        placed = forms.tried(
            form, lambda: people.place_person(scope=request.scope, post=post, **form.cleaned_data)
        )
        if placed:
            messages.success(request, _("%(name)s ditempatkan.") % {"name": placed.user.name})
            return redirect("person", public_id=placed.user.public_id)
    held = Membership.objects.within(request.scope).filter(post=post).select_related("user")
    return pages.show(
        request,
        "organizations/post.html",
        title=post.title,
        post=post,
        today=today,
        held=held.order_by("-since", "-pk"),
        form=form,
        trail=pages.trail(_list_link()),
    )


@access.requires("people.manage")
@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    """Take away a post that nobody ever held."""
    post = queries.post(request.scope, pk)
    if not pages.is_sure(request):
        consequence = _("Jabatan ini belum pernah dipegang siapa pun, jadi tidak ada catatan yang hilang.")
        title = _("Hapus jabatan %(title)s?") % {"title": post.title}
        return pages.ask(request, pages.Ask(title, consequence, _("Hapus"), reverse("post", args=[pk])))
    posts.remove_post(scope=request.scope, post=post)
    messages.success(request, _("Jabatan %(title)s dihapus.") % {"title": post.title})
    return redirect("posts")


@access.requires("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """The last day of a person in a post; asks with the consequence first."""
    membership = queries.membership(request.scope, pk)
    form = forms.EndForm(request.POST or None, initial={"until": clock.today(request.government.zone)})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        if not pages.is_sure(request):
            return pages.ask(request, _end_question(membership, until))
        ended = forms.tried(
            form,
            lambda: (posts.end_membership(scope=request.scope, membership=membership, until=until), True),
            "until",
        )
        if ended:
            messages.success(request, _("Masa jabatan diakhiri. Catatannya tetap tersimpan."))
            return redirect("post", pk=membership.post_id)
    return pages.show_form(
        request,
        title=_("Akhiri masa jabatan %(name)s") % {"name": membership.user.name},
        form=form,
        verb=_("Lanjutkan"),
        back=reverse("post", args=[membership.post_id]),
        lead=membership.post.title,
        trail=pages.trail(_list_link()),
    )


def _end_question(membership: Membership, until: dt.date) -> pages.Ask:
    facts = {
        "name": membership.user.name,
        "role": membership.post.get_role_display(),
        "title": membership.post.title,
        "day": formats.date(until),
    }
    consequence = _(
        "Sesudah %(day)s, %(name)s tidak lagi memiliki hak %(role)s dari jabatan ini. Apa yang sudah "
        "dikerjakannya tetap tercatat atas namanya."
    )
    return pages.Ask(
        _("Akhiri masa jabatan %(name)s sebagai %(title)s?") % facts,
        consequence % facts,
        _("Akhiri"),
        reverse("post", args=[membership.post_id]),
    )


def _columns() -> list[listing.Column]:
    return [
        listing.Column(_("Jabatan"), "title"),
        listing.Column(_("Pemegang")),
        listing.Column(_("Perangkat daerah"), "agency__name", is_wide=True),
        listing.Column(_("Peran"), "role", is_wide=True),
    ]


def _found(request: Request) -> QuerySet[Post]:
    asked = request.GET
    found: QuerySet[Post] = Post.objects.within(request.scope).select_related("agency")
    text, state = asked.get("cari", "").strip(), asked.get("keadaan", "")
    serving = queries.serving(request.scope, clock.today(request.government.zone))
    filled = Exists(serving.order_by().filter(post=OuterRef("pk")))
    if text:
        found = found.filter(Q(title__icontains=text) | Q(agency__name__icontains=text))
    if asked.get("peran", "") in Role.values:
        found = found.filter(role=asked["peran"])
    if state in dict(_STATES):
        found = found.filter(filled if state == "terisi" else ~filled)
    return pages.ordered(found, listing.order(asked, _columns(), "title"), "title")


def _filters(request: Request) -> parts.Filters:
    text = request.GET.get("cari", "").strip()
    return pages.filters(
        request,
        parts.FilterField("cari", _("Jabatan atau perangkat daerah"), "teks", text),
        parts.FilterField(
            "keadaan", _("Keadaan"), "pilihan", choices=pages.choices(request, "keadaan", _STATES)
        ),
        parts.FilterField(
            "peran", _("Peran"), "daftar", choices=pages.choices(request, "peran", Role.choices)
        ),
    )


def _with_holders(request: Request, found: list[Post]) -> list[tuple[Post, list[Membership]]]:
    held: dict[int, list[Membership]] = {}
    today = clock.today(request.government.zone)
    for membership in queries.serving(request.scope, today).filter(post__in=found):
        held.setdefault(membership.post_id, []).append(membership)
    return [(post, held.get(post.pk, [])) for post in found]


def _rows(request: Request, found: QuerySet[Post]) -> list[tuple[str, ...]]:
    return [
        (
            post.title,
            str(Role(post.role).label),
            post.agency.name if post.agency else "",
            ", ".join(membership.user.name for membership in held),
        )
        for post, held in _with_holders(request, list(found))
    ]


def _list_link() -> parts.Link:
    return parts.Link(_("Jabatan"), reverse("posts"))
