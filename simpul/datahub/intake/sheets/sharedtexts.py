"""The table of texts that cells of a workbook point into."""

import zipfile

import polars as pl

from simpul.datahub.intake.sheets import container, xml
from simpul.datahub.intake.sheets.limits import Limits

CHUNK = 100_000


def read(archive: zipfile.ZipFile, name: str | None, limits: Limits) -> pl.Series:
    """All shared texts in order; empty when the workbook has none. Phonetic readings are left out."""
    if name is None or name not in archive.namelist():
        return pl.Series("text", [], dtype=pl.String)
    size = archive.getinfo(name).file_size
    if size > limits.shared_text_bytes:
        raise container.too_large(size, limits.shared_text_bytes, unpacked=True)
    collector = _Collector()
    made = xml.parser()
    made.StartElementHandler, made.EndElementHandler = collector.opens, collector.closes
    made.CharacterDataHandler = collector.reads
    with container.part(archive, name) as stream:
        while block := stream.read(container.BLOCK):
            xml.feed(made, block)
            collector.pack()
    xml.feed(made, b"", last=True)
    return collector.result()


class _Collector:
    """Gathers the runs of each text; packs full lists into columns to keep memory low."""

    def __init__(self) -> None:
        self.packed: list[pl.Series] = []
        self.texts: list[str] = []
        self.runs: list[str] = []
        self.listening = False
        self.phonetic = False

    def opens(self, tag: str, _attributes: dict[str, str]) -> None:
        name = xml.local(tag)
        if name == "t":
            self.listening = not self.phonetic
        elif name == "si":
            self.runs.clear()
        elif name == "rPh":
            self.phonetic = True

    def closes(self, tag: str) -> None:
        name = xml.local(tag)
        if name == "t":
            self.listening = False
        elif name == "si":
            self.texts.append("".join(self.runs))
        elif name == "rPh":
            self.phonetic = False

    def reads(self, text: str) -> None:
        if self.listening:
            self.runs.append(text)

    def pack(self) -> None:
        if len(self.texts) >= CHUNK:
            self.packed.append(pl.Series("text", self.texts, dtype=pl.String))
            self.texts = []

    def result(self) -> pl.Series:
        last = pl.Series("text", self.texts, dtype=pl.String)
        return pl.concat([*self.packed, last]) if self.packed else last
