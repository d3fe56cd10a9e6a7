"""The parts of a workbook: its sheets in order, its shared texts, its formats."""

import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from simpul.datahub.intake.sheets import errors, sharedtexts, styles, xml
from simpul.datahub.intake.sheets.limits import Limits


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, the part that holds its cells, and whether people see it."""

    name: str
    part: str
    is_visible: bool


@dataclass(frozen=True)
class Workbook:
    """An opened workbook; shared texts and formats are read when first needed."""

    archive: zipfile.ZipFile
    limits: Limits
    sheets: tuple[Sheet, ...]
    from_1904: bool
    texts_part: str | None
    styles_part: str | None

    @cached_property
    def texts(self) -> pl.Series:
        return sharedtexts.read(self.archive, self.texts_part, self.limits)

    @cached_property
    def styles(self) -> styles.Styles:
        return styles.read(self.archive, self.styles_part)


def opened(archive: zipfile.ZipFile, limits: Limits) -> Workbook:
    """The workbook in a zip that `container` has passed; raises BrokenWorkbook."""
    main = _main_part(archive)
    folder = posixpath.dirname(main)
    targets = _targets(archive, f"{folder}/_rels/{posixpath.basename(main)}.rels", folder)
    sheets, from_1904 = [], False
    for opens, tag, attributes in xml.tags(archive, main):
        if opens and tag == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")
        elif opens and tag == "sheet":
            sheets.append(_sheet(attributes, targets))
    return Workbook(
        archive=archive,
        limits=limits,
        sheets=tuple(sheet for sheet in sheets if "/worksheets/" in f"/{sheet.part}".lower()),
        from_1904=from_1904,
        texts_part=_by_type(targets, "sharedStrings"),
        styles_part=_by_type(targets, "styles"),
    )


Targets = dict[str, tuple[str, str]]
"""Relationship id to its kind (the last word of its type) and the part it leads to."""


def _main_part(archive: zipfile.ZipFile) -> str:
    name = _by_type(_targets(archive, "_rels/.rels", ""), "officeDocument")
    if name is None:
        raise errors.BrokenWorkbook
    return name


def _targets(archive: zipfile.ZipFile, rels: str, folder: str) -> Targets:
    return {
        attributes.get("Id", ""): (
            attributes.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))[1:],
        )
        for opens, tag, attributes in xml.tags(archive, rels)
        if opens and tag == "Relationship" and attributes.get("TargetMode") != "External"
    }


def _by_type(targets: Targets, kind: str) -> str | None:
    return next((part for found, part in targets.values() if found == kind), None)


def _sheet(attributes: dict[str, str], targets: Targets) -> Sheet:
    link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
    return Sheet(
        name=attributes.get("name", ""),
        part=targets.get(link, ("", ""))[1],
        is_visible=attributes.get("state", "visible") == "visible",
    )
