"""The installation that a command works on: its database, its files and its keys."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError

import simpul
from simpul.organizations import api as organizations
from simpul.site import keys
from simpul.site.operation import engines
from simpul.site.operation.engines import Engine

# Where days begin while no government says otherwise.
_ZONE = "Asia/Jakarta"


@dataclass(frozen=True)
class Installation:
    """`database` is Django's entry in DATABASES."""

    database: dict[str, Any]
    data_dir: Path
    files_dir: Path
    keys_dir: Path
    keys: keys.Fingerprints
    version: str

    @property
    def engine(self) -> Engine:
        return engines.of(self.database)


def here() -> Installation:
    """The one that the settings describe."""
    return Installation(
        database=settings.DATABASES["default"],
        data_dir=settings.DATA_DIR,
        files_dir=settings.FILES_DIR,
        keys_dir=settings.KEYS_DIR,
        keys=keys.fingerprints(settings),
        version=simpul.__version__,
    )


def zone() -> str:
    """On whose clock the installation's days begin: that of the default government, else WIB."""
    try:
        first = organizations.Government.objects.order_by("-is_default", "pk").first()
    except DatabaseError:  # before the first migration, where an empty server asks what may be restored
        return _ZONE
    return first.zone if first else _ZONE
