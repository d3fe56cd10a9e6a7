"""Composing boards."""

from collections.abc import Sequence

from django.db import transaction

from simpul.commandcenter.models import Board, BoardNumber
from simpul.core.scope import Scope
from simpul.datahub import api as datahub


@transaction.atomic
def compose(
    *,
    scope: Scope,
    government_id: int,
    code: str,
    title: str,
    lead: datahub.Indicator,
    numbers: Sequence[datahub.Indicator],
    wall: Sequence[datahub.Indicator],
    mapped: datahub.Indicator | None = None,
) -> Board:
    """Create or replace the default board of a government."""
    scope.demand("dataset.manage")
    board: Board = Board.objects.update_or_create(
        government_id=government_id, code=code, defaults={"title": title, "lead": lead, "mapped": mapped}
    )[0]
    BoardNumber.everywhere.filter(board=board).delete()
    BoardNumber.objects.bulk_create(
        BoardNumber(board=board, indicator=indicator, order=order, on_wall=indicator in wall)
        for order, indicator in enumerate(numbers, start=1)
    )
    return board
