"""The command line: `simpul <words> [options]` runs the management command named by its words."""

import sys

from django.core import management

# `simpul data check` is the management command data_check, and so on: words are joined by "_".
_TWO_WORDS = frozenset({"data", "areas", "audit", "evaluation"})


def run(arguments: list[str]) -> None:
    """Run one command; without arguments print the list."""
    words = arguments or ["help"]
    if words[0] in _TWO_WORDS and len(words) > 1:
        words = [f"{words[0]}_{words[1]}", *words[2:]]
    management.execute_from_command_line([sys.argv[0], *words])
