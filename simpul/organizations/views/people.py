"""People: the list, one person, and what happens to their account."""

import uuid

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from simpul.accounts import api as accounts
from simpul.accounts.models import User
from simpul.core import clock
from simpul.organizations import directory, exports, queries
from simpul.organizations.models import Agency, Membership
from simpul.organizations.operations import invitations, people
from simpul.organizations.roles import Role
from simpul.organizations.views import pages
from simpul.web import access, listing, parts
from simpul.web.http import Request


@access.requires("people.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """Everybody who holds or held a post here."""
    found, scope, government = _found(request), request.scope, request.government
    asked = request.GET.get(exports.ASKED, "")
    rows = _rows(directory.people(scope, government, list(found))) if asked else []
    heads = ("nama", "surel", "jabatan", "perangkat daerah", "akun", "pengaman kedua")
    if file := exports.response(asked, "orang", heads, rows):
        return file
    page = pages.page_of(request, found)
    return pages.show(
        request,
        "organizations/people.html",
        title=_("Orang"),
        page=page,
        people=directory.people(scope, government, list(page.object_list)),
        heads=listing.heads(request.GET, _columns(), "name"),
        filters=_filters(request),
        downloads=exports.links(request.GET),
        uninvited=queries.uninvited(scope, government).count(),
        being_invited=queries.being_invited(government),
        both_sides=queries.with_both_sides(scope, clock.today(government.zone)),
        trail=pages.trail(),
    )


@access.requires("people.manage")
@require_safe
def detail(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """One person: posts, account, invitation, and the acts that their state allows."""
    user = queries.person(request.scope, public_id)
    today = clock.today(request.government.zone)
    held = Membership.objects.within(request.scope).filter(user=user).select_related("post", "post__agency")
    (person,) = directory.people(request.scope, request.government, [user])
    return pages.show(
        request,
        "organizations/person.html",
        title=user.name,
        person=person,
        today=today,
        held=held.order_by("-since", "-pk"),
        is_self=user.pk == request.scope.actor_id,
        is_both=queries.with_both_sides(request.scope, today).filter(pk=user.pk).exists(),
        can_restore=person.has_factor and request.scope.has("account.restore"),
        retire=_retire_question(request, user),
        trail=pages.trail(_list_link()),
    )


@access.requires("people.manage")
@require_POST
def invite(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """A link for one person, anew where there was one; shown when no mail server took it."""
    user = queries.person(request.scope, public_id)
    issued = accounts.invite(scope=request.scope, place=accounts.place_of(request), user=user)
    issued.invitation.refresh_from_db()
    if issued.invitation.mailed_at:
        messages.success(request, _("Undangan dikirim ke %(email)s.") % {"email": user.email})
    else:
        note = _("Surel belum dapat dikirim. Serahkan tautan ini kepada %(name)s: %(link)s")
        messages.warning(request, note % {"name": user.name, "link": issued.link})
    return redirect("person", public_id=public_id)


@access.requires("people.manage")
@require_POST
def revoke(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """End the open invitation of a person."""
    user = queries.person(request.scope, public_id)
    if not pages.is_sure(request):
        return pages.ask(
            request,
            pages.Ask(
                _("Batalkan undangan %(name)s?") % {"name": user.name},
                _("Tautan dalam surat yang sudah terkirim tidak berlaku lagi. Anda boleh mengundang lagi."),
                _("Batalkan undangan"),
                reverse("person", args=[public_id]),
            ),
        )
    invitation = accounts.latest_invitations(request.scope, [user.pk]).get(user.pk)
    if invitation is not None:
        accounts.revoke(scope=request.scope, invitation_id=invitation.pk)
        messages.success(request, _("Undangan dibatalkan."))
    return redirect("person", public_id=public_id)


@access.requires("people.manage")
@require_POST
def invite_all(request: Request) -> HttpResponse:
    """Invite everybody who has a post but neither password nor invitation."""
    if not pages.is_sure(request):
        waiting = queries.uninvited(request.scope, request.government).count()
        title = _("Undang %(count)s orang sekaligus?") % {"count": waiting}
        consequence = _("Setiap orang mendapat surel dengan tautan tujuh hari untuk membuat kata sandi.")
        return pages.ask(request, pages.Ask(title, consequence, _("Kirim undangan"), reverse("people")))
    count = invitations.invite_everybody(
        scope=request.scope, government=request.government, place=accounts.place_of(request)
    )
    messages.success(request, _("%(count)s undangan masuk antrean kirim.") % {"count": count})
    return redirect("people")


@access.requires("people.manage")
@require_POST
def retire(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """Take away a person's access; asks first."""
    user = queries.person(request.scope, public_id)
    if not pages.is_sure(request):
        return pages.ask(request, _retire_question(request, user))
    is_deactivated = people.retire_person(scope=request.scope, government=request.government, user=user)
    told = _("%(name)s dinonaktifkan.") if is_deactivated else _("Semua jabatan %(name)s di sini diakhiri.")
    messages.success(request, told % {"name": user.name})
    return redirect("person", public_id=public_id)


@access.requires("people.manage")
@require_POST
def resume(request: Request, public_id: uuid.UUID) -> HttpResponse:
    """Let a deactivated person sign in again."""
    user = queries.person(request.scope, public_id)
    people.resume_person(scope=request.scope, government=request.government, user=user)
    messages.success(request, _("%(name)s dapat masuk lagi.") % {"name": user.name})
    return redirect("person", public_id=public_id)


def _retire_question(request: Request, user: User) -> pages.Ask:
    if queries.also_elsewhere(request.scope, user, request.government):
        title, verb = _("Akhiri semua jabatan %(name)s di sini?"), _("Akhiri semua jabatan")
        consequence = _(
            "%(name)s juga bertugas di pemerintah daerah lain, jadi akunnya tetap. Semua jabatannya di sini "
            "berakhir hari ini; catatan pekerjaannya tetap ada."
        )
    else:
        title, verb = _("Nonaktifkan %(name)s?"), _("Nonaktifkan")
        consequence = _(
            "%(name)s langsung keluar dari semua perangkat dan tidak dapat masuk lagi. Catatan pekerjaannya "
            "tetap ada, dan akunnya dapat diaktifkan kembali."
        )
    facts = {"name": user.name}
    return pages.Ask(title % facts, consequence % facts, verb, reverse("person", args=[user.public_id]))


def _columns() -> list[listing.Column]:
    return [
        listing.Column(_("Nama"), "name"),
        listing.Column(_("Akun")),
        listing.Column(_("Jabatan"), is_wide=True),
        listing.Column(_("Surel"), "email", is_wide=True),
    ]


def _found(request: Request) -> QuerySet[User]:
    asked = request.GET
    found = directory.in_state(queries.people(request.scope), asked.get("akun", ""), request.scope)
    text = asked.get("cari", "").strip()
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    held = Membership.objects.within(request.scope).on(clock.today(request.government.zone))
    if asked.get("peran", "") in Role.values:
        found = found.filter(Exists(held.filter(user=OuterRef("pk"), post__role=asked["peran"])))
    agency = asked.get("perangkat", "")
    if agency.isdecimal() and len(agency) < 19:  # longer numbers are no keys of any database
        found = found.filter(Exists(held.filter(user=OuterRef("pk"), post__agency=agency)))
    return pages.ordered(found, listing.order(asked, _columns(), "name"))


def _filters(request: Request) -> parts.Filters:
    agencies = Agency.objects.within(request.scope).living().order_by("name").values_list("pk", "short_name")
    text, states = request.GET.get("cari", "").strip(), directory.account_states()
    return pages.filters(
        request,
        parts.FilterField("cari", _("Nama atau surel"), "teks", text),
        parts.FilterField("akun", _("Akun"), "pilihan", choices=pages.choices(request, "akun", states)),
        parts.FilterField(
            "peran", _("Peran"), "daftar", choices=pages.choices(request, "peran", Role.choices)
        ),
        parts.FilterField(
            "perangkat",
            _("Perangkat daerah"),
            "daftar",
            choices=pages.choices(request, "perangkat", agencies),
        ),
    )


def _rows(found: list[directory.Person]) -> list[tuple[str, ...]]:
    return [
        (
            person.user.name,
            person.user.email,
            ", ".join(seat.post.title for seat in person.seats),
            ", ".join(seat.post.agency.short_name for seat in person.seats if seat.post.agency),
            person.account.words,
            _("terpasang") if person.has_factor else _("belum"),
        )
        for person in found
    ]


def _list_link() -> parts.Link:
    return parts.Link(_("Orang"), reverse("people"))
