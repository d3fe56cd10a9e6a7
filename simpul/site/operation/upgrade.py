"""Upgrading: a backup, the new version's changes to the database, a check, and a way back that is known.

The new version is installed before (pip install); this brings the data up to it. It refuses while anything
else has the database open: an old web process on a new database breaks in ways nobody can foresee, and what
people write between backup and failure would be lost. Stopping Simpul for that minute is the price.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simpul.audit import api as audit
from simpul.audit import guards
from simpul.core import marks
from simpul.core.errors import SimpulError
from simpul.site import startup_checks
from simpul.site.operation import backup, restore
from simpul.site.operation.errors import OperationError
from simpul.site.operation.installation import Installation
from simpul.site.operation.manifest import Backup

MARK = "upgrade"
Say = Callable[[str], None]


class UpgradeFailedError(OperationError):
    """A step failed; the message ends with what to do next."""

    code = "pemutakhiran-gagal"
    default_message = gettext_lazy("Pemutakhiran gagal pada langkah “%(step)s”: %(reason)s\n%(way_back)s")


@dataclass(frozen=True)
class Step:
    """One step as the administrator sees it."""

    words: str
    act: Callable[[], None]


def upgrade(*, root: Path, installation: Installation, auto_back: bool, say: Say) -> None:
    """Bring the data up to this version; raises UpgradeFailedError, with `auto_back` after restoring."""
    installation.data_dir.mkdir(parents=True, exist_ok=True)
    restore.refuse_company(installation)
    version_before = _version_before()
    saved = _save(root, installation, say)
    for step in _steps():
        say(step.words)
        try:
            step.act()
        except (Exception, SystemExit, KeyboardInterrupt) as error:
            way_back = _way_back(saved, installation, version_before, auto_back=auto_back)
            raise UpgradeFailedError(step=step.words, reason=_reason(error), way_back=way_back) from error
    marks.set(MARK, version=installation.version)


def _save(root: Path, installation: Installation, say: Say) -> Backup | None:
    if not installation.engine.exists(installation.database):
        say(_("Basis data masih kosong: tidak ada yang dicadangkan."))
        return None
    saved = backup.make(root=root, installation=installation)
    say(_("Cadangan: %(folder)s") % {"folder": saved.folder})
    return saved


def _steps() -> list[Step]:
    return [
        Step(_("Menerapkan perubahan basis data"), _migrate),
        Step(_("Memasang penjaga jejak audit"), lambda: guards.install(connection)),
        Step(_("Menyiapkan berkas halaman"), _collect_static),
        Step(_("Memeriksa hasilnya"), _check),
    ]


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def _check() -> None:
    fatal = [problem.words for problem in startup_checks.problems() if problem.is_fatal]
    broken = [
        each.words
        for known in audit.known_governments()
        for each in audit.verify(government_id=known.id).breaks
    ]
    if fatal or broken:
        raise OperationError(" ".join([*fatal, *broken]))


def _way_back(saved: Backup | None, installation: Installation, version: str, *, auto_back: bool) -> str:
    """What the administrator does next, or what was done already."""
    if saved is None:
        return _("Basis data tadinya kosong: hapus, lalu ulangi setelah sebabnya diperbaiki.")
    facts = {"folder": saved.folder, "version": version or _("versi sebelumnya")}
    if not auto_back:
        return (
            _("Untuk kembali: pasang %(version)s, lalu jalankan: simpul restore %(folder)s --replace") % facts
        )
    restore.restore(backup=saved, installation=installation, replace=True)
    return (
        _("Data sudah dikembalikan dari %(folder)s. Pasang %(version)s sebelum menjalankan Simpul.") % facts
    )


def _reason(error: BaseException) -> str:
    return error.message if isinstance(error, SimpulError) else f"{type(error).__name__}: {error}"


def _version_before() -> str:
    """The version that last upgraded this database, "" when nobody knows."""
    try:
        mark = marks.get(MARK)
    except DatabaseError:
        return ""
    return f"simpul=={mark.facts['version']}" if mark else ""
