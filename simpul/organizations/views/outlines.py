"""Outlines of one's own region: what is stored, a new file, its preview, and the decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from simpul.organizations.areas import checking, codes, drawings, errors, outlines
from simpul.organizations.areas.forms import OutlineForm
from simpul.organizations.models import AreaLevel
from simpul.organizations.views import pages
from simpul.web import access, parts
from simpul.web.http import Request

PER_PAGE = 50
_NAMED = 8  # areas without outline that are named before "and others"


@access.requires("settings.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """What is stored, and the form for a new file; a readable file leads to its preview."""
    form = OutlineForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _keep(request, form):
        return redirect("outline-preview")
    scope, government = request.scope, request.government
    level = min(codes.level_of(government.area_code) + 1, AreaLevel.VILLAGE)
    context = {
        "title": _("Garis batas wilayah"),
        "trail": pages.trail(),
        "form": form,
        "draft": outlines.draft_of(scope, government),
        "coverage": outlines.coverage(scope, government),
        "map": drawings.of_government(scope, government, level),
    }
    return pages.show(request, "organizations/outlines.html", **context)


@access.requires("settings.manage")
@require_safe
def preview(request: Request) -> HttpResponse:
    """What the waiting file would do; nothing is stored yet."""
    draft = outlines.draft_of(request.scope, request.government)
    if draft is None:
        return redirect("outlines")
    checked = outlines.check_draft(draft)
    missing = outlines.still_missing(request.scope, request.government, checked)
    context = {
        "title": _("Pratinjau"),
        "trail": pages.trail(parts.Link(_("Garis batas wilayah"), reverse("outlines"))),
        "draft": draft,
        "checked": checked,
        "refused": Paginator(checked.refused, PER_PAGE).get_page(request.GET.get("halaman")),
        "replaced": sum(feature.replaces for feature in checked.accepted),
        "unplaced": _without_parent(checked, request.government.area_code),
        "missing": missing,
        "missing_named": missing[:_NAMED],
        "map": drawings.of_file(checked, draft.file_name),
    }
    return pages.show(request, "organizations/outline_preview.html", **context)


@access.requires("settings.manage")
@require_http_methods(["POST"])
def save(request: Request, draft_id: int) -> HttpResponse:
    """Store all outlines of the waiting file."""
    count = outlines.save_draft(scope=request.scope, government=request.government, draft_id=draft_id)
    messages.success(request, _("%(count)s garis batas tersimpan.") % {"count": count})
    return redirect("outlines")


@access.requires("settings.manage")
@require_http_methods(["POST"])
def discard(request: Request, draft_id: int) -> HttpResponse:
    """Throw the waiting file away."""
    outlines.discard_draft(scope=request.scope, government=request.government, draft_id=draft_id)
    messages.info(request, _("Berkas dibuang. Garis batas yang tersimpan tidak berubah."))
    return redirect("outlines")


def _keep(request: Request, form: OutlineForm) -> bool:
    """Keep the file for the preview; False, with the reason at the field, when it cannot be read."""
    file = form.cleaned_data["file"]
    try:
        outlines.keep_draft(
            scope=request.scope,
            government=request.government,
            raw=file.read(),
            file_name=file.name,
            level=form.cleaned_data["level"],
            code_property=form.cleaned_data["code_property"],
        )
    except errors.OutlineFileError as error:
        form.add_error("file", error.message)
        return False
    return True


def _without_parent(checked: checking.Checked, own: str) -> int:
    """How many features below the government's own could not be compared with an outline above them."""
    return sum(not feature.parent_code for feature in checked.accepted if feature.code != own)
