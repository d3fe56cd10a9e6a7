"""Installations for the tests of operation."""

from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from simpul.site.operation import backup
from tests.site import installations
from tests.site.installations import Installed


@pytest.fixture(scope="session")
def filled_once(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker, django_db_setup: None
) -> Installed:
    """Migrated, with a government, a person, twelve files and sealed acts; never changed by a test."""
    folder = tmp_path_factory.mktemp("installation") / "first"
    installed = installations.bare(folder, django_db_blocker)
    installed.call("migrate", "--verbosity", "0")
    installed.seed(12)
    return installed


@pytest.fixture
def installed(filled_once: Installed, tmp_path: Path) -> Installed:
    """The same, for one test to work on."""
    return installations.twin(tmp_path / "installation", filled_once)


@pytest.fixture
def saved(installed: Installed) -> Path:
    """The folder with one backup of it."""
    backup.make(root=installed.backups, installation=installed.as_installation())
    return installed.backups


@pytest.fixture
def empty(installed: Installed, tmp_path: Path) -> Installed:
    """A new server with the same keys and an empty database."""
    fresh = installations.bare(tmp_path / "new", installed.blocker)
    for key in installed.keys_dir.iterdir():
        (fresh.keys_dir / key.name).write_bytes(key.read_bytes())
    return fresh
