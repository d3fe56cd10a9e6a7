"""Indicators, their values with the operands behind each, and the cases where values disagree."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from simpul.core import expressions, periods
from simpul.core.fields import RationalField
from simpul.core.models import ScopedManager, ScopedModel, ScopedQuerySet
from simpul.datahub.indicators.enums import CaseKind, CaseState, Pillar, Wish


class Indicator(ScopedModel):
    """A number that the region steers by.

    `tolerance` is the largest difference between two sources of one period that is no conflict; `break_limit`
    the largest relative change between periods of different sources that is no break (1/20 = five per cent).
    """

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="indicators")
    code = models.SlugField(max_length=80)
    name = models.CharField(_("nama"), max_length=160)
    short_name = models.CharField(_("nama singkat"), max_length=60)
    definition = models.TextField(blank=True)
    unit = models.CharField(_("satuan"), max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    wish = models.CharField(max_length=10, choices=Wish.choices, default=Wish.NONE)
    pillar = models.CharField(max_length=20, choices=Pillar.choices)
    area_level = models.PositiveSmallIntegerField(default=2)
    tolerance = RationalField(default="0")
    break_limit = RationalField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    is_sample = models.BooleanField(default=False)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government", "code"], name="datahub_indicator_code_unique")
        ]
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class IndicatorSource(ScopedModel):
    """A data set that feeds an indicator, and the formula over the columns of one of its rows.

    Where a sheet names its own source per row, `source_field` and `kind_field` are the columns that hold it.
    """

    scope_path = "indicator__government_id"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="sources")
    dataset = models.ForeignKey("datahub.Dataset", models.PROTECT, related_name="feeds")
    formula = models.JSONField()
    area_field = models.CharField(max_length=60, blank=True)
    period_field = models.CharField(max_length=60, blank=True)
    source_field = models.CharField(max_length=60, blank=True)
    kind_field = models.CharField(max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    sums_areas = models.BooleanField(default=False)  # the government's own value is the sum of its areas

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["indicator", "dataset"], name="datahub_indicator_source_once")
        ]

    @property
    def expression(self) -> expressions.Expression:
        return expressions.parse(self.formula)


class Target(ScopedModel):
    """A promised value for a period, with the plan that promises it."""

    scope_path = "indicator__government_id"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period_code = models.CharField(max_length=12)
    value = RationalField()
    source = models.CharField(max_length=200)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period_code"], name="datahub_target_once")
        ]
        ordering = ["period_code"]


class ValueQuerySet(ScopedQuerySet["IndicatorValue"]):
    """Vocabulary of values."""

    def standing(self) -> Self:
        """Values of current releases."""
        return self.filter(release__is_current=True)

    def shown(self) -> Self:
        """Values that a page may show as the number: standing and not set aside by a decision."""
        return self.standing().filter(set_aside=False)


class IndicatorValue(ScopedModel):
    """One value of an indicator for an area and a period, computed from one row of one release."""

    scope_path = "indicator__government_id"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    area_code = models.CharField(max_length=13)
    period_code = models.CharField(max_length=12, blank=True)
    period_end = models.DateField(null=True)
    value = RationalField(null=True)  # null: the row is there, its figure is not
    source = models.ForeignKey(IndicatorSource, models.CASCADE, related_name="values")
    source_label = models.CharField(max_length=300)
    source_kind = models.CharField(max_length=60, blank=True)
    release = models.ForeignKey("datahub.Release", models.PROTECT, related_name="values")
    row = models.PositiveIntegerField()
    is_total = models.BooleanField(default=False)  # the sum over all areas; `row` is then the first of them
    operands = models.JSONField()  # [{field, cell, raw, number}] of this row (of all rows in a total)
    set_aside = models.BooleanField(default=False)
    computed_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager.of(ValueQuerySet)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["source", "release", "row", "is_total"], name="datahub_value_once"
            ),
        ]
        indexes = [models.Index(fields=["indicator", "area_code", "period_end"], name="datahub_value_series")]
        ordering = ["period_end", "period_code", "source__rank", "pk"]

    @property
    def period(self) -> periods.Period:
        return periods.parse(self.period_code)


class Case(ScopedModel):
    """Two values that disagree, waiting for a person: a conflict within a period or a break between two."""

    scope_path = "indicator__government_id"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="cases")
    kind = models.CharField(max_length=20, choices=CaseKind.choices)
    area_code = models.CharField(max_length=13)
    period_code = models.CharField(max_length=12, blank=True)
    fingerprint = models.CharField(max_length=200)  # the values compared, so that a case is opened once
    first = models.ForeignKey(IndicatorValue, models.CASCADE, related_name="+")
    second = models.ForeignKey(IndicatorValue, models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=CaseState.choices, default=CaseState.OPEN)
    opened_at = models.DateTimeField()
    chosen = models.ForeignKey(IndicatorValue, models.SET_NULL, null=True, blank=True, related_name="+")
    decision_note = models.TextField(blank=True)
    decided_by_id = models.PositiveBigIntegerField(null=True)
    decided_label = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["indicator", "kind", "fingerprint"], name="datahub_case_once")
        ]
        ordering = ["-opened_at", "pk"]
