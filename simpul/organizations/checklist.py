"""What a new region still lacks: areas register steps, the home of /kelola/ shows them with the next act."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from simpul.core.scope import Scope
from simpul.organizations.models import Government


@dataclass(frozen=True)
class Found:
    """How a step stands: a sentence on what is there, and where to go on."""

    is_done: bool
    sentence: str
    action: str = ""
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One step; `look` is asked each time the page opens, in at most a few queries."""

    key: str
    label: str | Promise
    order: int
    capability: str
    look: Callable[[Scope, Government], Found]


_steps: dict[str, Step] = {}


def register(step: Step) -> None:
    """Add a step, from the ready() of an area; ValueError when another one has the same key."""
    if _steps.get(step.key, step) != step:
        raise ValueError(f"there already is a step {step.key}")
    _steps[step.key] = step


def walk(scope: Scope, government: Government) -> list[tuple[Step, Found]]:
    """All steps with how they stand, in the order in which one would take them."""
    ordered = sorted(_steps.values(), key=lambda step: (step.order, step.key))
    return [(step, step.look(scope, government)) for step in ordered]
