"""What a guest of the demonstration needs: the governments with their addresses, the accounts, what to try first."""

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simpul.core import errors, marks
from simpul.datahub import api as datahub
from simpul.organizations import api as organizations
from simpul.site.demo import cast as demonstration
from simpul.site.demo import loading
from simpul.site.demo.contoh import conduct
from simpul.web import access
from simpul.web.http import Request

FICTITIOUS = "contoh"
AGENCY = "dinkes"


@dataclass(frozen=True)
class Address:
    """A government of the demonstration where this request finds it, and what is to be seen there."""

    government: organizations.Government
    key: str
    url: str
    host: str
    note: str


@dataclass(frozen=True)
class Act:
    """One step to try: what to do, why, as whom, and where."""

    title: str
    text: str
    account: str
    url: str
    label: str


@access.public
@require_safe
def index(request: Request) -> HttpResponse:
    """The page of the demonstration; an installation without it has no such page."""
    if not settings.DEMO or request.government is None:
        raise errors.NotFoundError()
    places = addresses(request)
    context = {
        "places": places,
        "accounts": accounts(_key(request.government)),
        "password": demonstration.PASSWORD,
        "progress": progress(),
        "acts": acts({place.key: place.url.rstrip("/") for place in places}),
    }
    return render(cast(Any, request), "site/demo.html", context)


def addresses(request: Request) -> list[Address]:
    """The governments that stand by now, the fictitious one last, each with the port of this request."""
    found = organizations.Government.objects.order_by("-is_default", "is_sample", "name")
    return [_address(request, government) for government in found]


def _address(request: Request, government: organizations.Government) -> Address:
    _name, colon, port = request.get_host().partition(":")
    host = f"{government.address}{colon}{port}"
    note = (
        _("Rekaan: perangkat daerah, orang, angka, dan peristiwanya dibuat untuk peragaan.")
        if government.is_sample
        else _("Angka publik menurut sumbernya. Tidak ada perilaku perangkat daerah yang dikarang.")
    )
    return Address(government, _key(government), f"{request.scheme}://{host}/", host, note)


def _key(government: organizations.Government) -> str:
    return str(government.address).partition(".")[0]


def accounts(key: str) -> list[tuple[str, str]]:
    """(role, sign-in address) of the government's accounts."""
    return [
        (str(role.label), demonstration.address(name, key)) for name, role in demonstration.ACCOUNTS.items()
    ]


def progress() -> dict[str, int] | None:
    """`done` and `total` sheets of the part that loads behind; None before it begins."""
    mark = marks.get(loading.PROGRESS)
    return mark.facts if mark else None


def acts(urls: dict[str, str]) -> list[Act]:
    """The path of one sheet in five steps, each in Kabupaten Contoh; empty until it stands."""
    home = urls.get(FICTITIOUS)
    return [*_delivering(home), *_deciding(home)] if home else []


def _delivering(home: str) -> list[Act]:
    operator = demonstration.address(f"operator.{AGENCY}", FICTITIOUS)
    return [
        Act(
            _("Masuk sebagai operator data"),
            _("Tugas Saya menyebut apa yang ditunggu dari Anda dan sampai kapan."),
            operator,
            f"{home}{reverse('account_login')}?next={reverse('tasks')}",
            _("Masuk"),
        ),
        Act(
            _("Ambil kiriman yang perlu dibetulkan"),
            _("Buka “Pelajar menurut jenis kelamin”. Unduh berkasnya: tiap sel yang keliru diberi catatan."),
            operator,
            f"{home}{reverse('submissions')}?keadaan={datahub.SubmissionState.NEEDS_FIXING}",
            _("Buka kiriman"),
        ),
        Act(
            _("Betulkan, lalu unggah"),
            _("Betulkan selnya di lembar kerja Anda, unggah lagi, dan kirim begitu pemeriksaannya bersih."),
            operator,
            f"{home}{reverse('dataset-upload', args=[conduct.TRIED_DATASET])}",
            _("Unggah"),
        ),
    ]


def _deciding(home: str) -> list[Act]:
    head, walidata, leader = (
        demonstration.address(name, FICTITIOUS) for name in (f"kepala.{AGENCY}", "walidata", "pimpinan")
    )
    return [
        Act(
            _("Setujui, lalu verifikasi"),
            _(
                "Kepala dinas menyetujui, sesudah itu walidata memverifikasi. Pengunggah tidak dapat keduanya."
            ),
            f"{head}, {walidata}",
            f"{home}{reverse('review-queue')}",
            _("Buka antrean"),
        ),
        Act(
            _("Lihat angkanya di dinding"),
            _("Begitu dirilis, angka Pelajar di dinding berganti. Setiap angka menuju sel asalnya."),
            leader,
            f"{home}{reverse('wall')}",
            _("Buka dinding"),
        ),
    ]
