"""All models of the data hub; they live in the rooms inside, and Django finds them here."""

from simpul.datahub.checks.models import CheckReport
from simpul.datahub.indicators.models import Case, Indicator, IndicatorSource, IndicatorValue, Target
from simpul.datahub.intake.models import Submission
from simpul.datahub.releases.models import Release, ServedRow
from simpul.datahub.review.models import Decision
from simpul.datahub.standards.models import Dataset, SchemaVersion

__all__ = [
    "Case",
    "CheckReport",
    "Dataset",
    "Decision",
    "Indicator",
    "IndicatorSource",
    "IndicatorValue",
    "Release",
    "SchemaVersion",
    "ServedRow",
    "Submission",
    "Target",
]
