"""The front door of documents."""

from simpul.documents.models import StoredFile
from simpul.documents.operations import download, keep, keep_path
from simpul.documents.storage import checksum, path_of, pieces, sweep

__all__ = ["StoredFile", "checksum", "download", "keep", "keep_path", "path_of", "pieces", "sweep"]
