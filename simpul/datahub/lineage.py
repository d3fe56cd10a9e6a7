"""Asal angka: the way back from a value to the cell that it came from, read from what was stored on the way."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.core import expressions
from simpul.core.scope import Scope
from simpul.datahub import present, reports
from simpul.datahub.checks.models import CheckReport
from simpul.datahub.indicators.models import IndicatorValue
from simpul.datahub.review import queries as review
from simpul.documents import api as documents
from simpul.organizations import api as organizations
from simpul.web import charts, formats, parts

DRAWN = 6  # operands that the diagram shows; the table beneath holds all


@dataclass(frozen=True)
class Trace:
    """What the page of an origin shows."""

    result: str
    unit: str
    place: str
    operands: list[dict[str, str]]  # title, cell, raw, number
    diagram: Any
    steps: list[parts.ThreadStep]
    sheet: parts.Sheet | None
    is_intact: bool


def of(scope: Scope, value: IndicatorValue) -> Trace:
    """The trace of a value; people are named to those who may read submissions, to the public by their post."""
    release = value.release
    schema = release.submission.schema_version.schema
    path = documents.path_of(release.parquet.sha256)
    operands = [_operand(operand, schema.titles) for operand in value.operands]
    result = present.figure(value.indicator, value.value) or _("kosong")
    return Trace(
        result=result,
        unit=present.unit(value.indicator),
        place=_place(value.area_code),
        operands=operands,
        diagram=_diagram(scope, value, operands, result, _formula(value, schema.titles)),
        steps=_steps(scope, value),
        sheet=_sheet(value),
        is_intact=path.is_file() and documents.checksum(path) == release.parquet.sha256,
    )


def _place(code: str) -> str:
    """The area by its name, by its code where that is not known."""
    name = (
        organizations.Area.objects.filter(code=code)
        .order_by("-valid_from")
        .values_list("name", flat=True)
        .first()
    )
    return name or code


def _formula(value: IndicatorValue, titles: dict[str, str]) -> str:
    formula = expressions.describe(value.source.expression, titles)
    return _("jumlah %(formula)s semua kecamatan") % {"formula": formula} if value.is_total else formula


def _diagram(
    scope: Scope, value: IndicatorValue, operands: list[dict[str, str]], result: str, formula: str
) -> Any:
    inputs = [charts.Operand(operand["title"], _printed(operand["number"])) for operand in operands[:DRAWN]]
    if len(operands) > DRAWN:
        inputs.append(charts.Operand(_("dan %(count)s lagi") % {"count": len(operands) - DRAWN}, "…"))
    return charts.trace(
        inputs, formula, f"{result} {present.unit(value.indicator)}".strip(), _uses(scope, value)
    )


def _printed(text: str) -> str:
    return formats.number(Fraction(text)) if text else _("kosong")


def _uses(scope: Scope, value: IndicatorValue) -> list[parts.Link]:
    release = value.release
    board = [parts.Link(_("Papan Command Center"), reverse("board"))] if scope.has("board.view") else []
    return [
        *board,
        parts.Link(_("Data terbuka"), reverse("release", args=[release.dataset.code, release.number])),
        parts.Link(_("Deret angka ini"), reverse("number", args=[value.indicator.code])),
    ]


def _operand(operand: dict[str, Any], titles: dict[str, str]) -> dict[str, str]:
    return {
        **operand,
        "title": titles.get(operand["field"], operand["field"]),
        "number": operand["number"] or "",
    }


def _sheet(value: IndicatorValue) -> parts.Sheet | None:
    report = CheckReport.everywhere.select_related("parquet").get(submission=value.release.submission_id)
    return reports.excerpt(report, {operand["cell"]: "asal" for operand in value.operands}, value.row)


def _steps(scope: Scope, value: IndicatorValue) -> list[parts.ThreadStep]:
    release, government = value.release, value.indicator.government
    submission = release.submission
    shown = parts.ThreadStep(_("Tampil di"), (), tuple(_uses(scope, value)), "kini")
    released = parts.ThreadStep(
        _("Dirilis sebagai rilis %(number)s") % {"number": release.number},
        (
            formats.moment(release.released_at, government.zone),
            _("Sidik berkas %(print)s") % {"print": _short(release.parquet.sha256)},
        ),
    )
    journey = [_thread(step, scope, government.zone) for step in review.journey(submission)]
    return [shown, released, *journey, _file_step(scope, value)]


def _thread(step: review.Step, scope: Scope, zone: str) -> parts.ThreadStep:
    who = step.who if scope.has("data.read") else step.post
    at: Any = step.at
    lines = tuple(filter(None, (" · ".join(filter(None, (who, formats.moment(at, zone)))), step.note)))
    return parts.ThreadStep(step.title, lines)


def _file_step(scope: Scope, value: IndicatorValue) -> parts.ThreadStep:
    submission = value.release.submission
    cells = ", ".join(operand["cell"] for operand in value.operands)
    line = _("%(file)s, lembar “%(sheet)s”, baris %(row)s, sel %(cells)s") % {
        "file": submission.file.name,
        "sheet": value.release.sheet or "-",
        "row": value.row,
        "cells": cells,
    }
    links = (
        (parts.Link(_("Unduh berkas asal"), reverse("submission-file", args=[submission.pk])),)
        if scope.may_for("data.read", submission.dataset.agency_id)
        else ()
    )
    return parts.ThreadStep(_("Berkas asal"), (line,), links)


def _short(sha256: str) -> str:
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}"
