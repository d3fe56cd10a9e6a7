"""Keeping and handing out files."""

import mimetypes
from collections.abc import Iterable
from pathlib import Path

from django.http import FileResponse
from django.utils.text import get_valid_filename

from simpul.documents import storage
from simpul.documents.models import StoredFile


def keep(*, government_id: int, name: str, chunks: Iterable[bytes]) -> StoredFile:
    """Keep a file of a government under a safe form of its name."""
    sha256, size = storage.keep(chunks)
    safe_name = get_valid_filename(Path(name).name or "berkas")[-200:]
    media_type = mimetypes.guess_type(safe_name)[0] or "application/octet-stream"
    file: StoredFile = StoredFile.objects.create(
        government_id=government_id, sha256=sha256, size=size, name=safe_name, media_type=media_type
    )
    return file


def keep_path(*, government_id: int, name: str, path: Path) -> StoredFile:
    """Keep a file that lies on disk."""
    return keep(government_id=government_id, name=name, chunks=storage.pieces(path))


def download(file: StoredFile) -> FileResponse:
    """The file as an attachment; the browser never opens what somebody uploaded."""
    content = storage.path_of(file.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
