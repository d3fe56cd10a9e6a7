"""The command line: `simpul <words> [options]` runs the management command named by its words."""

import sys

from django.core import management

from simpul.site import keys

# `simpul data check` is the management command data_check, and so on: words are joined by "_".
_TWO_WORDS = frozenset({"data", "areas", "audit", "evaluation"})

# These run where no keys stand: the one makes them, the other says that they are missing.
_KEYLESS = frozenset({"keys", "restore"})


def run(arguments: list[str]) -> None:
    """Run one command; without arguments print the list."""
    words = arguments or ["help"]
    if words[0] in _TWO_WORDS and len(words) > 1:
        words = [f"{words[0]}_{words[1]}", *words[2:]]
    if words[0] in _KEYLESS:
        keys.stand_in()
    management.execute_from_command_line([sys.argv[0], *words])
