#!/usr/bin/env bash
# Other people's programs talk to Simpul; each is skipped aloud where it is absent.
set -uo pipefail
cd "$(dirname "$0")/.."
.venv/bin/pytest -q -m foreign -rs tests/foreign
