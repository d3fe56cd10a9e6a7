"""Marks of operation: when something last happened, and a few facts about it ("backup", "worker:quick")."""

import datetime as dt
from typing import Any

from django.db import models

from simpul.core import clock


class OperationMark(models.Model):
    """The newest mark of a name; `facts` are plain JSON without personal values."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


def set(name: str, **facts: Any) -> None:
    """It happened now: `marks.set("backup", bytes=123, ok=True)`."""
    OperationMark.objects.update_or_create(name=name, defaults={"at": clock.now(), "facts": facts})


def get(name: str) -> OperationMark | None:
    """The mark of a name, None when it never happened."""
    return OperationMark.objects.filter(name=name).first()


def age(name: str) -> dt.timedelta | None:
    """How long ago it happened, None when never."""
    mark = get(name)
    return None if mark is None else clock.now() - mark.at
