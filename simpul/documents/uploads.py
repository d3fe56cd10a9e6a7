"""What a browser sends, on its way in: bounded on the disk, and swept when its process was killed."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedFileUploadHandler(TemporaryFileUploadHandler):
    """Keeps an upload in the folder that `storage.sweep` clears, and of one too large a byte more than the limit.

    What lies beyond is read and dropped: the disk is safe before anybody was asked who sends it, and the browser
    gets to the answer that says what is wrong. Whoever takes the file sees by its length that it is too large.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        room = settings.UPLOAD_LIMIT_BYTES + 1 - start
        return super().receive_data_chunk(raw_data[: max(0, room)], start)
