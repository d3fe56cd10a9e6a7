"""The front door of the data hub."""

from simpul.datahub.drawings import AreaRow, area_rows, line_chart, spark
from simpul.datahub.indicators.enums import CaseKind, CaseState, Pillar, Wish
from simpul.datahub.indicators.models import Case, Indicator, IndicatorSource, IndicatorValue, Target
from simpul.datahub.indicators.operations import recompute_source
from simpul.datahub.indicators.queries import Reading, open_readings, public_readings
from simpul.datahub.intake.enums import SubmissionState
from simpul.datahub.intake.models import Submission
from simpul.datahub.operations import (
    approve,
    decide,
    define_dataset,
    send_back,
    submit,
    upload,
    verify,
    withdraw,
)
from simpul.datahub.pipeline import check, release
from simpul.datahub.present import change_figure, figure, number, short_source, unit
from simpul.datahub.queries import freshness_counts, public_counts
from simpul.datahub.releases.models import Release
from simpul.datahub.review.enums import ReturnReason
from simpul.datahub.standards.models import Dataset, Sensitivity

__all__ = [
    "AreaRow",
    "Case",
    "CaseKind",
    "CaseState",
    "Dataset",
    "Indicator",
    "IndicatorSource",
    "IndicatorValue",
    "Pillar",
    "Reading",
    "Release",
    "ReturnReason",
    "Sensitivity",
    "Submission",
    "SubmissionState",
    "Target",
    "Wish",
    "approve",
    "area_rows",
    "change_figure",
    "check",
    "decide",
    "define_dataset",
    "figure",
    "freshness_counts",
    "line_chart",
    "number",
    "open_readings",
    "public_counts",
    "public_readings",
    "recompute_source",
    "release",
    "send_back",
    "short_source",
    "spark",
    "submit",
    "unit",
    "upload",
    "verify",
    "withdraw",
]
