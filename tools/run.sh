#!/usr/bin/env bash
# Starts Simpul with its demonstration: keys, database, Kabupaten Paser at once, the rest behind it while you work.
set -euo pipefail
cd "$(dirname "$0")/.."
export SIMPUL_DEMO=1 SIMPUL_EMAIL_BACKEND="${SIMPUL_EMAIL_BACKEND:-django.core.mail.backends.console.EmailBackend}"
.venv/bin/simpul keys --if-missing
.venv/bin/simpul demo --background
exec .venv/bin/simpul serve
