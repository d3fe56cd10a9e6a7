"""`simpul`: the one entry point of the command line."""

import os
import sys


def main() -> None:
    """Run a Simpul command; without one, list what there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.site.settings")
    from simpul.site import cli

    cli.run(sys.argv[1:])


if __name__ == "__main__":
    main()
