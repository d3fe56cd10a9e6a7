"""Installations for the tests of operation."""

from pathlib import Path

import pytest

from tests.site import installations
from tests.site.installations import Installed


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Migrated, with a government, a person, twelve files and sealed acts; never changed by a test."""
    installed = installations.bare(tmp_path_factory.mktemp("installation") / "first")
    installed.simpul("migrate", "--verbosity", "0")
    installed.seed("12")
    return installed


@pytest.fixture
def installed(filled_once: Installed, tmp_path: Path) -> Installed:
    """The same, for one test to work on."""
    return installations.twin(tmp_path / "installation", filled_once)


@pytest.fixture
def empty(installed: Installed, tmp_path: Path) -> Installed:
    """A new server with the same keys and an empty database."""
    fresh = installations.bare(tmp_path / "new")
    for key in installed.keys_dir.iterdir():
        (fresh.keys_dir / key.name).write_bytes(key.read_bytes())
    return fresh
