"""The home of /kelola/: what is set up, what is missing, whose turn it is."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simpul.organizations import checklist
from simpul.organizations.views import pages
from simpul.web import access, parts
from simpul.web.http import Request


@access.requires("people.manage", "settings.manage", "operation.view")
@require_safe
def home(request: Request) -> HttpResponse:
    """The steps of a region's start as knots on a thread; the next one is here."""
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
        trail=[],
    )


def _lead(missing: int) -> str:
    if not missing:
        return _("Semua yang diperlukan sudah terpasang.")
    return _("%(count)s langkah lagi sampai semuanya terpasang. Mulai dari yang teratas.") % {
        "count": missing
    }


def _knot(
    request: Request, step: checklist.Step, found: checklist.Found, *, is_next: bool
) -> parts.ThreadStep:
    links = (parts.Link(found.action, found.url),) if _may(request, step, found) else ()
    return parts.ThreadStep(str(step.label), (found.sentence,), links, "kini" if is_next else "nanti")


def _line(request: Request, step: checklist.Step, found: checklist.Found) -> parts.Fact:
    return parts.Fact(str(step.label), found.sentence, found.url if _may(request, step, found) else "")


def _may(request: Request, step: checklist.Step, found: checklist.Found) -> bool:
    return bool(found.url) and request.scope.has(step.capability)
