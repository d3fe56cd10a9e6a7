#!/usr/bin/env bash
# Runs everything: the checks, then the suite on SQLite and on PostgreSQL. Installs Chromium and PostgreSQL from
# Debian's packages where they are missing; without root it says which tests are left out and how to get them.
set -uo pipefail
cd "$(dirname "$0")/.."
say() { printf '\033[36m→\033[0m %s\n' "$*"; }

install() { # name, package, a file that shows that it is there
  [ -e "$3" ] && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $1 from Debian's packages"
    { [ -n "${updated:-}" ] || apt-get update -qq; } && updated=1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2 >/dev/null
  fi
  [ -e "$3" ] && return 0
  say "$1 is not here. Left out: $4. To run them: sudo apt-get install $2"
  return 1
}
updated=
install Chromium "chromium" /usr/bin/chromium "browser tests"
without_browser=$([ $? = 0 ] || echo " and not browser")
install PostgreSQL "postgresql" /usr/lib/postgresql/15/bin/initdb "the suite on PostgreSQL"
with_postgres=$?

status=0
say "Checks"
.venv/bin/python tools/check.py || status=1
say "Tests on SQLite"
SIMPUL_TEST_DATABASE=sqlite .venv/bin/pytest -q -n "${SIMPUL_TEST_WORKERS:-2}" --dist loadfile -m "not foreign$without_browser" "$@" || status=1
if [ "$with_postgres" = 0 ]; then
  say "Tests on PostgreSQL 15 (all but browser and build)"
  SIMPUL_TEST_DATABASE=postgres .venv/bin/pytest -q -n "${SIMPUL_TEST_WORKERS:-2}" --dist loadfile -m "not browser and not build and not foreign" "$@" || status=1
fi
exit $status
