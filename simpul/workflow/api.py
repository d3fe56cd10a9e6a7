"""The front door for other areas: register what is owed, end it, ask who owes what, count working days."""

from simpul.workflow.badge import badge
from simpul.workflow.calendar import calendar_for
from simpul.workflow.enums import EndReason, Level, State
from simpul.workflow.operations.ledger import end
from simpul.workflow.operations.reconcile import Reconciled, reconcile
from simpul.workflow.queries import Debt, Owed, duties_of, duties_of_others, owed_by_agency, who_owes
from simpul.workflow.registry import Duty, Provider, register
from simpul.workflow.rules import (
    Calendar,
    WorkingDay,
    WorkingDays,
    add_working_days,
    next_working_day,
    working_days_between,
)

__all__ = [
    "Calendar",
    "Debt",
    "Duty",
    "EndReason",
    "Level",
    "Owed",
    "Provider",
    "Reconciled",
    "State",
    "WorkingDay",
    "WorkingDays",
    "add_working_days",
    "badge",
    "calendar_for",
    "duties_of",
    "duties_of_others",
    "end",
    "next_working_day",
    "owed_by_agency",
    "reconcile",
    "register",
    "who_owes",
    "working_days_between",
]
