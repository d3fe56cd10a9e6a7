"""Settings of mail, storage and address, each with a button that tries it for real."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from simpul.accounts.models import User
from simpul.core.errors import NotFoundError
from simpul.organizations import api as organizations
from simpul.site import connections
from simpul.site.connections import Tried
from simpul.web import access, parts
from simpul.web.http import Request

Connection = organizations.Connection


@dataclass(frozen=True)
class Panel:
    """One connection as the page shows it: what is set, the verb of its button, and the last try."""

    connection: organizations.Connection
    facts: tuple[parts.Fact, ...]
    verb: str
    last: organizations.ConnectionTest | None


@access.requires("settings.manage")
@require_safe
def index(request: Request) -> HttpResponse:
    """What is set, and how the last try of each ended."""
    found = organizations.ConnectionTest.objects.within(request.scope)
    last = {test.connection: test for test in found}
    panels = [
        Panel(Connection.MAIL, _mail_facts(), _("Kirim surel uji kepada saya"), last.get(Connection.MAIL)),
        Panel(Connection.STORAGE, _storage_facts(), _("Uji penyimpanan"), last.get(Connection.STORAGE)),
        Panel(Connection.ADDRESS, _address_facts(request), _("Uji alamat"), last.get(Connection.ADDRESS)),
    ]
    return organizations.frame.show(
        request,
        "site/connections.html",
        title=_("Sambungan"),
        panels=panels,
        next=next((panel for panel in panels if not (panel.last and panel.last.succeeded)), None),
        trail=organizations.frame.trail(),
    )


@access.requires("settings.manage")
@require_POST
def test(request: Request, kind: str) -> HttpResponse:
    """Try one connection now, and keep what it showed."""
    if kind not in Connection.values:
        raise NotFoundError()
    tried = _tries(request)[kind]()
    organizations.remember_test(
        scope=request.scope,
        government=request.government,
        connection=Connection(kind),
        succeeded=tried.succeeded,
        sentence=tried.sentence,
    )
    tell = messages.success if tried.succeeded else messages.error
    tell(request, tried.sentence)
    return redirect("connections")


def _tries(request: Request) -> dict[str, Callable[[], Tried]]:
    user = cast(User, request.user)
    return {
        Connection.MAIL: lambda: connections.try_mail(request.government, user),
        Connection.STORAGE: connections.try_storage,
        Connection.ADDRESS: lambda: connections.try_address(request.government),
    }


def _mail_facts() -> tuple[parts.Fact, ...]:
    guarded = _("dengan TLS") if settings.EMAIL_USE_TLS else _("tanpa TLS")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}, {guarded}"
    return (parts.Fact(_("Server"), server), parts.Fact(_("Pengirim"), settings.DEFAULT_FROM_EMAIL))


def _storage_facts() -> tuple[parts.Fact, ...]:
    return (parts.Fact(_("Folder data"), str(settings.DATA_DIR)),)


def _address_facts(request: Request) -> tuple[parts.Fact, ...]:
    address = request.government.address
    return (parts.Fact(_("Alamat situs"), address, reverse("government-settings")),)
