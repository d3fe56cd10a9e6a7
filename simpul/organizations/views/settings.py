"""Settings of the government, and its crest."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpul.core.errors import NotFoundError
from simpul.core.scope import Scope
from simpul.organizations import forms
from simpul.organizations.crests import pictures
from simpul.organizations.models import Crest, Government
from simpul.organizations.operations import crests, governments
from simpul.organizations.views import pages
from simpul.web import access, formats
from simpul.web.http import Request

# What a crest may do when it is opened by itself: nothing.
_POLICY = "default-src 'none'; sandbox"


@access.requires("settings.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Request) -> HttpResponse:
    """Name, address, zone and office week."""
    government = Government.objects.get(pk=request.government.pk)
    form = forms.SettingsForm(request.POST or None, instance=government)
    if request.method == "POST" and form.is_valid():
        changed = forms.tried(
            form,
            lambda: (
                governments.change_settings(
                    scope=request.scope, government=request.government, **form.cleaned_data
                ),
                True,
            ),
            "address",
        )
        if changed:
            messages.success(request, _("Pengaturan tersimpan."))
            return redirect("government-settings")
    return _page(request, form, forms.CrestForm())


@access.requires("settings.manage")
@require_POST
def crest(request: Request) -> HttpResponse:
    """A new crest."""
    form = forms.CrestForm(request.POST, request.FILES)
    if form.is_valid():
        content = form.cleaned_data["file"].read(pictures.LIMIT_BYTES + 1)
        picture = forms.tried(
            form,
            lambda: crests.set_crest(scope=request.scope, government=request.government, content=content),
            "file",
        )
        if picture:
            messages.success(request, _crest_told(picture))
            return redirect("government-settings")
    return _page(request, forms.SettingsForm(instance=request.government), form)


@access.requires("settings.manage")
@require_POST
def crest_removal(request: Request) -> HttpResponse:
    """Back to the neutral crest; asks first."""
    if not pages.is_sure(request):
        question = pages.Ask(
            _("Hapus lambang daerah?"),
            _("Kepala halaman dan dokumen baru memakai lambang netral sampai Anda mengunggah yang lain."),
            _("Hapus lambang"),
            reverse("government-settings"),
        )
        return pages.ask(request, question)
    crests.remove_crest(scope=request.scope, government=request.government)
    messages.success(request, _("Lambang dihapus."))
    return redirect("government-settings")


@access.public
@require_safe
def crest_file(request: Request, government_id: int, name: str) -> HttpResponse:
    """The crest of the government at this address; its name changes with its content."""
    government = request.government
    if government is None or government.pk != government_id or government.crest != name:
        raise NotFoundError()
    kept: Crest | None = Crest.objects.within(Scope.public(government.pk)).first()
    if kept is None:
        raise NotFoundError()
    answer = HttpResponse(bytes(kept.content), content_type=kept.media_type)
    answer["Content-Security-Policy"] = _POLICY
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def _page(request: Request, form: forms.SettingsForm, crest_form: forms.CrestForm) -> HttpResponse:
    return pages.show(
        request,
        "organizations/settings.html",
        title=_("Pengaturan"),
        form=form,
        crest_form=crest_form,
        crest_limits=_("SVG atau PNG, paling besar %(size)s") % {"size": formats.size(pictures.LIMIT_BYTES)},
        trail=pages.trail(),
    )


def _crest_told(picture: pictures.Picture) -> str:
    if picture.dropped:
        told = _("Lambang tersimpan. %(count)s bagian yang dapat berjalan atau memuat dari luar dibuang.")
        return told % {"count": formats.number(picture.dropped)}
    return _("Lambang tersimpan.")
