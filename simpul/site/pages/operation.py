"""Operation: workers, jobs, disk, backups and their age."""

import datetime as dt
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from simpul.audit import api as audit
from simpul.core import clock, jobs, marks
from simpul.organizations import api as organizations
from simpul.site import tasks
from simpul.site.operation import manifest, schedule
from simpul.site.pages import words
from simpul.web import access, formats
from simpul.web.http import Request

_ALIVE = dt.timedelta(seconds=30)
_BACKUPS_SHOWN = 14


@dataclass(frozen=True)
class Standing:
    """One thing that runs or fills up: a state with its icon, words, and a detail."""

    name: str
    state: str
    words: str
    detail: str = ""


@access.requires("operation.view")
@require_safe
def index(request: Request) -> HttpResponse:
    """How the installation stands."""
    seen = jobs.overview()
    return organizations.frame.show(
        request,
        "site/operation.html",
        title=_("Operasi"),
        standings=[*_workers(), *_disks()],
        jobs=seen,
        queues=[(_("Cepat") if line.queue == "quick" else _("Berat"), line) for line in seen.waiting],
        failed=[(words.job(job.name), job) for job in seen.failed],
        running=[(words.job(job.name), job) for job in seen.running],
        schedules=[(words.job(line.name), words.cadence(line.schedule), line) for line in seen.schedules],
        zone=request.government.zone,
        backup=_backup(request.government.zone),
        backups=manifest.finished(settings.BACKUP_DIR)[:_BACKUPS_SHOWN],
        may_act=request.scope.has("operation.manage"),
        trail=organizations.frame.trail(),
    )


@access.requires("operation.manage")
@require_POST
def retry(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """Let a failed job begin anew."""
    jobs.retry(job_id)
    _record(request, "pekerjaan.ulangi", str(job_id))
    messages.success(request, _("Pekerjaan diulang. Muat ulang untuk melihat hasilnya."))
    return redirect("operation")


@access.requires("operation.manage")
@require_POST
def back_up(request: Request) -> HttpResponse:
    """Make a backup in the background, also when the day's one exists."""
    tasks.back_up_now.enqueue(key="backup")
    _record(request, "cadangan.minta", "backup")
    messages.success(request, _("Cadangan sedang dibuat. Muat ulang untuk melihatnya."))
    return redirect("operation")


def _workers() -> list[Standing]:
    quick, heavy, live = _("Pekerja cepat"), _("Pekerja berat"), _("Kabar langsung")
    named = ((quick, "worker:quick"), (heavy, "worker:heavy"), (live, "live"))
    return [_worker(name, marks.age(mark)) for name, mark in named]


def _worker(name: str, age: dt.timedelta | None) -> Standing:
    if age is None:
        return Standing(name, "kosong", _("Belum pernah jalan"))
    if age > _ALIVE:
        return Standing(name, "menunggak", _("Berhenti"), _("terakhir %(ago)s lalu") % {"ago": span(age)})
    return Standing(name, "mutakhir", _("Berjalan"))


def _disks() -> list[Standing]:
    folders = {_("Diska data"): settings.DATA_DIR, _("Diska cadangan"): settings.BACKUP_DIR}
    return [_disk(name, folder) for name, folder in folders.items()]


def _disk(name: str, folder: Path) -> Standing:
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return Standing(name, "kosong", _("Folder belum ada"))
    used = round(usage.used / usage.total * 100)
    state = "menunggak" if used >= 95 else "terlambat" if used >= 85 else "mutakhir"
    detail = _("tersisa %(free)s dari %(total)s")
    sizes = {"free": formats.size(usage.free), "total": formats.size(usage.total)}
    return Standing(name, state, _("Terisi %(used)s%%") % {"used": used}, detail % sizes)


def _backup(zone: str) -> Standing:
    """The age of the newest backup against its promise of one a day."""
    mark, failed = marks.get(schedule.MARK), marks.get(schedule.FAILED)
    name = _("Cadangan terakhir")
    if failed and (mark is None or failed.at > mark.at):
        at = formats.moment(failed.at, zone)
        return Standing(
            name, "menunggak", _("Gagal"), _("percobaan %(at)s gagal; lihat log server") % {"at": at}
        )
    if mark is None:
        return Standing(name, "kosong", _("Belum pernah dibuat"))
    age = clock.now() - mark.at
    state = "mutakhir" if age < dt.timedelta(hours=26) else "menunggak"
    return Standing(name, state, _("Umur %(age)s") % {"age": span(age)}, formats.moment(mark.at, zone))


def span(age: dt.timedelta) -> str:
    """ "45 detik", "12 menit", "5 jam", "3 hari"."""
    seconds = int(age.total_seconds())
    for size, word in ((86400, _("hari")), (3600, _("jam")), (60, _("menit"))):
        if seconds >= size:
            return f"{formats.number(seconds // size)} {word}"
    return f"{seconds} {_('detik')}"


def _record(request: Request, action: str, key: str) -> None:
    audit.record(
        scope=request.scope,
        government_id=request.government.pk,
        action=action,
        object_kind="operasi",
        object_key=key,
    )
