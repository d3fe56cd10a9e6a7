"""Content-addressed storage: a file is whole or absent, and its name is its checksum."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

CHUNK_BYTES = 1024 * 1024


def path_of(sha256: str) -> Path:
    """Where the content with this checksum lies, whether it is there or not."""
    root: Path = settings.FILES_DIR
    return root / sha256[:2] / sha256[2:4] / sha256


def keep(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write the content and return (SHA-256, size in bytes).

    The content goes to a temporary name, is flushed to disk, and takes its final name in one step, so a
    process killed at any moment leaves either the whole file or a temporary one that `sweep` removes.
    """
    root: Path = settings.FILES_DIR
    (root / "tmp").mkdir(parents=True, exist_ok=True)
    temporary = root / "tmp" / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    try:
        with temporary.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return digest.hexdigest(), size


def checksum(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    for chunk in pieces(path):
        digest.update(chunk)
    return digest.hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    """The content in pieces of one MiB."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def sweep(older_than: float) -> int:
    """Remove temporary files last touched before this time (seconds since the epoch); return how many."""
    root: Path = settings.FILES_DIR
    stale = [path for path in (root / "tmp").glob("*") if path.stat().st_mtime < older_than]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)
