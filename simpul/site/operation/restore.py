"""From a backup back to an installation that equals it, or to a clear refusal with nothing changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from simpul.audit import api as audit
from simpul.core import clock
from simpul.core.scope import Scope
from simpul.documents import api as documents
from simpul.organizations import api as organizations
from simpul.site import keys, startup_checks
from simpul.site.operation import contents, engines, manifest
from simpul.site.operation.backup import named_content
from simpul.site.operation.errors import (
    KeysMissingError,
    NewerBackupError,
    NotEmptyError,
    OtherDatabaseError,
    OtherKeysError,
    RestoreDiffersError,
    StillRunningError,
    UnreadableBackupError,
)
from simpul.site.operation.installation import Installation
from simpul.site.operation.manifest import Backup

# What somebody would miss: other tables are filled by migrations and by loading area codes.
_WORK = ("organizations_government", "accounts_user", "documents_storedfile")


@dataclass(frozen=True)
class Restored:
    """What came back. `aside` holds the database that was replaced; `is_current` is False when the backup is
    older than this version, so that `simpul upgrade` comes next and the audit was not walked yet."""

    backup: Backup
    aside: Path | None
    is_current: bool


def restore(
    *, backup: Backup, installation: Installation, replace: bool, missing_keys: Sequence[str] = ()
) -> Restored:
    """Bring a backup back, compare the outcome with its manifest and put the act on record.

    All refusals come before the first change; a database that is replaced is set aside.
    """
    _check_fit(backup, installation, missing_keys)
    if not replace:
        _refuse_work(installation)
    check(backup)
    refuse_company(installation)
    installation.data_dir.mkdir(parents=True, exist_ok=True)
    aside = installation.data_dir / f"replaced-{manifest.folder_name(clock.now())}"
    contents.bring(contents.held(backup.files_dir), backup.files_dir, installation.files_dir)
    installation.engine.replace(installation.database, backup.database_path, aside)
    is_current = not startup_checks.waiting_migrations()
    differences = _differences(backup, installation) + (_audit_differences(backup) if is_current else [])
    if differences:
        raise RestoreDiffersError(differences="; ".join(differences))
    if is_current:
        _put_on_record(backup)
    return Restored(backup, aside if aside.exists() else None, is_current)


def check(backup: Backup) -> None:
    """Read every byte of a backup; raises UnreadableBackupError when it is not what its manifest says."""
    database = backup.manifest.database
    path = backup.database_path
    if not path.is_file() or documents.checksum(path) != database["sha256"]:
        raise UnreadableBackupError(folder=backup.folder, reason=_("berkas basis datanya rusak"))
    held = contents.held(backup.files_dir)
    spoilt = contents.damaged(held, backup.files_dir)
    if spoilt or len(held) != backup.manifest.files["count"]:
        lacking = backup.manifest.files["count"] - len(held) + len(spoilt)
        reason = _("%(count)s berkas rusak atau hilang") % {"count": lacking}
        raise UnreadableBackupError(folder=backup.folder, reason=reason)


def refuse_company(installation: Installation) -> None:
    """Raise StillRunningError while another program has the database open."""
    connections.close_all()
    count = installation.engine.others(installation.database)
    if count:
        raise StillRunningError(count=count)


def _check_fit(backup: Backup, installation: Installation, missing_keys: Sequence[str]) -> None:
    kind, here = backup.manifest.database["kind"], installation.engine.KIND
    if kind != here:
        raise OtherDatabaseError(backup=kind, here=here)
    place = installation.keys_dir
    if missing_keys:
        raise KeysMissingError(names=", ".join(missing_keys), folder=place)
    if wrong := _wrong_keys(backup, installation):
        raise OtherKeysError(names=", ".join(wrong), folder=place)
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not set(backup.manifest.migrations) <= known:
        raise NewerBackupError(version=backup.manifest.version)


def _wrong_keys(backup: Backup, installation: Installation) -> list[str]:
    """A key file that was rotated since holds more keys than the backup needs, which is well."""
    needed, held = backup.manifest.keys, installation.keys
    wrong = [keys.SECRET] if needed["secret"] != held.secret else []
    return wrong if set(needed["file"]) <= set(held.file) else [*wrong, keys.FILE]


def _refuse_work(installation: Installation) -> None:
    if contents.held(installation.files_dir):
        raise NotEmptyError(place=installation.files_dir)
    if not installation.engine.exists(installation.database):
        return
    with installation.engine.reading(installation.database) as reader:
        tables = set(reader.tables()) & set(_WORK)
        if any(reader.rows(f"SELECT 1 FROM {name} LIMIT 1") for name in tables):  # noqa: S608
            raise NotEmptyError(place=installation.database["NAME"])


def _differences(backup: Backup, installation: Installation) -> list[str]:
    """Rows of every table and the content of every file that rows name, against the manifest."""
    wanted = backup.manifest.tables
    with installation.engine.reading(installation.database) as reader:
        found, named = engines.count(reader), named_content(reader)
    tables = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    spoilt = set(contents.damaged(named, installation.files_dir)) - set(backup.manifest.damaged)
    lines = [f"{name}: {found.get(name)} ≠ {wanted.get(name)}" for name in tables]
    return lines + [_("%(count)s berkas rusak atau hilang") % {"count": len(spoilt)}] * bool(spoilt)


def _audit_differences(backup: Backup) -> list[str]:
    """Walk the chain of every government, against the heads that the manifest keeps."""
    heads = {each["government"]: audit.Head(each["sequence"], each["seal"]) for each in backup.manifest.heads}
    found = []
    for government in organizations.Government.objects.all():
        kept = [heads[government.area_code]] if government.area_code in heads else []
        report = audit.verify(government_id=government.pk, kept=kept)
        found += [f"{government.area_code}: {each.words}" for each in report.breaks]
    return found


def _put_on_record(backup: Backup) -> None:
    for government in organizations.Government.objects.all():
        audit.record(
            scope=Scope.system("simpul restore"),
            government_id=government.pk,
            action="pulihkan",
            object_kind="cadangan",
            object_key=backup.folder.name,
            version=backup.manifest.version,
            created_at=backup.manifest.created_at,
        )
