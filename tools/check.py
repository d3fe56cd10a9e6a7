"""`make check`: everything that can be said without running the product, in parallel, in under a minute."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BIN = Path(".venv/bin")
CHECKS = {
    "style (ruff)": [BIN / "ruff", "check", "--quiet", "simpul", "tests", "tools"],
    "format (ruff)": [BIN / "ruff", "format", "--check", "--quiet", "simpul", "tests", "tools"],
    "types (mypy strict)": [BIN / "mypy"],
    "import contracts": [BIN / "lint-imports", "--no-cache"],
    "migrations": [BIN / "python", "-m", "simpul", "makemigrations", "--check", "--dry-run"],
    "house rules (keys, routes, templates, docs, texts)": [BIN / "pytest", "-q", "tests/house"],
}


def _run(name: str) -> tuple[str, subprocess.CompletedProcess[str], float]:
    started = time.monotonic()
    # The settings of the tests need no keys and touch no data.
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "simpul.site.settings_test"}
    words = [str(part) for part in CHECKS[name]]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    return name, done, time.monotonic() - started


def main() -> int:
    """Run all checks; print what failed; return the exit status."""
    failed = 0
    with ThreadPoolExecutor(max_workers=3) as pool:
        for name, done, seconds in pool.map(_run, CHECKS):
            good = done.returncode == 0
            failed += not good
            print(f"{'ok  ' if good else 'FAIL'} {name} ({seconds:.1f} s)", flush=True)
            if not good:
                print(done.stdout[-6000:], done.stderr[-3000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
