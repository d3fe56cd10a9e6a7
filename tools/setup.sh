#!/usr/bin/env bash
# Sets up .venv, node_modules and the built assets. Says what it does; does nothing that is done already.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '\033[36m→\033[0m %s\n' "$*"; }

stamp=.venv/.simpul-setup
wanted=$(cat requirements/dev.txt pyproject.toml | sha256sum | cut -c1-64)
if [ ! -x .venv/bin/python ]; then
  say "Making the virtual environment .venv"
  python3 -m venv .venv 2>/dev/null || {
    say "Python's venv module is incomplete; using virtualenv from pip"
    python3 -m pip install --quiet --user --break-system-packages virtualenv && python3 -m virtualenv --quiet .venv
  }
fi
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
  say "Installing the pinned Python packages (hashes checked)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
  .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes requirements/dev.txt
  .venv/bin/python - <<'PY'
import pathlib, sysconfig
# The checkout itself on the path, and the command `simpul`: an editable install without building anything.
root = pathlib.Path.cwd()
(pathlib.Path(sysconfig.get_path("purelib")) / "simpul-checkout.pth").write_text(f"{root}\n")
command = pathlib.Path(".venv/bin/simpul")
command.write_text(f"#!{root}/.venv/bin/python\nfrom simpul.__main__ import main\n\nmain()\n")
command.chmod(0o755)
PY
  printf '%s' "$wanted" > "$stamp"
fi
.venv/bin/python tools/build_assets.py
.venv/bin/python tools/compile_messages.py
