"""Is this installation fit to be reached? Each finding is one sentence with its remedy.

What would harm people is fatal: `simpul serve` and the WSGI application refuse to start, with exit code 78
(EX_CONFIG of sysexits.h). An installation that answers to loopback names only, such as the demonstration or a
developer's, reaches nobody else, so there most findings are warnings.
"""

import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils.translation import gettext as _

from simpul.audit import guards
from simpul.core import marks, secrets
from simpul.organizations import api as organizations
from simpul.site import keys

EXIT_UNSAFE = 78
_SHORTEST_SECRET = 50  # as Django's own check, security.W009
_KNOWN_SECRETS = ("django-insecure-", "test-only-")
_OLDEST_BACKUP = dt.timedelta(hours=26)
_OLDEST_POSTGRESQL = 150000


@dataclass(frozen=True)
class Problem:
    """One finding: `code` is stable for programs, `is_fatal` means that a start is refused."""

    code: str
    words: str
    is_fatal: bool = True


def refuse_unsafe() -> None:
    """End the program with exit code 78 and one sentence for each fatal finding, if there is any."""
    fatal = [problem for problem in problems() if problem.is_fatal]
    if not fatal:
        return
    lines = [_("Simpul tidak dijalankan karena pengaturannya tidak aman:")]
    lines += [f"- {problem.words}" for problem in fatal]
    sys.stderr.write("\n".join(lines) + "\n")
    raise SystemExit(EXIT_UNSAFE)


def problems() -> list[Problem]:
    """All findings, those about settings first; those about rows only where the database can be read."""
    found = [problem for check in _SETTINGS for problem in check()]
    try:
        waiting = waiting_migrations()
    except DatabaseError:
        return [
            *found,
            Problem("basis-data", _("Basis data tidak dapat dibuka. Periksa SIMPUL_DATABASE_URL.")),
        ]
    if waiting:
        words = _("%(count)s perubahan basis data belum diterapkan. Jalankan `simpul upgrade`.")
        return [*found, Problem("migrasi", words % {"count": len(waiting)})]
    return [*found, *(problem for check in _DATABASE for problem in check())]


def waiting_migrations() -> list[str]:
    """Names of the migrations of this version that the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def is_exposed() -> bool:
    """True when some name under which Simpul answers leads others than this machine to it."""
    return bool(public_hosts())


def public_hosts() -> list[str]:
    """The names of SIMPUL_HOSTS that are not those of the machine itself."""
    return [host for host in settings.ALLOWED_HOSTS if not _is_loopback(host)]


def _is_loopback(host: str) -> bool:
    return host.strip(".") in ("localhost", "127.0.0.1", "[::1]", "testserver") or host.endswith(".localhost")


def _debug() -> Iterator[Problem]:
    if settings.DEBUG:
        yield Problem("debug", _("DEBUG menyala dan memperlihatkan isi program kepada siapa pun. Matikan."))


def _secret() -> Iterator[Problem]:
    secret = settings.SECRET_KEY
    is_weak = len(secret) < _SHORTEST_SECRET or len(set(secret)) < 5
    if is_weak or (is_exposed() and secret.startswith(_KNOWN_SECRETS)):
        yield Problem("kunci-rahasia", _("secret.key lemah atau bawaan. Buat dengan `simpul keys`."))
    given = secrets.keys_in(settings.FILE_KEY)
    if not given or not all(secrets.is_key(key) for key in given):
        yield Problem("kunci-berkas", _("file.key bukan kunci yang sah. Buat dengan `simpul keys`."))


def _key_files() -> Iterator[Problem]:
    for path in keys.exposed(settings.KEYS_DIR):
        words = _("%(path)s terbaca oleh pengguna lain. Jalankan: chmod 600 %(path)s") % {"path": path}
        yield Problem("kunci-terbuka", words, is_exposed())
    if is_exposed() and settings.KEYS_DIR.is_relative_to(settings.DATA_DIR):
        words = _("Kunci berada di dalam folder data. Pindahkan dan isi SIMPUL_KEYS_DIR, misalnya %(path)s.")
        yield Problem("kunci-di-data", words % {"path": "/etc/simpul/keys"}, is_fatal=False)


def _hosts() -> Iterator[Problem]:
    names = ", ".join(public_hosts())
    if any(host in ("*", ".") for host in settings.ALLOWED_HOSTS):
        yield Problem("host-bebas", _('SIMPUL_HOSTS berisi "*". Sebut nama host yang memang milik Anda.'))
    if settings.DEMO and names:
        words = _("Peragaan (SIMPUL_DEMO) tidak boleh tampil di %(names)s: sandinya diketahui umum.")
        yield Problem("peragaan-umum", words % {"names": names})
    if names and not settings.HTTPS:
        words = _("%(names)s dilayani tanpa HTTPS. Pasang sertifikat pada proxy, lalu isi SIMPUL_HTTPS=1.")
        yield Problem("tanpa-https", words % {"names": names})
    if settings.HTTPS and not settings.SECURE_PROXY_SSL_HEADER:
        words = _("SIMPUL_HTTPS menyala tanpa SIMPUL_BEHIND_PROXY=1: setiap isian formulir akan ditolak.")
        yield Problem("proxy", words, is_fatal=False)


def _folders() -> Iterator[Problem]:
    for path in (settings.DATA_DIR, settings.FILES_DIR):
        if not _is_writable(path):
            words = _("Folder %(path)s tidak dapat ditulisi oleh pengguna yang menjalankan Simpul.")
            yield Problem("folder-data", words % {"path": path})
    if not _is_writable(settings.BACKUP_DIR):
        words = _("Folder cadangan %(path)s tidak dapat ditulisi.") % {"path": settings.BACKUP_DIR}
        yield Problem("folder-cadangan", words, is_fatal=False)
    elif is_exposed() and _device(settings.BACKUP_DIR) == _device(settings.DATA_DIR):
        words = _(
            "Cadangan berada di cakram yang sama dengan data. Isi SIMPUL_BACKUP_DIR dengan cakram lain."
        )
        yield Problem("cadangan-secakram", words, is_fatal=False)


def _mail() -> Iterator[Problem]:
    if not is_exposed():
        return
    if not settings.AUDIT_MAIL:
        words = _("SIMPUL_AUDIT_MAIL kosong: penyegelan ulang jejak audit tidak akan ketahuan.")
        yield Problem("surel-audit", words, is_fatal=False)
    if not settings.ADMINS:
        words = _("SIMPUL_ERROR_MAIL kosong: tidak ada yang dikabari ketika halaman gagal.")
        yield Problem("surel-galat", words, is_fatal=False)


def _guards() -> Iterator[Problem]:
    if guards.are_missing(connection):
        words = _("Penjaga jejak audit di basis data tidak lengkap. Jalankan `simpul upgrade`.")
        yield Problem("penjaga-audit", words, is_fatal=False)


def _addresses() -> Iterator[Problem]:
    for government in organizations.Government.objects.all():
        if not validate_host(government.address, settings.ALLOWED_HOSTS):
            words = _("%(address)s (%(name)s) tidak ada di SIMPUL_HOSTS, jadi tidak dilayani.")
            facts = {"address": government.address, "name": government.name}
            yield Problem("alamat", words % facts, is_fatal=False)


def _backups() -> Iterator[Problem]:
    age = marks.age("backup")
    if is_exposed() and (age is None or age > _OLDEST_BACKUP):
        words = _("Belum ada cadangan dalam 26 jam terakhir. Jalankan `simpul backup` dan periksa pekerja.")
        yield Problem("cadangan-tua", words, is_fatal=False)


def _server() -> Iterator[Problem]:
    if connection.vendor == "postgresql" and cast(Any, connection).pg_version < _OLDEST_POSTGRESQL:
        yield Problem("postgresql", _("PostgreSQL terlalu tua. Simpul perlu versi 15 atau lebih baru."))


def _is_writable(path: Path) -> bool:
    """Tried out, with a file that has no name: rights alone do not tell of a read-only disk."""
    try:
        with tempfile.TemporaryFile(dir=_existing(path)):
            return True
    except OSError:
        return False


def _existing(path: Path) -> Path:
    """The path, or the nearest folder above it that is there already."""
    return next(place for place in (path, *path.parents) if place.exists())


def _device(path: Path) -> int:
    return _existing(path).stat().st_dev


_SETTINGS: tuple[Callable[[], Iterator[Problem]], ...] = (
    _debug,
    _secret,
    _key_files,
    _hosts,
    _folders,
    _mail,
)
_DATABASE: tuple[Callable[[], Iterator[Problem]], ...] = (_guards, _addresses, _backups, _server)
