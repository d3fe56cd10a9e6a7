"""Content files on their way into a backup and back: each is named by its checksum and checked on the way."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from simpul.documents import api as documents


@dataclass
class Copied:
    """What one run brought over; `damaged` are checksums whose content was missing or no longer itself."""

    count: int = 0
    bytes: int = 0
    fresh: int = 0
    damaged: list[str] = field(default_factory=list)


def place_in(root: Path, sha256: str) -> Path:
    """Where the content lies under a folder: the same shape as in the storage itself."""
    return root / documents.path_of(sha256).relative_to(settings.FILES_DIR)


def bring(checksums: Iterable[str], source: Path, target: Path, earlier: Path | None = None) -> Copied:
    """Bring content from one folder into another; what an earlier backup holds is linked, not copied.

    A link costs no room and shares its bytes with that backup, never with the running installation.
    """
    done = Copied()
    for sha256 in checksums:
        path = place_in(target, sha256)
        if not is_whole(path, sha256):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not (earlier and _link(place_in(earlier, sha256), path)):
                if not copy(place_in(source, sha256), path, sha256):
                    done.damaged.append(sha256)
                    continue
                done.fresh += 1
        done.count += 1
        done.bytes += path.stat().st_size
    return done


def copy(source: Path, target: Path, sha256: str) -> bool:
    """Copy one file; False, and nothing at the target, when its content is not what its name promises."""
    temporary = target.with_name(f".{secrets.token_hex(8)}")
    digest = hashlib.sha256()
    try:
        with temporary.open("xb") as file:
            for piece in documents.pieces(source):
                digest.update(piece)
                file.write(piece)
        if digest.hexdigest() != sha256:
            return False
        temporary.replace(target)
        return True
    except FileNotFoundError:
        return False
    finally:
        temporary.unlink(missing_ok=True)


def damaged(checksums: Iterable[str], root: Path) -> list[str]:
    """Those whose content under a folder is missing or no longer itself; reads every byte."""
    return [sha256 for sha256 in checksums if not is_whole(place_in(root, sha256), sha256)]


def is_whole(path: Path, sha256: str) -> bool:
    """True when the file is there and its content is what its name promises."""
    return path.is_file() and documents.checksum(path) == sha256


def held(root: Path) -> list[str]:
    """The checksums of all content under a folder, sorted."""
    return sorted(path.name for path in root.glob("??/??/*") if len(path.name) == 64)


def _link(source: Path, target: Path) -> bool:
    """False where the earlier backup lacks the file, or the disk knows no links."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True
