#!/usr/bin/env bash
# Starts Simpul with its demonstration: keys, database, Kabupaten Paser at once, the rest behind it while you work.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '\033[36m→\033[0m %s\n' "$*"; }
export SIMPUL_DEMO=1 SIMPUL_LOG_LEVEL="${SIMPUL_LOG_LEVEL:-WARNING}"
export SIMPUL_EMAIL_BACKEND="${SIMPUL_EMAIL_BACKEND:-django.core.mail.backends.console.EmailBackend}"
[ -f var/keys/secret.key ] || { say "Making keys"; .venv/bin/simpul keys; }
say "Preparing the database and the pages' files"
.venv/bin/simpul migrate --verbosity 0
.venv/bin/simpul collectstatic --noinput --verbosity 0
say "Bringing Kabupaten Paser's public figures through the path"
.venv/bin/simpul demo --background
port="${SIMPUL_PORT:-8000}"
say "Kabupaten Paser: http://localhost:$port/ · Kabupaten Contoh: http://contoh.localhost:$port/"
say "What to try, and all accounts: http://localhost:$port/peragaan/"
say "Starting web, workers and live process; Ctrl-C ends all"
exec .venv/bin/simpul serve
