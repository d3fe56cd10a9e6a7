"""The one workbook: template, upload, preview, applying."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpul.core.errors import NotFoundError
from simpul.organizations import errors, exports, forms
from simpul.organizations.models import PeopleSheet
from simpul.organizations.operations import people_sheets
from simpul.organizations.people_sheet import form as sheet_form
from simpul.organizations.people_sheet import plan as plans
from simpul.organizations.people_sheet import reading
from simpul.organizations.views import pages
from simpul.web import access, formats, parts
from simpul.web.http import Request

_SHOWN = 200  # lines of a preview; all of them are counted


@access.requires("people.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    """The form for a workbook, and the templates to take away."""
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read(reading.LIMIT_BYTES + 1)
        if forms.tried(form, lambda: reading.read(content), "file") is not None:
            sheet = people_sheets.keep_sheet(
                scope=request.scope, government=request.government, name=file.name, content=content
            )
            return redirect("people-sheet-preview", pk=sheet.pk)
    newest = PeopleSheet.objects.within(request.scope).first()
    limits = {"size": formats.size(reading.LIMIT_BYTES), "rows": formats.number(reading.LIMIT_ROWS)}
    return pages.show(
        request,
        "organizations/people_sheet.html",
        title=_("Unggah perangkat daerah dan orang"),
        form=form,
        limits=_("XLSX, paling besar %(size)s, paling banyak %(rows)s baris tiap lembar.") % limits,
        waiting=newest if newest and newest.applied_at is None else None,
        trail=pages.trail(_people_link()),
    )


@access.requires("people.manage")
@require_safe
def template(request: Request) -> HttpResponse:
    """The workbook to fill in; `?isi=sekarang` comes with the present state."""
    is_filled = request.GET.get("isi") == "sekarang"
    content = sheet_form.workbook(request.scope, request.government, is_filled=is_filled)
    return exports.attachment(content, "perangkat-daerah-dan-orang.xlsx")


@access.requires("people.manage")
@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """What the workbook would change, or what is to be fixed first."""
    sheet = _waiting(request, pk)
    plan = plans.plan(scope=request.scope, government=request.government, content=bytes(sheet.content))
    by_sheet: dict[str, list[parts.Finding]] = {}
    for finding in plan.findings[:_SHOWN]:
        by_sheet.setdefault(finding.sheet, []).append(finding.part)
    return pages.show(
        request,
        "organizations/people_sheet_preview.html",
        title=_("Pratinjau lembar"),
        sheet=sheet,
        plan=plan,
        findings=list(by_sheet.items()),
        changes=plan.changes[:_SHOWN],
        counts=_counts(plan),
        trail=pages.trail(_people_link(), parts.Link(_("Unggah lembar"), reverse("people-sheet"))),
    )


@access.requires("people.manage")
@require_POST
def apply(request: Request, pk: int) -> HttpResponse:
    """Do what the preview showed; when it no longer holds, show what holds now."""
    sheet = _waiting(request, pk)
    try:
        people_sheets.apply_sheet(scope=request.scope, sheet=sheet, fingerprint=request.POST.get("jejak", ""))
    except (errors.SheetChangedError, errors.SheetHasErrorsError) as error:
        messages.error(request, error.message)
        return redirect("people-sheet-preview", pk=pk)
    messages.success(request, _("Lembar diterapkan. Langkah berikutnya: kirim undangan."))
    return redirect("people")


@access.requires("people.manage")
@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Throw the workbook away."""
    people_sheets.discard_sheet(scope=request.scope, sheet=_waiting(request, pk))
    messages.info(request, _("Lembar dibuang. Tidak ada yang berubah."))
    return redirect("people-sheet")


def _waiting(request: Request, pk: int) -> PeopleSheet:
    found = PeopleSheet.objects.within(request.scope).filter(pk=pk, applied_at__isnull=True)
    sheet: PeopleSheet | None = found.select_related("government").first()
    if sheet is None:
        raise NotFoundError()
    return sheet


def _counts(plan: plans.Plan) -> list[parts.Fact]:
    counted: dict[tuple[str, str], int] = {}
    for change in plan.changes:
        counted[change.kind, change.act] = counted.get((change.kind, change.act), 0) + 1
    facts = [parts.Fact(kind, f"{formats.number(n)} {act}") for (kind, act), n in counted.items()]
    same = _("%(count)s tetap")
    return facts + [
        parts.Fact(kind.capitalize(), same % {"count": formats.number(n)})
        for kind, n in plan.unchanged.items()
    ]


def _people_link() -> parts.Link:
    return parts.Link(_("Orang"), reverse("people"))
