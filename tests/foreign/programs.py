"""Finding other people's programs; a test whose program is absent is skipped and says how to get it."""

import importlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest


def program(name: str, package: str) -> str:
    """Path of a program of Debian's package; skips the test where it is absent."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not here; to run this test: apt-get install {package}")
    return found


def library(name: str) -> Any:
    """A Python library that Simpul itself does not need; skips the test where it is absent."""
    try:
        return importlib.import_module(name)
    except ImportError:
        pytest.skip(f"{name} is not here; to run this test: .venv/bin/uv pip install {name}")


def run(*command: str | Path) -> str:
    """What the program printed; the test fails with it when the program does."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout
