"""Boards: which numbers a government watches, which one leads, which one is mapped."""

from django.db import models

from simpul.core.models import ScopedModel


class Board(ScopedModel):
    """A board of a government; the default one opens first. `lead` is the one number it begins with."""

    government = models.ForeignKey("organizations.Government", models.CASCADE, related_name="boards")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    lead = models.ForeignKey("datahub.Indicator", models.PROTECT, related_name="+")
    mapped = models.ForeignKey("datahub.Indicator", models.PROTECT, null=True, blank=True, related_name="+")
    is_default = models.BooleanField(default=True)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["government", "code"], name="commandcenter_board_code_unique"),
            models.UniqueConstraint(
                fields=["government"],
                condition=models.Q(is_default=True),
                name="commandcenter_one_default_board",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BoardNumber(ScopedModel):
    """One number on a board, in its order; the wall shows the first five that are `on_wall`."""

    scope_path = "board__government_id"

    board = models.ForeignKey(Board, models.CASCADE, related_name="numbers")
    indicator = models.ForeignKey("datahub.Indicator", models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=100)
    on_wall = models.BooleanField(default=False)

    class Meta(ScopedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["board", "indicator"], name="commandcenter_number_once")
        ]
        ordering = ["order", "pk"]
