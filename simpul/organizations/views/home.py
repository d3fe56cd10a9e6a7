"""The home of /kelola/: what is set up, what is missing, whose turn it is."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simpul.accounts import api as accounts
from simpul.organizations import checklist
from simpul.organizations.views import pages
from simpul.web import access, formats, parts
from simpul.web.http import Request


@access.requires("people.manage", "settings.manage", "operation.view")
@require_safe
def home(request: Request) -> HttpResponse:
    """Whose turn it is, and the steps of a region's start as knots on a thread; the next one is here."""
    walked = checklist.walk(request.scope, request.government)
    missing = [(step, found) for step, found in walked if not found.is_done]
    done = [(step, found) for step, found in walked if found.is_done]
    return pages.show(
        request,
        "organizations/home.html",
        title=_("Kelola"),
        lead=_lead(len(missing)),
        steps=[_knot(request, *pair, is_next=pair == missing[0]) for pair in missing],
        done=[_line(request, *pair) for pair in done],
        turns=_turns(request),
        trail=[],
    )


def _lead(missing: int) -> str:
    if not missing:
        return _("Semua yang diperlukan sudah terpasang.")
    return _("%(count)s langkah lagi sampai semuanya terpasang. Mulai dari yang teratas.") % {
        "count": missing
    }


def _turns(request: Request) -> list[parts.Turn]:
    """Restorations that wait for this person's decision."""
    if not request.scope.has("account.restore"):
        return []
    own = request.scope.actor_id
    waiting = accounts.waiting_restorations(request.scope)
    return [_turn(request, each) for each in waiting if own not in (each.requested_by_id, each.user_id)]


def _turn(request: Request, restoration: accounts.Restoration) -> parts.Turn:
    title = _("Putuskan pemulihan pengaman kedua %(name)s") % {"name": restoration.user.name}
    limit = formats.moment(restoration.expires_at, request.government.zone)
    detail = _("diminta %(name)s, batas %(limit)s") % {"name": restoration.requested_by.name, "limit": limit}
    return parts.Turn(title, reverse("restorations"), detail)


def _knot(
    request: Request, step: checklist.Step, found: checklist.Found, *, is_next: bool
) -> parts.ThreadStep:
    links = (parts.Link(found.action, found.url),) if _may(request, step, found) else ()
    return parts.ThreadStep(str(step.label), (found.sentence,), links, "kini" if is_next else "nanti")


def _line(request: Request, step: checklist.Step, found: checklist.Found) -> parts.Fact:
    return parts.Fact(str(step.label), found.sentence, found.url if _may(request, step, found) else "")


def _may(request: Request, step: checklist.Step, found: checklist.Found) -> bool:
    return bool(found.url) and request.scope.has(step.capability)
